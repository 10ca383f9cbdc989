import { formatDong } from '../../money.ts'

/** At the counter: what a dossier has to pay, shown on the screen, taken in cash, printed. */
export const counter = {
  title: (code: string) => `Thu phí, lệ phí hồ sơ ${code}`,
  section: 'Phí, lệ phí',
  open: 'Mở trang thu',
  toCase: 'Về hồ sơ',
  nothing: 'Hồ sơ này không phải nộp khoản nào qua đây.',
  left: (amount: number) => `Còn phải nộp ${formatDong(amount)}`,
  all: (amount: number) => `Đã nộp đủ ${formatDong(amount)}`,
  owed: (amount: number) => `Còn phải nộp ${formatDong(amount)}: quét mã hoặc thu tại quầy`,
  due: { filing: 'Nộp để hồ sơ đi tiếp', result: 'Nộp trước khi trả kết quả' } as Record<string, string>,
  charge: 'Khoản thu',
  amount: 'Số tiền',
  paid: 'Đã nộp',
  show: 'Hiện mã cho người nộp quét',
  showing: 'Người nộp quét mã này bằng ứng dụng ngân hàng. Màn hình tự đổi khi tiền đến.',
  arrived: (amount: number) => `Đã nhận đủ ${formatDong(amount)}`,
  proof: 'Ảnh chụp màn hình chuyển khoản không phải là chứng từ. Chỉ tin khi dòng “Đã nhận” hiện ở đây.',
  receipt: (number: string) => `Mở biên lai ${number} để in`,
  receiptOwed: 'Chưa lập được biên lai: cơ quan chưa nhập mã số thuế của tổ chức thu. Báo bộ phận tài chính.',
  print: 'In phiếu nộp tiền',
  cash: 'Thu tiền mặt',
  cashLead: (amount: number) =>
    `Đếm đủ ${formatDong(amount)} rồi mới ghi. Tiền mặt được tính riêng, biên lai như nhau.`,
  cashAmount: 'Số tiền đã đếm',
  takeCash: 'Ghi đã thu tiền mặt',
  cashTaken: 'Đã ghi thu tiền mặt.',
  fees: 'Khoản chưa có mức thu',
  feesLead:
    'Văn bản chưa xác định số tiền. Ghi số tiền, căn cứ và lý do thì mới đề nghị người dân nộp; chưa ghi thì hồ sơ vẫn được tiếp nhận và giải quyết.',
  undetermined: (names: string) =>
    `Chưa có mức thu: ${names}. Chưa xác định thì chưa đề nghị nộp, và hồ sơ vẫn được tiếp nhận.`,
  feeAmount: 'Số tiền (đồng)',
  feeBasis: 'Căn cứ',
  feeBasisHint: 'Số, ngày văn bản và điều, khoản cho mức thu này.',
  feeReason: 'Lý do, cách tính',
  determine: 'Xác định mức thu',
  determined: 'Đã xác định mức thu.',
  stated: (amount: number) => `đã xác định ${formatDong(amount)}`,
  slip: {
    title: 'Phiếu nộp tiền',
    lead: 'Quét mã bằng ứng dụng ngân hàng, hoặc chuyển khoản đúng số tiền và nội dung dưới đây.',
  },
}
