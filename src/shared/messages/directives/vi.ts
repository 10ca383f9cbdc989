/** Words about orders and their effect. */
import { formatNumber } from '../../money.ts'
import type { Refusals } from '../refusals.ts'
import { conclusions } from './conclusions.vi.ts'

const measures: Record<string, string> = {
  overdue: 'Hồ sơ quá hạn',
  on_time: 'Tỷ lệ đúng hạn 30 ngày',
  in_process: 'Hồ sơ đang giải quyết',
}

const statusesOf: Record<'figure' | 'document', Record<TaskStatus, string>> = {
  figure: {
    open: 'Chưa báo cáo',
    reported: 'Đã báo cáo, chờ chỉ số hồi phục',
    closed: 'Đã xong, chỉ số đã hồi phục',
    withdrawn: 'Đã rút',
  },
  document: {
    open: 'Chưa báo cáo',
    reported: 'Đã báo cáo, chờ xem xét',
    closed: 'Đã xong, báo cáo được chấp nhận',
    withdrawn: 'Đã rút',
  },
}
type TaskStatus = 'open' | 'reported' | 'closed' | 'withdrawn'

/** Words about what an issued document ordered. */
const ofDocument = {
  origin: (symbol: string) => `Theo văn bản ${symbol}`,
  doneWhen: (issuer: string) => `xong khi ${issuer} chấp nhận báo cáo`,
  noDue: 'Không ghi thời hạn',
  open: (symbol: string) => `Mở văn bản ${symbol}`,
  facts: {
    document: 'Văn bản giao',
    issuer: 'Cơ quan ban hành',
    others: 'Phối hợp',
    term: 'Thời hạn ghi trong văn bản',
    reportTo: 'Báo cáo',
    condition: 'Điều kiện',
  },
  waiting: {
    open: (issuer: string) => `Nhiệm vụ xong khi ${issuer} chấp nhận báo cáo.`,
    reported: (issuer: string) => `Lãnh đạo ${issuer} xem báo cáo rồi chấp nhận hoặc trả lại.`,
  },
  reportHint: 'Kết quả, còn vướng gì. Cơ quan ban hành văn bản đọc và chấp nhận hoặc trả lại.',
  judge: {
    title: 'Xem xét báo cáo',
    reason: 'Ý kiến',
    hint: 'Trả lại thì phải ghi rõ còn thiếu gì.',
    accept: 'Chấp nhận, nhiệm vụ xong',
    return: 'Trả lại để làm tiếp',
  },
  judged: {
    accepted: (name: string) => `${name} chấp nhận báo cáo`,
    returned: (name: string) => `${name} trả lại báo cáo`,
  },
  accepted: 'Đã chấp nhận báo cáo, nhiệm vụ xong.',
  returned: 'Đã trả lại báo cáo, cơ quan được giao đọc lý do.',
  whyWithdraw: 'Vì sao rút',
  revoked: 'Văn bản giao nhiệm vụ đã được thu hồi.',
  replaced: 'Văn bản giao nhiệm vụ đã được thay bằng văn bản khác.',
}

/** A value of a figure with its unit. */
function value(measure: unknown, number: unknown): string {
  if (typeof number !== 'number') return '––'
  return measure === 'on_time' ? `${formatNumber(number, 1)} %` : `${formatNumber(number, 0)} hồ sơ`
}

/** When it counts as done. */
function goal(measure: string, target: number): string {
  return measure === 'on_time'
    ? `từ ${value(measure, target)} trở lên`
    : `còn tối đa ${value(measure, target)}`
}

/** What the order proposes to say, from the figure. */
const proposed: Record<string, (about: string, value: string) => { title: string; wording: string }> = {
  overdue: (about, now) => ({
    title: `Giải quyết hồ sơ quá hạn: ${about}`,
    wording: `Giải quyết dứt điểm ${now} quá hạn (${about}); xin lỗi từng người nộp và báo ngày hẹn mới; báo cáo nguyên nhân.`,
  }),
  on_time: (about, now) => ({
    title: `Nâng tỷ lệ đúng hạn: ${about}`,
    wording: `Tỷ lệ đúng hạn 30 ngày mới đạt ${now} (${about}). Rà soát từng khâu, giải quyết trước hồ sơ sắp đến hạn; báo cáo nguyên nhân và việc đã làm.`,
  }),
  in_process: (about, now) => ({
    title: `Giảm hồ sơ tồn: ${about}`,
    wording: `Đang tồn ${now} (${about}). Bố trí thêm người, giải quyết trước hồ sơ nộp lâu nhất; báo cáo tiến độ.`,
  }),
}

