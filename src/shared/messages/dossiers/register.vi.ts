/** Sổ theo dõi hồ sơ (Mẫu 07). */
export const register = {
  title: 'Sổ theo dõi hồ sơ',
  lead: 'Các hồ sơ cơ quan nhận trong khoảng ngày đã chọn. Sổ ghi tên người nộp; mỗi người có tên thấy ai đã lấy sổ.',
  from: 'Từ ngày',
  to: 'Đến ngày',
  asPdf: 'Tải sổ (PDF)',
  asTable: 'Tải bảng (CSV)',
  columns: [
    'Số',
    'Mã hồ sơ',
    'Thủ tục',
    'Người nộp, địa chỉ, điện thoại',
    'Cơ quan giải quyết',
    'Nhận lúc',
    'Hẹn trả',
    'Kết thúc lúc',
    'Nhận kết quả',
    'Ghi chú',
  ],
  ways: { online: 'Bản điện tử', counter: 'Tại quầy', post: 'Qua bưu điện' },
  late: 'trễ hẹn',
  paperLeft: (when: string) => `bản giấy rời quầy ${when}`,
}
