import type { WrongLetter } from '../../text/index.ts'
import { nameOfCharacter } from '../../text/printable.ts'
import { form } from '../form/vi.ts'
import type { Refusals } from '../refusals.ts'

/** The parts of an official paper, as its data are called. */
const partsOfPaper: Record<string, string> = {
  applicant: 'người nộp',
  person: 'người nộp',
  submitter: 'người nộp',
  proxy: 'người được ủy quyền',
  blocks: 'nội dung',
  components: 'thành phần hồ sơ',
  subject: 'trích yếu',
  recipients: 'nơi nhận',
  reason: 'lý do',
  items: 'nội dung cần bổ sung',
  contact: 'người liên hệ',
  signature: 'người ký',
  letterhead: 'tên cơ quan',
}

export const platformRefusals = {
  'platform.invalid': (details) => {
    const issues = Array.isArray(details.issues) ? (details.issues as { field: string; code: string }[]) : []
    const unknown = issues.filter(({ code }) => code === 'unrecognized_keys').map(({ field }) => field)
    const wrong = issues
      .filter(({ code }) => code !== 'unrecognized_keys')
      .map(({ field }) => field || 'nội dung')
    const parts = [
      unknown.length > 0 ? `Không có mục: ${unknown.join(', ')}. Bỏ những mục này.` : '',
      wrong.length > 0 ? `Chưa đúng: ${[...new Set(wrong)].join(', ')}. Sửa theo mô tả ở /api/v1.` : '',
    ]
    return parts.filter((part) => part !== '').join(' ')
  },
  'platform.body_too_large': (details) =>
    `Nội dung gửi lên quá lớn: tối đa ${Math.round(Number(details.most) / 1024)} kB. Gửi tệp qua /api/v1/files.`,
  'platform.body_too_deep': (details) =>
    `Nội dung lồng nhau quá sâu: tối đa ${details.deepest} lớp. Xem lại cấu trúc ở /api/v1.`,
  'platform.not_json': 'Không đọc được nội dung gửi lên. Gửi JSON đúng cú pháp, mã hóa UTF-8.',
  'platform.two_request_keys':
    'Yêu cầu mang hai khóa khác nhau: Idempotency-Key và requestKey. Chỉ gửi một, hoặc gửi cùng một giá trị.',
  'platform.name_invalid': (wrong) =>
    'kind' in wrong
      ? form.name.wrong(wrong as unknown as WrongLetter)
      : `Ghi họ tên từ 1 đến 100 ký tự, như in trên thẻ căn cước hoặc hộ chiếu.`,
  'platform.not_text':
    'Nội dung có ký tự không lưu được (ký tự NUL hoặc nửa ký tự). Bỏ ký tự đó rồi gửi lại.',
  'platform.busy': 'Máy chủ đang dựng nhiều trang giấy, chưa làm kịp trang này. Thử lại sau ít phút.',
  'platform.letters_unprintable': ({ part, label, letters }) => {
    const characters = Array.isArray(letters) ? letters.map(String).map(nameOfCharacter).join(', ') : ''
    const place = [partsOfPaper[String(part)], label].filter(Boolean).join(', ')
    return `Giấy tờ không in được ${characters || 'một chữ'}${place ? ` ở mục ${place}` : ''}: phông chữ của văn bản không có. Ghi lại bằng chữ La-tinh, tên người như trong hộ chiếu. Nếu do người nộp ghi, yêu cầu bổ sung; nếu do cơ quan ghi, sửa rồi soạn lại.`
  },
  'platform.table_too_wide': ({ number, columns }) =>
    `Bảng thứ ${number} có ${columns} cột, rộng hơn trang giấy dù đã dùng cỡ chữ nhỏ nhất. Bớt cột, tách thành hai bảng hoặc viết ngắn các từ dài rồi làm lại.`,
  'platform.pictures_too_large': ({ million, together }) =>
    `Ảnh trong văn bản quá lớn: mỗi ảnh tối đa ${million} triệu điểm ảnh, mọi ảnh cộng lại tối đa ${together} triệu. Thu nhỏ ảnh rồi chèn lại, hoặc bớt ảnh.`,
  'platform.picture_unreadable':
    'Có ảnh trong văn bản không đọc được: tệp ảnh hỏng hoặc chưa trọn. Xóa ảnh ấy rồi chèn lại từ tệp gốc.',
  'platform.page_not_drawn':
    'Không vẽ được trang của tệp này: tệp hỏng, hoặc cần nhiều thời gian và bộ nhớ hơn mức cho phép. Tải tệp về để xem bằng chương trình khác.',
  'platform.too_long_to_draw': ({ pages, most }) =>
    `Văn bản dài ${pages} trang; trang bên cạnh chỉ hiện được văn bản tối đa ${most} trang. Nội dung vẫn được lưu; xem cả văn bản ở tệp PDF, hoặc tách phần dài thành phụ lục riêng.`,
  'platform.wrong_content_type':
    'Kiểu nội dung không dùng được ở đây. Đặt tiêu đề Content-Type như mô tả ở /api/v1, thường là application/json.',
  'platform.route_unknown': 'Không có địa chỉ này. Danh sách các địa chỉ ở /api/v1.',
  'platform.request_unreadable': 'Không đọc được yêu cầu: không đúng giao thức HTTP. Xem lại cách gọi.',
  'platform.headers_too_large': 'Địa chỉ và các tiêu đề của yêu cầu dài quá 16 kB. Rút ngắn rồi gửi lại.',
  'platform.request_too_slow': 'Yêu cầu gửi đến quá chậm. Kiểm tra đường truyền rồi gửi lại.',
  'platform.form_from_elsewhere': ({ origin }) =>
    `Biểu mẫu này không được gửi từ trang của cổng dịch vụ nên chưa có gì được nhận. Mở lại trang ở ${origin} rồi gửi lại.`,
  'platform.request_broken_off':
    'Kết nối bị ngắt trước khi gửi xong nên chưa có gì được nhận. Kiểm tra đường truyền rồi gửi lại.',
  'platform.method_not_allowed': (details) =>
    `Địa chỉ này chỉ nhận ${(Array.isArray(details.allowed) ? details.allowed : []).join(', ')}. Xem cách gọi ở /api/v1.`,
  'platform.idempotency_mismatch':
    'Khóa Idempotency-Key này đã dùng cho một nội dung khác. Dùng khóa mới cho yêu cầu mới.',
  'platform.request_under_way': 'Yêu cầu với khóa này đang được làm. Đợi vài giây rồi gửi lại.',
  'platform.file_name_unreadable':
    'Không đọc được tên tệp. Mã hóa tên trong tiêu đề x-file-name theo kiểu phần trăm (UTF-8), ví dụ don%20xin.pdf.',
  'platform.too_many_requests': (details) => `Gửi quá nhanh. Đợi ${details.seconds} giây rồi gửi tiếp.`,
  'platform.budget_used': ({ seconds }) =>
    `Tài khoản này vừa dùng hết hạn mức. Đợi ${Math.ceil(Number(seconds) / 60)} phút rồi gửi tiếp.`,
  'platform.too_many_streams': ({ most }) =>
    `Tài khoản này đang mở ${most} luồng tin cùng lúc. Đóng bớt thẻ trình duyệt rồi mở lại.`,
  'platform.unavailable': 'Hệ thống tạm thời chưa phục vụ được. Chưa có gì thay đổi: thử lại sau ít phút.',
  'platform.defect':
    'Hệ thống gặp lỗi khi xử lý yêu cầu này. Chưa có gì thay đổi: thử lại, hoặc báo mã tham chiếu kèm theo.',
} satisfies Refusals

