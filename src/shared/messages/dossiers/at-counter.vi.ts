/** Taking in at the counter what somebody brings or posts, in an officer's words. */
export const takingIn = {
  open: 'Nhận hồ sơ tại quầy',
  title: 'Nhận hồ sơ tại quầy',
  lead: 'Người dân mang hồ sơ đến, hoặc gửi qua bưu điện: chọn thủ tục, ghi tờ khai theo giấy tờ họ đưa xem, quét giấy tờ rồi nộp.',
  titleOf: (service: string) => `Nhận tại quầy: ${service}`,
  who: 'Ghi tên, số định danh, ngày sinh của người nộp theo thẻ căn cước họ đưa xem. Lần nào ghi không khớp, hệ thống lưu lại.',
  papers: 'Giấy tờ quét kèm',
  shown: 'Giấy tờ chỉ xem, không giữ lại',
  byPost: 'Hồ sơ gửi đến qua bưu điện',
  byPostHint: 'Không đánh dấu thì ghi là nộp trực tiếp tại quầy.',
  outage: 'Vì sao không nộp trực tuyến được',
  outageHint: 'Thủ tục này chỉ nộp trực tuyến; nhận ở quầy khi có sự cố khách quan, đột xuất. Ghi rõ sự cố.',
  more: (count: number) => `Còn ${count} câu hỏi theo câu trả lời vừa ghi. Ghi tiếp rồi bấm Nộp hồ sơ.`,
  again: 'Cập nhật câu hỏi và giấy tờ cần',
  send: 'Nộp hồ sơ',
  sent: (code: string) => `Đã nhận hồ sơ ${code} và chuyển đến cơ quan giải quyết. Đưa người nộp mã này.`,
  none: 'Không có thủ tục nào nhận tại quầy.',
}
