/** The result on paper, as the counter deals with it. */
export const handover = {
  title: 'Bản giấy của kết quả',
  open: 'Mở việc in và trả bản giấy',
  asked: 'Người nộp muốn nhận',
  amount: (originals: number, copies: number) =>
    [originals > 0 ? `${originals} bản kết quả` : '', copies > 0 ? `${copies} bản sao` : '']
      .filter(Boolean)
      .join(', '),
  way: { counter: 'Tại quầy', post: 'Qua bưu điện' },
  how: 'Cách nhận',
  address: 'Địa chỉ gửi',
  readyBy: 'Phải sẵn sàng trước',
  where: 'Đang ở',
  late: (when: string) => `Quá hẹn ${when}`,
  onTime: (when: string) => `Hẹn ${when}`,
  states: {
    to_print: 'Chờ in',
    printed: 'Đã in, chờ trả',
    sent: 'Đã gửi bưu điện',
    handed_over: 'Đã trao',
  },
  waitsSince: (when: string) => `Chờ người nhận từ ${when}`,
  file: (title: string) => `Mở tệp để in: ${title}`,
  happened: {
    print: 'Đã in',
    hand_over: 'Đã trao tại quầy',
    send: 'Đã gửi bưu điện',
    come_back: 'Bưu điện hoàn lại',
  },
  taker: (name: string, mandate: string) => (mandate ? `${name} nhận thay theo ${mandate}` : `${name} nhận`),
  sent: (number: string, day: string) => `Số vận đơn ${number}, ngày ${day}`,
  print: {
    title: 'Ghi nhận đã in',
    again: 'Ghi nhận đã in lại',
    lead: (amount: string) => `In ${amount} từ tệp đã ký, xem đủ trang rồi ghi nhận.`,
    send: 'Đã in đủ',
  },
  handOver: {
    title: 'Trao tại quầy',
    who: 'Người nhận',
    whoHint: 'Ghi theo thẻ căn cước người nhận đưa xem. Lần nào ghi không khớp, hệ thống lưu lại.',
    options: { applicant: 'Chính người nộp hồ sơ', other: 'Người khác, có giấy ủy quyền' },
    mandate: 'Giấy ủy quyền',
    mandateHint: 'Tên giấy, số, ngày, nơi chứng thực. Chỉ ghi khi người khác nhận thay.',
    send: 'Đã trao',
  },
  post: {
    title: 'Gửi bưu điện',
    consignment: 'Số vận đơn',
    consignmentHint: 'Như trên biên nhận của bưu điện, ví dụ EA123456789VN.',
    sentOn: 'Ngày gửi',
    send: 'Đã gửi',
  },
  back: {
    title: 'Bưu điện hoàn lại',
    reason: 'Vì sao bưu điện hoàn',
    send: 'Đã nhận lại',
  },
  done: {
    print: 'Đã ghi nhận việc in',
    hand_over: 'Đã ghi nhận việc trao bản giấy',
    send: 'Đã ghi nhận việc gửi bưu điện',
    come_back: 'Đã ghi nhận bản giấy về lại quầy',
  } as Record<string, string>,
  nothing: 'Bản giấy đã trao, không còn việc phải làm.',
}
