import { formatNumber } from '../../money.ts'
import type { Refusals } from '../refusals.ts'
import { paid } from './paid.vi.ts'

const figures: Record<string, string> = {
  received: 'Nộp hôm nay',
  in_process: 'Đang giải quyết',
  due_today: 'Đến hạn hôm nay',
  due_next: 'Đến hạn ngày làm việc tới',
  waiting: 'Chờ tiếp nhận',
  overdue: 'Quá hạn',
  on_time: 'Kết thúc trễ hạn trong 30 ngày',
  on_time_month: 'Kết thúc trễ hạn tháng này',
  satisfaction: 'Đánh giá trong 30 ngày, thấp nhất trước',
}

/** A figure, and the dossiers behind it. */
export const indicators = {
  unknown: '––',
  percent: (value: number): string => `${formatNumber(value, 1)} %`,
  title: (figure: string) => figures[figure] ?? figure,
  figures,
  figure: 'Chỉ số',
  agency: 'Cơ quan',
  service: 'Thủ tục',
  everyAgency: 'Mọi cơ quan',
  everyService: 'Mọi thủ tục',
  show: 'Xem',
  back: 'Điều hành',
  at: (time: string) => `Số liệu lúc ${time}`,
  order: 'Giao nhiệm vụ từ con số này',
  orderWhom: 'Giao nhiệm vụ: chọn cơ quan',
  noOrder: 'Nhiệm vụ giao được từ số quá hạn, số đang giải quyết và tỷ lệ đúng hạn 30 ngày.',
  total: (count: string) => `${count} hồ sơ`,
  range: (from: number, to: number, total: string) => `${from}–${to} trong ${total} hồ sơ`,
  none: 'Không có hồ sơ nào',
  noneWhy: 'Không hồ sơ nào khớp với chỉ số, cơ quan và thủ tục đã chọn.',
  columns: {
    code: 'Mã hồ sơ',
    service: 'Thủ tục',
    agency: 'Cơ quan',
    status: 'Trạng thái',
    submitted: 'Nộp lúc',
    due: 'Hạn',
    remark: 'Ý kiến',
  },
  inCharge: (name: string) => `Phụ trách: ${name}`,
  nobody: 'Chưa ai phụ trách',
  atCounter: 'Chờ bộ phận một cửa tiếp nhận',
  daysLate: (days: number) => (days === 0 ? 'trễ chưa đến một ngày làm việc' : `trễ ${days} ngày làm việc`),
  acceptBy: (due: string) => `hạn tiếp nhận ${due}`,
  finished: (time: string) => `xong ${time}`,
  rated: (rating: number) => `${rating} trên 5`,
  noDeadline: 'Tạm dừng',
  paid,
  takeAlong: {
    link: 'Tải bảng (CSV)',
    columns: [
      'Mã hồ sơ',
      'Mã thủ tục',
      'Thủ tục',
      'Cơ quan tiếp nhận',
      'Cơ quan đang giải quyết',
      'Người phụ trách',
      'Trạng thái',
      'Nộp lúc',
      'Hạn',
      'Kết thúc lúc',
      'Trễ (ngày làm việc)',
      'Đánh giá (1 đến 5)',
      'Ý kiến',
    ],
  },
}

export const indicatorsRefusals = {
  'indicators.not_your_agency':
    'Ông/bà chỉ xem được số liệu của cơ quan mình. Bỏ chọn cơ quan khác rồi xem lại.',
} satisfies Refusals
