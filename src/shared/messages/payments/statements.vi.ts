/** Sao kê ngân hàng, for finance officers. */
import { formatDong, formatNumber } from '../../money.ts'
import type { Refusals } from '../refusals.ts'
import type { StatementProblem } from './wrong-statement.ts'

const problems: Record<StatementProblem, string> = {
  not_text:
    'đây không phải bảng dạng chữ. Trong Excel chọn Lưu thành, loại “CSV UTF-8”, hoặc tải bản CSV ở trang của ngân hàng',
  too_long: 'có hơn 10.000 dòng. Lấy sao kê của khoảng ngày ngắn hơn',
  too_wide: 'có dòng dài hoặc nhiều cột quá mức của một sao kê. Tải lại file ở trang của ngân hàng',
  open_quotation: 'có dấu ngoặc kép không đóng: file bị cắt. Tải lại file ở trang của ngân hàng',
  no_columns:
    'không thấy dòng tiêu đề có đủ ba cột: số giao dịch, ngày giao dịch, số tiền vào. Lấy sao kê có đủ các cột ấy; nếu ngân hàng đặt tên cột khác, báo người quản trị thêm vào bảng tên cột',
  no_lines: 'không có dòng nào là tiền vào',
  amount:
    'số tiền không đọc được chính xác. Tải lại file ở trang của ngân hàng, đừng mở rồi lưu lại bằng Excel',
  date: 'ngày giao dịch không đọc được. Tải lại file ở trang của ngân hàng',
  future: 'ngày giao dịch ở tương lai. Kiểm tra lại file',
  transaction:
    'số giao dịch trống hoặc đã bị Excel làm tròn (dạng 1,23E+15). Tải lại file ở trang của ngân hàng, đừng mở rồi lưu lại bằng Excel',
  repeated: 'số giao dịch này đã có ở một dòng trên. Kiểm tra lại file',
}

export const statementRefusals = {
  'payments.statement_unreadable': ({ problem, line }) =>
    `Không nhập được sao kê này: ${Number(line) > 0 ? `dòng ${formatNumber(Number(line))}, ` : ''}${problems[problem as StatementProblem] ?? problems.not_text}.`,
  'payments.statement_not_found': 'Không tìm thấy sao kê này trong các sao kê của cơ quan.',
  'payments.statement_taken':
    'File này của tài khoản này đã được nhập trước đó. Mở lại sao kê ấy trong danh sách dưới đây.',
  'payments.statement_of_other': ({ said, chosen }) =>
    `File ghi là sao kê của tài khoản ${said}, không phải tài khoản ${chosen} đã chọn. Chọn đúng tài khoản hoặc đúng file.`,
  'payments.statement_too_large': 'File lớn hơn 1 MB. Lấy sao kê của khoảng ngày ngắn hơn.',
  'payments.reason_for_settling':
    'Đã ghi lý do không ghi nhận mà lại bấm Ghi nhận. Xóa lý do rồi bấm lại, hoặc bấm Không ghi nhận.',
  'payments.statement_busy': ({ seconds }) =>
    `Chưa đọc được file lúc này. Thử lại sau ${seconds} giây; nếu vẫn vậy, tải lại file ở trang của ngân hàng.`,
} satisfies Refusals

export const statements = {
  title: 'Đối chiếu sao kê',
  lead: 'Nhập sao kê ngân hàng của tài khoản thu. Mỗi dòng tiền vào được so với tiền đã nhận ở đây; nhập sao kê chưa ghi sổ gì.',
  import: 'Nhập sao kê',
  account: 'Tài khoản',
  file: 'File sao kê',
  fileHint:
    'Dạng CSV, như tải ở trang của ngân hàng hoặc Excel lưu thành “CSV UTF-8”; nhiều nhất 1 MB, 10.000 dòng.',
  noFile: 'Chọn file sao kê rồi bấm lại.',
  noAccounts: 'Cơ quan chưa có tài khoản thu nào được đối chiếu.',
  none: 'Chưa nhập sao kê nào',
  days: 'Từ ngày – đến ngày',
  imported: 'Nhập lúc',
  by: 'Người nhập',
  counts: {
    known: 'Khớp',
    alike: 'Khớp, khác số giao dịch',
    differs: 'Khác số tiền',
    missing: 'Chưa có ở đây',
    settled: 'Đã ghi nhận theo sao kê',
    dropped: 'Không ghi nhận',
  },
  unlisted: 'Có ở đây, sao kê không có',
  back: 'Các sao kê',
  evidence: 'Tải file đã nhập',
  out: (count: number, amount: number) =>
    `Tiền ra: ${formatNumber(count)} dòng, ${formatDong(amount)}. Tiền ra không được đối chiếu ở đây.`,
  decided: 'Đã xử lý',
  decidedBy: 'Người xử lý',
  chosen: 'Chọn',
  state: 'Kết quả',
  count: 'Số dòng',
  lines: (count: number) => `${formatNumber(count)} dòng`,
  line: 'Dòng',
  transaction: 'Số giao dịch',
  at: 'Lúc',
  amount: 'Số tiền',
  memo: 'Nội dung chuyển tiền',
  cut: (most: number) => `Hiện ${most} dòng đầu; xử lý xong thì các dòng sau hiện ra.`,
  missingLead:
    'Ngân hàng ghi tiền đã vào mà chưa cổng nào báo. Người thứ hai xem từng dòng rồi ghi nhận: tiền vào đúng lệnh thanh toán theo mã tham chiếu, không có mã thì vào mục chờ xử lý. Thông báo đến sau của cùng giao dịch không được tính lần nữa.',
  missingOwn: 'Ông/bà đã nhập sao kê này; một người khác của bộ phận tài chính ghi nhận những dòng này.',
  differsLead:
    'Cùng số giao dịch mà số tiền ở đây khác số tiền của ngân hàng. Hỏi lại ngân hàng hoặc cổng thanh toán; ở đây không tự sửa.',
  alikeLead:
    'Số giao dịch khác nhưng số tiền, ngày và nội dung giống một khoản đã nhận ở đây, nên coi là khoản ấy.',
  unlistedLead:
    'Đã nhận ở đây trong những ngày này mà sao kê không có dòng nào. Ngân hàng có thể ghi vào ngày sau; nếu sao kê kế tiếp cũng không có thì hỏi lại nơi đã báo.',
  choose: (line: number) => `Chọn dòng ${line}`,
  settle: 'Ghi nhận các dòng đã chọn',
  drop: 'Không ghi nhận các dòng đã chọn',
  dropLead:
    'Dùng khi dòng ấy không phải tiền nộp phí, lệ phí, hoặc đã biết bằng cách khác. Lý do được giữ lại.',
  reason: 'Lý do',
  nothingChosen: 'Chọn ít nhất một dòng rồi bấm lại.',
  settled: (count: number) => `Đã ghi nhận ${formatNumber(count)} dòng.`,
  nothingSettled: 'Không dòng nào phải ghi nhận: các dòng đã chọn vừa được biết bằng cách khác.',
  dropped: 'Đã ghi không ghi nhận.',
  took: 'Đã nhập sao kê. Kết quả đối chiếu ở dưới.',
  told: (fileName: string, line: number) => `Theo sao kê ${fileName}, dòng ${line}`,
}
