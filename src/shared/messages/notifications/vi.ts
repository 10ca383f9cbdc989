/** What a person is told. */
export const notifications = {
  title: 'Thông báo',
  none: 'Chưa có thông báo',
  noneAdvice: 'Khi hồ sơ có tin mới, chúng tôi báo ở đây.',
  unread: 'Mới',
  markRead: 'Đánh dấu đã đọc hết',
  kinds: {
    submitted: (due) => (due ? `Đã nhận hồ sơ, hẹn trả ${due}` : 'Đã nhận hồ sơ'),
    accepted: (due) => (due ? `Hồ sơ đã được tiếp nhận, hẹn trả ${due}` : 'Hồ sơ đã được tiếp nhận'),
    supplement_asked: () => 'Cơ quan cần ông/bà bổ sung hồ sơ',
    refused: () => 'Hồ sơ không được tiếp nhận, xem lý do',
    stopped: () => 'Hồ sơ đã dừng vì chưa bổ sung',
    extended: (due) => `Cơ quan xin lỗi và hẹn lại${due ? `: ${due}` : ''}`,
    extended_before_due: (due) => `Cơ quan hẹn lại ngày trả kết quả${due ? `: ${due}` : ''}`,
    result_revoked: () => 'Một giấy cấp cho ông/bà đã bị thu hồi, xem Giấy tờ của tôi',
    paper_printed: () => 'Bản giấy của kết quả đã in xong, xem nơi nhận trong hồ sơ',
    paper_handed_over: () => 'Bản giấy của kết quả đã được trao tại quầy',
    paper_sent: () => 'Bản giấy của kết quả đã gửi qua bưu điện',
    paper_came_back: () => 'Bưu điện không giao được bản giấy, bản giấy đang ở quầy',
    result_ready: () => 'Đã có kết quả, nằm trong Giấy tờ của tôi',
  } as Record<string, (due: string) => string>,
}
