/** Paying through a gateway or a wallet. */
export const ways = {
  title: 'Nộp qua cổng thanh toán hoặc ví điện tử',
  link: 'Nộp qua cổng thanh toán hoặc ví điện tử',
  lead: (amount: string) =>
    `Số tiền ${amount}. Nộp xong, trang thanh toán tự cho biết khi tiền đến; trở về trang ấy chưa có nghĩa là tiền đã đến.`,
  choose: (name: string) => `Chọn ${name}`,
  goOn: (name: string) => `Sang ${name}`,
  goOnLead: (host: string) =>
    `Trang tiếp theo ở địa chỉ ${host}. Kiểm tra tên cơ quan và số tiền trước khi nộp.`,
  none: 'Chưa có cổng hay ví nào. Nộp bằng mã QR hoặc chuyển khoản.',
  back: 'Về trang thanh toán',
}