const places: Record<string, string> = { query: 'trong địa chỉ', header: 'tiêu đề', path: 'đường dẫn' }

const units: Record<string, string> = { string: ' ký tự', array: ' phần tử', set: ' phần tử', file: ' byte' }
const types: Record<string, string> = {
  string: 'chuỗi',
  number: 'số',
  int: 'số nguyên',
  boolean: 'true hoặc false',
  array: 'mảng',
  object: 'đối tượng',
  record: 'đối tượng',
  date: 'ngày',
}
const formats: Record<string, string> = {
  uuid: 'UUID',
  date: 'ngày yyyy-mm-dd có thật',
  datetime: 'thời điểm ISO 8601',
  email: 'địa chỉ thư điện tử',
  url: 'địa chỉ web',
}

/** The readable page of the contract for other systems. */
export const api = {
  title: 'Kết nối hệ thống khác',
  lead: 'Mọi việc trên cổng này, hệ thống khác đều làm được qua HTTP: tra thủ tục, nộp và theo dõi hồ sơ, giải quyết, ký, kiểm tra văn bản.',
  document: 'Bản mô tả OpenAPI 3.1 (JSON)',
  begin: 'Bắt đầu',
  beginAs: 'Lấy mã truy cập của một người thử rồi hỏi danh sách hồ sơ của người ấy:',
  beginCode: `NHIP=http://127.0.0.1:3000
TOKEN=$(npm run --silent token -- --as "Nguyễn Văn Minh")
curl "$NHIP/api/v1/dossiers" -H "Authorization: Bearer $TOKEN"`,
  groups: 'Các nhóm',
  isPublic: 'Ai cũng gọi được.',
  isProtected: 'Cần mã truy cập.',
  parameters: 'Tham số',
  body: 'Nội dung gửi',
  answers: 'Trả lời',
  example: 'Ví dụ',
  required: 'bắt buộc',
  schemas: 'Kiểu dữ liệu',
  refusals: 'Các câu từ chối',
  refusalsLead:
    'Mỗi lần từ chối có một mã không đổi. Trường type của câu trả lời dẫn tới đúng mã ấy trong danh sách này; số đứng trước là mã trạng thái HTTP.',
  places,
  /** What a field of a request should have been. */
  issues: {
    unknown: 'Không có trường này.',
    type: (expected: string) => `Thiếu, hoặc sai kiểu: cần ${types[expected] ?? expected}.`,
    oneOf: (values: string) => `Chọn một trong: ${values}.`,
    format: (format: string) => `Sai dạng: cần ${formats[format] ?? format}.`,
    atLeast: (least: number, of: string) => `Ít nhất ${least}${units[of] ?? ''}.`,
    atMost: (most: number, of: string) => `Nhiều nhất ${most}${units[of] ?? ''}.`,
    other: 'Chưa đúng kiểu mô tả ở /api/v1.',
  },
}