export const directives = {
  conclusions,
  measures,
  statusesOf,
  ofDocument,
  value,
  goal,
  doneWhen: (goal: string) => `Xong khi ${goal}`,
  title: 'Nhiệm vụ',
  titleMine: (agency: string) => `Nhiệm vụ của ${agency}`,
  tabs: { label: 'Lọc nhiệm vụ', open: 'Đang làm', ended: 'Đã kết thúc' },
  none: 'Không có nhiệm vụ nào',
  noneOpen:
    'Nhiệm vụ do lãnh đạo giao từ một con số, hoặc giao trong một văn bản đã ban hành, sẽ hiện ở đây.',
  noneForCommander: 'Mở Điều hành, chọn một con số rồi giao nhiệm vụ.',
  openWall: 'Mở Điều hành',
  caption: 'Nhiệm vụ',
  columns: { what: 'Việc', whom: 'Giao cho', figure: 'Từ đâu', due: 'Hạn', status: 'Tình trạng' },
  dueOn: (day: string) => `Hạn ${day}`,
  everyService: 'mọi thủ tục',
  issuedBy: (name: string, at: string) => `${name} giao lúc ${at}`,
  bridge: {
    label: 'Con số đã đi đến đâu',
    before: 'Khi giao',
    now: 'Bây giờ',
    target: 'Mục tiêu',
    words: (before: string, now: string, target: string) =>
      `Khi giao ${before}, bây giờ ${now}, mục tiêu ${target}`,
  },
  waiting: 'Nhiệm vụ tự đóng trong vòng một phút sau khi con số đạt mục tiêu.',
  waitingReport: 'Nhiệm vụ chỉ đóng khi đã có báo cáo và con số đạt mục tiêu.',
  closedAt: (at: string) => `Đóng lúc ${at}.`,
  withdrawnAt: (at: string) => `Rút lúc ${at}.`,
  openDossiers: 'Mở các hồ sơ',
  what: 'Việc phải làm',
  reports: 'Báo cáo',
  noReports: 'Chưa có báo cáo nào.',
  reportFigure: (figure: string) => `Con số lúc báo cáo: ${figure}`,
  report: {
    label: 'Đã làm gì, nguyên nhân vì sao',
    hint: 'Con số lúc này được ghi kèm báo cáo.',
    send: 'Gửi báo cáo',
  },
  reported: 'Đã gửi báo cáo.',
  issued: 'Đã giao nhiệm vụ.',
  withdrawn: 'Đã rút nhiệm vụ.',
  withdraw: {
    open: 'Rút nhiệm vụ',
    title: 'Rút nhiệm vụ này?',
    words: 'Cơ quan được giao thấy nhiệm vụ đã rút. Muốn giao lại phải giao nhiệm vụ mới.',
    confirm: 'Rút nhiệm vụ',
    keep: 'Không, giữ lại',
  },
  order: {
    title: 'Giao nhiệm vụ',
    back: 'Điều hành',
    chooseOther: 'Chọn con số khác',
    chooseHint: 'Nhiệm vụ xuất phát từ một con số của một cơ quan và chỉ đóng khi chính con số đó hồi phục.',
    whoHas: (figure: string) =>
      `Giao cơ quan nào: ${figure.charAt(0).toLocaleLowerCase('vi')}${figure.slice(1)}`,
    whoHasHint: 'Nơi cần nhất đứng đầu. Bấm vào con số để xem từng hồ sơ.',
    nobodyHas: 'Không cơ quan nào có hồ sơ như vậy lúc này. Chọn chỉ số khác.',
    orderedOn: (day: string) => `Đã giao ${day}`,
    measure: 'Chỉ số',
    service: 'Thủ tục',
    everyService: 'Mọi thủ tục',
    show: 'Xem con số',
    figureOf: (measure: string, about: string) => `${measure}, ${about}`,
    at: (time: string) => `Số liệu lúc ${time}`,
    unknown: 'Chưa có số liệu của cơ quan này. Chọn cơ quan hoặc chỉ số khác.',
    open: (count: string) => `Mở ${count}`,
    whom: 'Giao cho ai',
    agency: 'Cơ quan',
    whomHint: 'Cơ quan có con số này. Muốn giao cơ quan khác, chọn lại con số.',
    name: 'Tên nhiệm vụ',
    what: 'Làm gì',
    due: 'Hạn',
    dueHint: (days: number, day: string) => `Gợi ý ${day}: ${days} ngày làm việc, đã trừ ngày nghỉ.`,
    target: 'Khi nào coi là xong',
    targetHint: (measure: string) =>
      measure === 'on_time'
        ? 'Đúng hạn từ bao nhiêu phần trăm trở lên. Nhiệm vụ chỉ đóng khi chính con số này đạt mức đó.'
        : 'Còn tối đa bao nhiêu hồ sơ. Nhiệm vụ chỉ đóng khi chính con số này xuống mức đó.',
    percent: '%',
    dossiers: 'hồ sơ',
    send: 'Giao nhiệm vụ',
    after: (agency: string) => `Cơ quan ${agency} thấy nhiệm vụ ngay trong mục Nhiệm vụ.`,
    proposed,
  },
}

export const directivesRefusals = {
  'directives.not_found': 'Không thấy nhiệm vụ này trong phần việc của ông/bà.',
  'directives.figure_unknown':
    'Chưa có số liệu của cơ quan này để giao nhiệm vụ. Chọn cơ quan và chỉ số khác.',
  'directives.service_unknown': 'Không có thủ tục này. Chọn lại thủ tục, hoặc để trống.',
  'directives.nothing_to_recover': (details) =>
    `Con số đang là ${details.value}, đã đạt mức ${details.target}. Đặt mức khó hơn, hoặc không cần giao.`,
  'directives.due_in_past': 'Hạn phải từ hôm nay trở đi. Chọn lại ngày.',
  'directives.reason_wanted': 'Ghi rõ vì sao, ít nhất 10 chữ cái, rồi gửi lại.',
  'directives.no_report': 'Cơ quan được giao chưa báo cáo, chưa có gì để xem xét.',
  'directives.not_yours_to_judge':
    'Việc này của lãnh đạo cơ quan đã giao nhiệm vụ. Ông/bà xem được, không quyết định được.',
  'directives.task_ended': 'Nhiệm vụ đã kết thúc, không báo cáo hay rút được nữa.',
} satisfies Refusals
