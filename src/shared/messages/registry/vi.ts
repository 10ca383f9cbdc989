import { provinceWords } from '../../province-words.ts'
import type { Refusals } from '../refusals.ts'

/** What is held about people, and who looked at it. */
export const registry = {
  sourceAsOf: (source: string, day: string) => `${source}, cập nhật ngày ${day}`,
  purposes: {
    dossier: 'Giải quyết hồ sơ',
    verification: 'Xác minh thông tin',
    complaint: 'Giải quyết phản ánh, khiếu nại',
    correction: 'Sửa thông tin theo yêu cầu của ông/bà',
    administration: 'Quản trị tài khoản',
  } as Record<string, string>,
  /** What of a person's was opened. */
  opened: {
    dossier: 'mở hồ sơ',
    paper: 'mở giấy tờ đã nộp',
    receipt: 'in giấy tiếp nhận và hẹn trả',
    slip: 'in phiếu',
    draft: 'xem dự thảo kết quả',
    result: 'mở kết quả đã ký',
    search: 'thấy tên khi tìm hồ sơ',
    list: 'tải danh sách hồ sơ có tên',
    person: 'mở thông tin cá nhân',
    register: 'tra cứu kho dữ liệu',
    account: 'mở tài khoản',
  } as Record<string, string>,
  vault: {
    title: 'Giấy tờ của tôi',
    lead: `Khi làm thủ tục ở ${provinceWords.shortName}, ông/bà không phải nộp lại những giấy này.`,
    issuedHere: `Do cơ quan ở ${provinceWords.shortName} cấp`,
    handedIn: 'Ông/bà đã nộp',
    handedInLead:
      'Bản ông/bà tải lên hoặc đưa tại quầy. Cơ quan đã xem khi tiếp nhận hồ sơ, nhưng không phải bản do cơ quan đó cấp.',
    accepted: (day: string, agency: string, acceptedOn: string) =>
      `Nộp ngày ${day}, ${agency} tiếp nhận ngày ${acceptedOn}`,
    others: 'Giấy tờ khác đã có',
    none: 'Chưa có giấy tờ nào',
    noneAdvice: `Kết quả các thủ tục ông/bà làm ở ${provinceWords.shortName}, và giấy tờ cơ quan đã tiếp nhận, sẽ nằm ở đây.`,
    number: (number: string) => `số ${number}`,
    open: (title: string) => `Mở ${title}`,
    verify: 'Kiểm tra',
    fileMissing: 'Lưu thông tin, không kèm tệp',
    fileMissingWhy:
      'Giấy không kèm tệp có từ dữ liệu mô phỏng hoặc dữ liệu cũ. Cần bản sao, ông/bà hỏi cơ quan đã cấp.',
    dossier: 'Hồ sơ',
    usedIn: 'Đã dùng trong',
    seen: 'Ai đã xem',
    someone: 'Cán bộ',
    seenNone: 'Chưa ai xem dữ liệu của ông/bà.',
    seenAll: (count: number) => `Xem cả ${count} lần`,
    seenFew: 'Xem ít hơn',
    seenLead: 'Mỗi lần cán bộ mở dữ liệu của ông/bà đều được ghi lại và hiện ở đây.',
  },
}

const identityProblems: Record<string, string> = {
  'identity.not_digits': 'Số định danh chỉ gồm chữ số. Nhập lại theo thẻ căn cước.',
  'identity.wrong_length': 'Số định danh có đúng 12 chữ số. Đếm lại theo thẻ căn cước.',
  'identity.unknown_province':
    'Ba chữ số đầu của số định danh không phải mã tỉnh nào. Nhập lại theo thẻ căn cước.',
  'identity.unknown_century': 'Chữ số thứ tư của số định danh không đúng. Nhập lại theo thẻ căn cước.',
  'identity.wrong_birth_year': 'Số định danh không khớp với năm sinh. Xem lại cả hai theo thẻ căn cước.',
  'identity.wrong_gender': 'Số định danh không khớp với giới tính. Xem lại cả hai theo thẻ căn cước.',
}

const contactProblems: Record<string, string> = {
  phone: 'Số điện thoại gồm 10 chữ số, bắt đầu bằng 0, ví dụ 0912345678.',
  email: 'Ghi địa chỉ thư điện tử đầy đủ, ví dụ ten@vidu.vn.',
}

export const registryRefusals = {
  'registry.person_not_found': 'Chưa có người này trong dữ liệu. Kiểm tra lại số định danh.',
  'registry.identity_number_invalid': ({ problems }) =>
    identityProblems[Array.isArray(problems) ? String(problems[0]) : ''] ??
    'Số định danh không đúng. Nhập lại theo thẻ căn cước.',
  'registry.lookups_stopped': ({ seconds }) =>
    `Đã nhiều lần nhập số định danh không khớp họ tên, ngày sinh. Đợi ${Math.ceil(Number(seconds) / 60)} phút rồi nhập lại theo thẻ căn cước; người quản trị đã thấy việc này.`,
  'registry.tax_code_invalid': 'Mã số thuế không đúng. Nhập lại theo giấy chứng nhận đăng ký.',
  'registry.contact_invalid': ({ field }) => contactProblems[String(field)] ?? 'Xem lại thông tin liên hệ.',
  'registry.purpose_needed': 'Chọn lý do và hồ sơ cần xem thì mới mở được dữ liệu cá nhân.',
  'registry.paper_not_found': 'Không có giấy này trong Giấy tờ của ông/bà. Mở lại danh sách giấy tờ.',
  'registry.marriage_not_standing':
    'Hôn nhân này không còn trong sổ, hoặc đã ghi chú chấm dứt. Mở lại hồ sơ rồi xem các việc kiểm tra.',
  'registry.divorce_not_standing':
    'Ghi chú ly hôn này không phải của người trong hồ sơ, hoặc đã được hủy. Mở lại hồ sơ để xem sổ ghi gì.',
  'registry.divorce_waits':
    'Ly hôn của hai người này đã được ghi chú và chờ cán bộ khác xác nhận. Mở lại hồ sơ để xem ghi chú đó.',
  'registry.divorce_own_confirmation':
    'Người đã ghi chú ly hôn không tự xác nhận được. Đề nghị cán bộ khác xem bản án, quyết định rồi xác nhận.',
  'registry.divorce_own': 'Người đã ghi chú ly hôn không tự hủy được. Đề nghị cán bộ khác xem lại rồi hủy.',
  'registry.married_since':
    'Một trong hai người đã đăng ký kết hôn với người khác sau ghi chú ly hôn này nên không hủy được. Báo lãnh đạo xem xét.',
  'registry.judgment_too_old': ({ on }) =>
    `Ngày bản án, quyết định ly hôn ở trước ngày đăng ký kết hôn (${on}). Ghi lại ngày trên giấy.`,
  'registry.already_married':
    'Một trong hai người đã có vợ hoặc chồng trong dữ liệu. Xác minh tình trạng hôn nhân trước.',
} satisfies Refusals
