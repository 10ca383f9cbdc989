/** Paying through a gateway or a wallet. */
export const ways = {
  title: 'Trả qua cổng hoặc ví',
  link: 'Trả qua cổng hoặc ví điện tử',
  lead: (amount: string) =>
    `Số tiền ${amount}. Trả xong, trang đơn tự cho biết khi tiền đến; trở về trang này chưa phải là đã trả.`,
  choose: (name: string) => `Chọn ${name}`,
  goOn: (name: string) => `Sang ${name}`,
  goOnLead: (host: string) =>
    `Trang tiếp theo ở địa chỉ ${host}. Kiểm tra tên cơ quan và số tiền trước khi trả.`,
  none: 'Chưa có cổng hay ví nào. Trả bằng mã QR hoặc chuyển khoản.',
  back: 'Về đơn thanh toán',
}
