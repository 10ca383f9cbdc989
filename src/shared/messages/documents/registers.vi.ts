import { formatNumber } from '../../money.ts'
import type { Refusals } from '../refusals.ts'

interface Column {
  title: string
  kind: 'text' | 'number' | 'day'
  /** Of a spreadsheet, in characters. */
  width: number
}

const columns: Record<'out' | 'in' | 'followed', Column[]> = {
  out: [
    { title: 'Số, ký hiệu văn bản', kind: 'text', width: 18 },
    { title: 'Ngày tháng văn bản', kind: 'day', width: 12 },
    { title: 'Tên loại và trích yếu nội dung văn bản', kind: 'text', width: 48 },
    { title: 'Người ký', kind: 'text', width: 22 },
    { title: 'Nơi nhận văn bản', kind: 'text', width: 30 },
    { title: 'Đơn vị, người nhận bản lưu', kind: 'text', width: 18 },
    { title: 'Số lượng bản', kind: 'number', width: 9 },
    { title: 'Ngày chuyển', kind: 'day', width: 12 },
    { title: 'Ký nhận', kind: 'text', width: 16 },
    { title: 'Ghi chú', kind: 'text', width: 30 },
  ],
  in: [
    { title: 'Ngày đến', kind: 'day', width: 12 },
    { title: 'Số đến', kind: 'number', width: 8 },
    { title: 'Tác giả', kind: 'text', width: 28 },
    { title: 'Số, ký hiệu văn bản', kind: 'text', width: 18 },
    { title: 'Ngày tháng văn bản', kind: 'day', width: 12 },
    { title: 'Tên loại và trích yếu nội dung văn bản', kind: 'text', width: 48 },
    { title: 'Đơn vị hoặc người nhận', kind: 'text', width: 26 },
    { title: 'Ngày chuyển', kind: 'day', width: 12 },
    { title: 'Ký nhận', kind: 'text', width: 16 },
    { title: 'Ghi chú', kind: 'text', width: 30 },
  ],
  followed: [
    { title: 'Số đến', kind: 'number', width: 8 },
    { title: 'Tên loại, số và ký hiệu, ngày tháng và tác giả văn bản', kind: 'text', width: 48 },
    { title: 'Đơn vị hoặc người nhận', kind: 'text', width: 26 },
    { title: 'Thời hạn giải quyết', kind: 'day', width: 12 },
    { title: 'Tiến độ giải quyết', kind: 'text', width: 36 },
    { title: 'Số, ký hiệu văn bản trả lời', kind: 'text', width: 18 },
    { title: 'Ghi chú', kind: 'text', width: 30 },
  ],
}

/** Registers of documents, in the columns of NĐ 30/2020/NĐ-CP Phụ lục IV. */
export const registers = {
  title: 'Sổ văn bản',
  titles: {
    out: 'SỔ ĐĂNG KÝ VĂN BẢN ĐI',
    in: 'SỔ ĐĂNG KÝ VĂN BẢN ĐẾN',
    followed: 'SỔ THEO DÕI GIẢI QUYẾT VĂN BẢN ĐẾN',
  },
  sheets: { out: 'Sổ văn bản đi', in: 'Sổ văn bản đến', followed: 'Sổ theo dõi văn bản đến' },
  tabs: { label: 'Sổ nào', out: 'Văn bản đi', in: 'Văn bản đến', followed: 'Theo dõi giải quyết' },
  columns,
  filter: {
    title: 'Chọn sổ',
    register: 'Sổ',
    year: 'Năm',
    from: 'Từ ngày',
    to: 'Đến ngày',
    daysHint: 'Để trống hai ô ngày là cả năm',
    page: 'Đến trang',
    submit: 'Xem',
  },
  dayWrong: 'Có ngày không đọc được nên chưa lọc theo ngày. Ghi như 05/02/2026.',
  asPdf: 'Tải PDF',
  asSheet: 'Tải XLSX',
  none: 'Sổ chưa có dòng nào',
  noneNext: 'Văn bản được giữ số, phát hành hay vào sổ đến hiện ở đây ngay.',
  noneHere: 'Không có dòng nào trong những ngày này',
  noneHereNext: 'Chọn ngày khác, hoặc để trống hai ô ngày để xem cả năm.',
  shown: (from: number, to: number, total: number | null) =>
    `${formatNumber(from, 0)}–${formatNumber(to, 0)} trong ${total === null ? 'hơn 10.000' : formatNumber(total, 0)} dòng`,
  count: (count: number) => `${formatNumber(count, 0)} dòng`,
  year: (year: number) => `năm ${year}`,
  days: (from: string, to: string) => `từ ngày ${from} đến ngày ${to}`,
  opening: ([from, to]: readonly [number, number], days: string) =>
    `Từ số ${padded(from)} đến số ${padded(to)}, ${days}`,
  /** What the register says of itself where it ends; what does not occur is not said. */
  closing: (
    lines: number,
    {
      voided,
      signing,
      revoked,
      replaced,
      corrected,
      outOfOrder,
    }: Record<'voided' | 'signing' | 'revoked' | 'replaced' | 'corrected' | 'outOfOrder', number>,
  ) =>
    [
      `Kết sổ: ${formatNumber(lines, 0)} dòng`,
      voided ? `${formatNumber(voided, 0)} số để trống` : '',
      signing ? `${formatNumber(signing, 0)} số đang ký` : '',
      revoked ? `${formatNumber(revoked, 0)} văn bản đã thu hồi` : '',
      replaced ? `${formatNumber(replaced, 0)} văn bản đã được thay thế` : '',
      corrected ? `${formatNumber(corrected, 0)} dòng đã sửa` : '',
      outOfOrder ? `${formatNumber(outOfOrder, 0)} ngày không theo thứ tự số` : '',
    ]
      .filter(Boolean)
      .join('; '),
  takenBy: (name: string, at: string) => `Người lập: ${name}, ${at}`,
  ofDay: (day: string) => `ngày ${day}`,
  arrived: (arrived: number, sent: number) => `${arrived}/${sent} nơi đã nhận`,
  taken: (day: string) => `Nhận xử lý ${day}`,
  late: (progress: string) => (progress ? `Quá hạn. ${progress}` : 'Quá hạn'),
  voided: (why: string) => `Số để trống, ${why}`,
  signing: 'Đang ký',
  revoked: (day: string, why: string) => `Thu hồi ngày ${day}${why ? `: ${why}` : ''}`,
  corrected: (day: string, facts: readonly string[], why: string) =>
    `Đã sửa ${Object.keys(correctable)
      .flatMap((fact) => (facts.includes(fact) ? correctable[fact] : []))
      .join(', ')} (${day}): ${why}`,
  closed: (why: string) => `Không trả lời: ${why}`,
  outOfOrder: 'Ngày không theo thứ tự số',
  ofYear: (name: string, year: number) => `${name}, ${year}`,
  /** Numbers that are neither issued nor voided. */
  open: {
    title: 'Số đang giữ',
    lead: 'Mỗi số phải được phát hành hoặc để trống có lý do. Số giữ quá thời hạn mà chưa xác nhận ký thì tự để trống.',
    columns: {
      symbol: 'Số, ký hiệu',
      register: 'Sổ',
      holder: 'Người giữ',
      since: 'Giữ từ lúc',
      until: 'Tự để trống lúc',
      state: 'Đang ở bước',
    },
    states: {
      held: 'Giữ số, chưa xác nhận ký',
      confirmed: 'Đã xác nhận ký, chưa ký xong',
      seal: 'Đã ký, chờ văn thư đóng dấu',
    },
    /** In the place of the moment at which it would end by itself. */
    noEnd: { confirmed: 'Chờ ký xong', seal: 'Chờ đóng dấu' },
    toSeal: 'Sai thì bấm “Không đóng dấu” ở trang Đóng dấu',
    giveUp: (symbol: string) => `Bỏ số ${symbol}`,
    reason: 'Vì sao bỏ số',
    consequence:
      'Số để trống, sổ ghi “bỏ số” và lý do; văn bản chờ ký lại và sẽ lấy số mới. Người giữ số được báo.',
    go: 'Bỏ số',
    done: 'Đã bỏ số; sổ ghi lý do.',
  },
  /** As a register is called; one without a name of its own by its key. */
  nameOf: (key: string) => names[key] ?? key.replace(/^so-/, 'Sổ ').replaceAll('-', ' '),
}

