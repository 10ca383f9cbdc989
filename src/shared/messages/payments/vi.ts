import { formatDong } from '../../money.ts'
import type { Refusals } from '../refusals.ts'
import { paymentAdministration } from './administration.vi.ts'
import { counter } from './counter.vi.ts'
import { finance } from './finance.vi.ts'
import { payer } from './payer.vi.ts'
import { receiptRefusals } from './receipts.vi.ts'
import { standIns } from './stand-ins.vi.ts'
import { statementRefusals, statements } from './statements.vi.ts'
import { ways } from './ways.vi.ts'
import { type CodeWords, whatIsWrong } from './wrong-code.ts'

const codeWords: CodeWords = {
  fields: {
    '': 'cả mã',
    '00': 'phiên bản',
    '01': 'loại mã',
    '38': 'nơi nhận tiền',
    '38/00': 'tổ chức',
    '38/01': 'ngân hàng và tài khoản',
    '38/01/00': 'mã ngân hàng',
    '38/01/01': 'số tài khoản hoặc số thẻ',
    '38/02': 'dịch vụ',
    '52': 'ngành hàng',
    '53': 'loại tiền',
    '54': 'số tiền',
    '58': 'quốc gia',
    '59': 'tên nơi nhận',
    '60': 'tỉnh, thành phố',
    '61': 'mã bưu chính',
    '62': 'thông tin thêm',
    '62/01': 'số hóa đơn',
    '62/02': 'số điện thoại',
    '62/03': 'cửa hàng',
    '62/04': 'số khách quen',
    '62/05': 'mã tham chiếu',
    '62/06': 'mã khách hàng',
    '62/07': 'quầy thu',
    '62/08': 'nội dung chuyển tiền',
    '62/09': 'thông tin cần hỏi người trả',
    '63': 'mã kiểm tra',
  },
  values: {
    '00': '01',
    '01': '11 (dùng nhiều lần) hoặc 12 (dùng một lần)',
    '38/00': 'A000000727 (NAPAS)',
    '38/01/00': '6 chữ số',
    '38/01/01': '1–19 chữ cái không dấu hoặc chữ số; số thẻ chỉ có chữ số',
    '38/02': 'QRIBFTTA (tài khoản), QRIBFTTC (thẻ) hoặc QRPUSH',
    '52': '4 chữ số',
    '53': '704 (đồng)',
    '54': 'số đồng nguyên, lớn hơn 0, nhiều nhất 13 chữ số, không có số 0 ở đầu',
    '58': 'VN',
    '60': '1–15 ký tự không dấu',
    '61': '1–10 ký tự không dấu',
    '62': 'nhiều nhất 99 ký tự, tính cả 4 ký tự số hiệu và độ dài của mỗi mục',
    '62/09': '1–3 ký tự không dấu',
  },
  shortText: '1–25 ký tự không dấu',
  problems: {
    too_long: 'dài hơn 512 ký tự',
    not_ascii: 'có chữ có dấu hoặc ký tự lạ',
    cut_off: 'bị cắt, hoặc có thêm ký tự ở cuối',
    wrong_checksum: 'không khớp với nội dung; mã đã bị sửa hoặc đọc sai',
    malformed: 'có số hiệu hoặc độ dài không phải chữ số',
    wrong_length: 'có độ dài ghi trong mã không khớp với nội dung',
    repeated: 'có hai lần',
    misplaced: 'không đứng đúng chỗ',
    missing: 'bị thiếu',
    unknown: 'không có trong quy cách của NAPAS',
    wrong_value: 'phải là',
  },
  field: 'trường',
  nameless: 'chưa biết tên',
}

/** What the room's own pages say; the stand-ins are those of the demo. */
export const payments = {
  administration: paymentAdministration,
  standIns,
  payer,
  counter,
  finance,
  statements,
  ways,
  /** The reason of a refund that failed. */
  refusedByGateway: 'Cổng thanh toán từ chối hoàn trả',
}

