/** What a person is told. */
import { staff } from './staff.vi.ts'

export const notifications = {
  title: 'Thông báo',
  none: 'Chưa có thông báo',
  noneAdvice: 'Khi hồ sơ có tin mới, chúng tôi báo ở đây.',
  unread: 'Mới',
  markRead: 'Đánh dấu đã đọc hết',
  judgment: (number: string, on: string) => `bản án, quyết định số ${number} ngày ${on}`,
  staff,
  kinds: {
    submitted: (due) => (due ? `Đã nhận hồ sơ, hẹn trả ${due}` : 'Đã nhận hồ sơ'),
    accepted: (due) => (due ? `Hồ sơ đã được tiếp nhận, hẹn trả ${due}` : 'Hồ sơ đã được tiếp nhận'),
    supplement_asked: () => 'Cơ quan cần ông/bà bổ sung hồ sơ',
    refused: () => 'Hồ sơ không được tiếp nhận, xem lý do',
    stopped: () => 'Hồ sơ đã dừng vì chưa bổ sung',
    extended: (due) => `Cơ quan xin lỗi và hẹn lại${due ? `: ${due}` : ''}`,
    extended_before_due: (due) => `Cơ quan hẹn lại ngày trả kết quả${due ? `: ${due}` : ''}`,
    result_revoked: () => 'Một giấy cấp cho ông/bà đã bị thu hồi, xem Giấy tờ của tôi',
    result_replaced: () => 'Giấy cấp cho ông/bà đã được thay bằng giấy mới, xem Giấy tờ của tôi',
    paper_replaced: () => 'Một giấy đã nộp trong hồ sơ này đã được cơ quan cấp thay bằng giấy khác',
    paper_revoked: () => 'Một giấy đã nộp trong hồ sơ này đã bị cơ quan cấp thu hồi',
    paper_printed: () => 'Bản giấy của kết quả đã in xong, xem nơi nhận trong hồ sơ',
    paper_handed_over: () => 'Bản giấy của kết quả đã được trao tại quầy',
    paper_sent: () => 'Bản giấy của kết quả đã gửi qua bưu điện',
    paper_came_back: () => 'Bưu điện không giao được bản giấy, bản giấy đang ở quầy',
    limit_chosen: (due) =>
      `Cơ quan chọn thời hạn dài hơn cho hồ sơ${due ? `, hẹn trả ${due}` : ''}; xem lý do`,
    consent_asked: () => 'Có người đề nghị ông/bà xác nhận',
    consent_done: () => 'Người liên quan đã xác nhận',
    consent_refused: () => 'Người liên quan không xác nhận, xem hồ sơ',
    duty_asked: () => 'Hồ sơ chờ ông/bà thực hiện nghĩa vụ tài chính',
    duty_done: () => 'Đã ghi nhận nghĩa vụ tài chính, hồ sơ đi tiếp',
    draft_asked: () => 'Mời ông/bà xem và xác nhận dự thảo kết quả',
    refund_approved: () =>
      'Cơ quan đã duyệt hoàn trả tiền cho ông/bà. Tiền về nơi đã nộp; đã nộp tiền mặt thì nhận tại quầy',
    refund_done: () => 'Đã hoàn trả tiền cho ông/bà',
    receipt_cancelled: () => 'Một biên lai đã cấp cho ông/bà bị hủy, xem Giấy tờ của tôi',
    receipt_replaced: () =>
      'Một biên lai đã cấp cho ông/bà được thay bằng biên lai khác, xem Giấy tờ của tôi',
    result_ready: () => 'Đã có kết quả, nằm trong Giấy tờ của tôi',
    divorce_recorded: (judgment) =>
      `Sổ hộ tịch đã ghi: hôn nhân của ông/bà chấm dứt theo ${judgment}. Nếu không đúng, đến ngay Ủy ban nhân dân phường, xã.`,
    divorce_undone: (judgment) =>
      `Ghi chú ly hôn theo ${judgment} đã được hủy vì ghi sai: hôn nhân của ông/bà trong sổ hộ tịch còn hiệu lực.`,
  } as Record<string, (about: string) => string>,
}