/** As numbers of documents are written: below ten with a nought. */
function padded(number: number): string {
  return String(number).padStart(2, '0')
}

/** What of an entry is corrected, within a sentence. */
const correctable: Record<string, string> = {
  sentNumber: 'số của văn bản',
  symbol: 'ký hiệu',
  issuedOn: 'ngày văn bản',
  organ: 'tác giả',
  type: 'tên loại',
  subject: 'trích yếu',
  pages: 'số trang',
  urgency: 'độ khẩn',
  dueOn: 'thời hạn giải quyết',
}

const names: Record<string, string> = {
  'van-ban': 'Sổ văn bản đi',
  'cong-van': 'Sổ công văn',
  'so-quyet-dinh': 'Sổ quyết định',
  'so-thong-bao': 'Sổ thông báo',
  'so-bien-ban': 'Sổ biên bản',
  'so-giay-gioi-thieu': 'Sổ giấy giới thiệu',
  'so-cong-van': 'Sổ công văn',
  'so-van-ban-khac': 'Sổ văn bản khác',
  'so-ban-sao': 'Sổ bản sao',
  'so-khai-sinh': 'Sổ đăng ký khai sinh',
  'so-khai-tu': 'Sổ đăng ký khai tử',
  'so-ket-hon': 'Sổ đăng ký kết hôn',
  'so-nhan-cha-me-con': 'Sổ đăng ký nhận cha, mẹ, con',
  'so-xac-nhan-hon-nhan': 'Sổ cấp Giấy xác nhận tình trạng hôn nhân',
  'so-cap-ban-sao-trich-luc': 'Sổ cấp bản sao trích lục hộ tịch',
  'so-chung-thuc-ban-sao': 'Sổ chứng thực bản sao từ bản chính',
  'so-chung-thuc-chu-ky': 'Sổ chứng thực chữ ký, chứng thực điểm chỉ',
  'so-giay-chung-nhan-ho-ngheo': 'Sổ cấp Giấy chứng nhận hộ nghèo, hộ cận nghèo',
  'so-giay-phep-xay-dung': 'Sổ cấp giấy phép xây dựng',
  'so-dang-ky-ho-kinh-doanh': 'Sổ đăng ký hộ kinh doanh',
  'so-tam-ngung-ho-kinh-doanh': 'Sổ theo dõi tạm ngừng kinh doanh',
  'so-dang-ky-bien-dong': 'Sổ đăng ký biến động đất đai',
  'so-cap-giay-chung-nhan': 'Sổ cấp Giấy chứng nhận',
}

export const registersRefusals = {
  'documents.register_not_yours':
    'Sổ này của cơ quan khác. Đổi cơ quan đang làm việc, hoặc xem sổ của cơ quan mình.',
  'documents.register_span_wrong': 'Ngày cuối phải sau ngày đầu và không quá một năm. Chọn lại hai ngày.',
  'documents.register_too_long': ({ most }) =>
    `Sổ có nhiều dòng hơn một tệp giữ được (${Number(most) || 0}). Chọn ít ngày hơn rồi tải từng phần.`,
} satisfies Refusals