export const paymentsRefusals = {
  ...receiptRefusals,
  ...statementRefusals,
  'payments.code_unreadable': (details) =>
    `Không dùng được mã VietQR này: ${whatIsWrong(codeWords, details)}. Đừng chuyển tiền theo mã này; quét lại cả mã, nếu vẫn vậy thì xin nơi nhận tiền mã khác.`,
  'payments.code_unwritable': (details) =>
    `Không lập được mã VietQR: ${whatIsWrong(codeWords, details)}. Sửa chỗ ấy rồi lập lại.`,
  'payments.order_not_found':
    'Không tìm thấy lệnh thanh toán này. Kiểm tra lại đường dẫn hoặc mã tham chiếu.',
  'payments.charge_not_found': 'Không tìm thấy khoản thu này. Tải lại trang để xem các khoản còn phải nộp.',
  'payments.nothing_to_pay':
    'Không còn gì phải nộp cho khoản này: đã nộp đủ, hoặc khoản này không thu nữa. Đừng chuyển tiền.',
  'payments.several_receivers':
    'Các khoản này do nhiều cơ quan thu. Chọn những khoản của cùng một cơ quan rồi nộp từng lần.',
  'payments.order_begun': ({ order }) =>
    `Khoản này đã nộp được một phần theo mã ${order}. Nộp nốt phần còn thiếu theo mã ấy.`,
  'payments.order_closed': 'Mã này không nhận tiền nữa. Tải lại trang để lấy mã mới.',
  'payments.no_cash': 'Hôm nay quầy không được thu tiền mặt. Mời người nộp quét mã hoặc chuyển khoản.',
  'payments.wrong_cash': ({ left }) =>
    `Số tiền mặt phải đúng bằng số còn phải nộp: ${typeof left === 'number' ? formatDong(left) : left}. Đếm và nhập lại.`,
  'payments.suspense_not_found': 'Không tìm thấy khoản tiền này trong các khoản chờ xử lý của cơ quan.',
  'payments.not_your_eyes':
    'Việc này cần hai người. Người đã đề nghị không tự xác nhận được, nhờ một người khác của bộ phận tài chính.',
  'payments.changed_meanwhile': 'Có người vừa làm việc này. Tải lại trang để xem kết quả rồi làm tiếp.',
  'payments.gateway_unknown': 'Không có cổng thanh toán nào mang tên này.',
  'payments.too_many_watchers': ({ seconds }) =>
    `Đang có quá nhiều trang cùng mở lệnh thanh toán này. Đóng bớt rồi tải lại sau ${seconds} giây.`,
  'payments.too_many_notices': ({ seconds }) => `Quá nhiều thông báo. Gửi lại sau ${seconds} giây.`,
  'payments.two_keys_already': 'Cổng này đang có hai khóa. Bỏ khóa cũ rồi mới tạo được khóa mới.',
  'payments.charge_too_large': ({ most }) => `Một khoản thu nhiều nhất là ${most} đồng. Xem lại số tiền.`,
  'payments.key_of_another': ({ name }) =>
    `Khóa này đang dùng cho cổng ${name}. Mỗi cổng phải có khóa riêng: xin bên kia một khóa khác.`,
  'payments.key_not_known': 'Không có khóa này. Tải lại trang để xem những khóa đang dùng.',
  'payments.keys_in_environment':
    'Khóa của cổng này đặt ở biến môi trường GATEWAY_KEYS, không đổi được ở đây. Người vận hành máy chủ sửa biến ấy rồi khởi động lại.',
  'payments.account_not_found':
    'Không tìm thấy tài khoản thu này trong những tài khoản ông/bà được xem. Tải lại trang.',
  'payments.account_in_use':
    'Cơ quan này đã có tài khoản ấy cho khoản phí ấy. Xem lại danh sách; nếu nhập nhầm thì ngừng dùng tài khoản cũ trước.',
  'payments.number_differs':
    'Số vừa gõ không giống số đã nhập. Đối chiếu lại với giấy của ngân hàng: nếu số đã nhập sai thì ngừng dùng tài khoản này và nhập lại.',
  'payments.gateway_taken': 'Đã có cổng mang tên này. Chọn tên khác.',
  'payments.gateway_silent': ({ name }) =>
    `${name} chưa trả lời. Thử lại sau ít phút, hoặc nộp bằng mã QR hay chuyển khoản.`,
} satisfies Refusals
