import { formatNumber } from '../../money.ts'

/** What was paid, how and how soon. */
export const paid = {
  title: 'Thanh toán không tiền mặt',
  rate: 'Tỷ lệ thanh toán không tiền mặt',
  ofPaid: (cashless: string, paid: string) => `${cashless} trong ${paid} khoản đã nộp đủ`,
  amount: 'Tiền đã thu',
  dong: 'đồng',
  amountCashless: (amount: string) => `${amount} không tiền mặt`,
  time: 'Từ lúc thu đến lúc nộp đủ',
  withinDay: (share: string) => `${share} trong 24 giờ`,
  uncounted: 'Chưa tính vào tỷ lệ',
  unclear: (count: string, amount: string) => `${count} khoản tiền chưa rõ, ${amount}`,
  waiting: (count: string) => `${count} hồ sơ chờ nộp`,
  none: 'Chưa có khoản nào nộp đủ trong thời gian này',
  noneWhy: 'Chọn thời gian, cơ quan hoặc thủ tục khác.',
  by: 'Xem theo',
  groups: { agency: 'Theo cơ quan', service: 'Theo thủ tục', commune: 'Theo phường, xã' },
  period: 'Thời gian',
  periods: { days: '30 ngày qua', month: 'Tháng này', before: 'Tháng trước', year: 'Năm nay' },
  span: (from: string, to: string) => `từ ${from} đến ${to}`,
  noCommune: 'Không gắn với phường, xã',
  columns: {
    agency: 'Cơ quan',
    service: 'Thủ tục',
    commune: 'Phường, xã',
    paid: 'Khoản đã nộp đủ',
    rate: 'Không tiền mặt',
    amount: 'Tiền đã thu',
    time: 'Thời gian nộp',
  },
  total: 'Tổng',
  duration,
  definition: {
    title: 'Cách tính',
    lines: [
      'Tỷ lệ: trong các khoản thu của hồ sơ đã nộp đủ, phần mà lần tiền cuối đến qua ngân hàng, cổng thanh toán hoặc ví điện tử; còn lại là tiền mặt tại quầy. Mỗi khoản tính một lần, vào ngày nộp đủ.',
      'Tiền đã thu: mức thu của các khoản ấy. Tiền nộp thừa, nộp trùng không nằm trong đó. Mức thu tính lại sau khi đã nộp thì cộng hoặc trừ phần chênh lệch vào ngày nộp đủ mức mới; khoản không thu nữa thì chưa trừ.',
      'Thời gian nộp: từ lúc có khoản thu đến lúc tiền vào sổ, trung bình.',
      'Chưa tính vào tỷ lệ, vì chưa xác định được, đến lúc này: tiền đã đến mà chưa biết của hồ sơ nào, và hồ sơ còn chờ nộp.',
      'Phí, lệ phí thu ngoài hệ thống này không có trong số liệu.',
    ],
  },
  takeAlong: {
    link: 'Tải bảng (CSV)',
    columns: [
      'Mã',
      'Tên',
      'Khoản đã nộp đủ',
      'Không tiền mặt',
      'Tỷ lệ không tiền mặt (%)',
      'Tiền đã thu (đồng)',
      'Tiền đã thu không tiền mặt (đồng)',
      'Thời gian nộp trung bình (giây)',
      'Nộp đủ trong 24 giờ (%)',
      'Từ ngày',
      'Đến ngày',
    ],
  },
}

/** `26 giây`, `4 phút`, `3,2 giờ`, `2,1 ngày`. */
function duration(seconds: number): string {
  if (seconds < 90) return `${Math.round(seconds)} giây`
  if (seconds < 90 * 60) return `${Math.round(seconds / 60)} phút`
  if (seconds < 48 * 3600) return `${formatNumber(seconds / 3600, 1)} giờ`
  return `${formatNumber(seconds / 86_400, 1)} ngày`
}
