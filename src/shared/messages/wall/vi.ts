import { formatNumber } from '../../money.ts'

/** What happened, after the name of the agency and before the service. */
const happened: Record<string, string> = {
  'dossiers.submitted': 'có hồ sơ mới',
  'dossiers.accepted': 'tiếp nhận hồ sơ',
  'dossiers.supplement_asked': 'yêu cầu bổ sung hồ sơ',
  'dossiers.supplement_answered': 'nhận bổ sung hồ sơ',
  'dossiers.forwarded': 'chuyển hồ sơ',
  'dossiers.proposed': 'trình ký hồ sơ',
  'dossiers.sent_back': 'trả lại dự thảo để sửa',
  'dossiers.decided': 'ký kết quả',
  'dossiers.refused': 'từ chối tiếp nhận hồ sơ',
  'dossiers.withdrawn': 'có người rút hồ sơ',
  'dossiers.stopped': 'dừng hồ sơ không được bổ sung',
  'dossiers.delivered': 'trả kết quả',
  'dossiers.extended': 'hẹn lại hồ sơ',
  'dossiers.rated': 'được người dân đánh giá',
}

/** `1 giây`, `26 phút`, `3 giờ`. */
function age(seconds: number): string {
  if (seconds < 90) return `${Math.max(0, Math.round(seconds))} giây`
  if (seconds < 90 * 60) return `${Math.round(seconds / 60)} phút`
  if (seconds < 48 * 3600) return `${Math.round(seconds / 3600)} giờ`
  return `${Math.round(seconds / 86_400)} ngày`
}

/** The board of the operations centre. */
export const wall = {
  title: 'Trung tâm Điều hành',
  live: (seconds: number) =>
    seconds < 0.1 ? 'Trực tiếp, trễ dưới 0,1 giây' : `Trực tiếp, trễ ${formatNumber(seconds, 1)} giây`,
  liveQuiet: (seconds: number) => `Trực tiếp, việc mới nhất ${age(seconds)} trước`,
  liveNow: 'Trực tiếp',
  closed: (opening: string) => `Ngoài giờ, mở lại ${opening}`,
  connecting: 'Đang nối',
  lostSince: (time: string) => `Mất kết nối từ ${time}, đang nối lại`,
  ended: 'Phiên đã hết hoặc không còn quyền xem.',
  signInAgain: 'Đăng nhập lại',
  withoutScript: 'Trình duyệt không chạy được mã: trang tự tải lại mỗi 15 giây.',
  age,
  tilesLabel: 'Chỉ tiêu',
  tiles: {
    received: 'Nộp hôm nay',
    inProcess: 'Đang giải quyết',
    dueToday: 'Đến hạn hôm nay',
    dueNext: (weekday: string) => `Đến hạn ${weekday}`,
    waiting: 'Chờ tiếp nhận',
    overdue: 'Quá hạn',
    onTime: 'Đúng hạn tháng này',
    satisfaction: 'Người dân hài lòng',
    cashless: 'Nộp không tiền mặt',
  },
  /** What a count of today is beside the usual one at the same time. */
  usual: {
    comparedWith: 'so với',
    sameTime: (weekday: string) => `cùng giờ ${weekday}`,
    same: (weekday: string) => `bằng cùng giờ ${weekday}`,
    about: (weekday: string) => `gần bằng cùng giờ ${weekday}`,
    some: (count: string, weekday: string) => `cùng giờ ${weekday} thường có ${count}`,
    none: (weekday: string) => `cùng giờ ${weekday} thường chưa có hồ sơ nào`,
    unknown: 'chưa có ngày để so',
  },
  communesBusy: (count: number) => `${count} phường, xã`,
  departmentsBusy: (count: number) => `${count} sở, ngành`,
  done: 'đã xong',
  left: (count: string) => `${count} còn lại`,
  shareOfOpen: (share: string) => `${share} số hồ sơ`,
  nextOpening: 'ngày làm việc tới',
  receivedToday: (count: string) => `hôm nay nộp ${count}`,
  atAgencies: (count: number) => `ở ${count} cơ quan`,
  target: (value: string) => `mục tiêu ${value}`,
  monthBefore: (value: string) => `tháng trước ${value}`,
  noMonthBefore: 'tháng trước chưa có số liệu',
  ratings: (count: string) => `${count} đánh giá`,
  ratingDays: '30 ngày qua',
  paidWhole: (count: string) => `${count} khoản`,
  oldSince: (time: string) => `nguồn chậm, số lúc ${time}`,
  views: { label: 'Cách xem', map: 'Bản đồ', agencies: 'Cơ quan', services: 'Thủ tục' },
  map: {
    title: 'Đúng hạn theo phường, xã',
    since: (time: string) => `30 ngày qua, lúc ${time}`,
    summary: (name: string, rate: string) => `Tỷ lệ đúng hạn theo phường, xã. Thấp nhất: ${name} ${rate}.`,
    empty: 'Tỷ lệ đúng hạn theo phường, xã. Chưa có số liệu.',
    commune: (name: string, rate: string) => `${name}: ${rate}`,
    noData: 'chưa có số liệu',
    points: 'Chưa có ranh giới của tỉnh này: mỗi phường, xã là một điểm.',
    unlabelled: (count: number) => `và ${count} nơi khác dưới 90 %`,
    legend: { c0: 'từ 98 %', c1: '95–98', c2: '90–95', c3: 'dưới 90', cx: 'mất số liệu' } as Record<
      string,
      string
    >,
  },
  lists: {
    place: 'Cơ quan',
    service: 'Thủ tục',
    open: 'Đang giải quyết',
    dueToday: 'Hạn hôm nay',
    dueNext: (weekday: string) => `Hạn ${weekday}`,
    overdue: 'Quá hạn',
    rate: 'Đúng hạn 30 ngày',
    byAgency: 'Theo cơ quan',
    byService: 'Theo thủ tục',
    ordered: 'đã giao',
  },
  trouble: {
    title: 'Cần can thiệp',
    overdue: 'hồ sơ quá hạn',
    late: (count: string) => `${count} hồ sơ trễ`,
    ordered: (when: string) => `đã giao ${when}`,
    order: 'Giao nhiệm vụ',
    none: 'Không nơi nào dưới ngưỡng hay quá hạn.',
  },
  turn: {
    page: (page: number, count: number) => `Trang ${page}/${count}`,
    before: 'Trước',
    next: 'Sau',
    hold: 'Giữ trang',
  },
  stream: {
    title: 'Đang diễn ra',
    line: (agency: string, name: string, service: string) =>
      `${agency} ${happened[name] ?? 'xử lý hồ sơ'}: ${service.charAt(0).toLocaleLowerCase('vi')}${service.slice(1)}`,
    none: 'Chưa có việc nào hôm nay.',
  },
  pulse: {
    title: 'Nhịp hôm nay',
    explained: 'mỗi nhịp cầu là 10 phút, cao theo số hồ sơ nộp',
    last: '10 phút qua',
    dossiers: (count: string) => `${count} hồ sơ`,
    usual: (weekday: string) => `đường chấm: ${weekday} thường lệ`,
  },
  takeAlong: {
    link: 'Tải chỉ số của mọi cơ quan (CSV)',
    columns: [
      'Mã cơ quan',
      'Cơ quan',
      'Đang giải quyết',
      'Quá hạn',
      'Hạn hôm nay',
      'Nộp trong 30 ngày',
      'Kết thúc trong 30 ngày',
      'Đúng hạn trong 30 ngày',
      'Tỷ lệ đúng hạn (%)',
      'Số liệu lúc',
    ],
  },
}
