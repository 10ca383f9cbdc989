/** The event log: every fact by its name, the seals, one fact and its proof. */
export const events = {
  title: 'Sổ sự kiện',

  lead: 'Chỉ thêm, không ai sửa hay xóa được, kể cả quản trị.',

  sealed: 'Đã niêm phong',

  sealedUntil: (at: string) => `đến ${at}.`,

  notSealed: 'Chưa có lô niêm phong nào',

  verify: 'Kiểm tra cả chuỗi, không cần máy chủ đang chạy:',

  chain: 'Các lô niêm phong mới nhất',

  batch: (number: string) => `Lô ${number}`,

  rows: (count: string) => `${count} dòng`,

  gathering: 'Đang gom',

  waiting: (count: string) => `${count} dòng, chưa niêm phong`,

  name: 'Loại',

  everyName: 'Mọi loại sự kiện',

  subject: 'Đối tượng',

  subjectHint: 'Mã hồ sơ hoặc số hiệu',

  account: 'Ai',

  accountHint: 'Tên đăng nhập hoặc họ tên',

  agency: 'Cơ quan',

  everyAgency: 'Mọi cơ quan',

  day: 'Ngày',

  dayHint: 'Ngày, ví dụ 23/11/2026',

  unknownDay: (text: string) => `Không có ngày nào là “${text}”. Ghi đủ ngày, tháng, năm.`,

  unknownSubject: (text: string) => `Không có đối tượng nào là “${text}”.`,

  unknownAccount: (text: string) => `Không có tài khoản cán bộ nào là “${text}”.`,

  manyAccounts: (text: string) => `Nhiều cán bộ có tên “${text}”. Chọn một người:`,

  caption: 'Sự kiện, mới nhất trước',

  columns: {
    id: 'Số',
    at: 'Lúc',
    what: 'Việc',
    subject: 'Đối tượng',
    who: 'Ai',
    where: 'Ở đâu',
    seal: 'Niêm phong',
  },

  actors: {
    citizen: 'Người dân',
    officer: 'Cán bộ',
    system: 'Hệ thống',
    anonymous: 'Không rõ',
  } as Record<string, string>,

  someone: 'Không rõ',

  someoneAs: (name: string) => `Không rõ, vào tài khoản ${name}`,

  older: 'Cũ hơn',

  newest: 'Về mới nhất',

  range: (from: string, to: string) => `Dòng ${from} về ${to}`,

  looked: (rows: string, from: string) =>
    `Câu hỏi về cả tài khoản lẫn cơ quan mỗi lần chỉ xem ${rows} dòng; đã xem đến dòng ${from}. Bấm “Cũ hơn” để xem tiếp, hoặc thêm ngày hay đối tượng.`,

  nothing: 'Không dòng nào khớp',

  nothingNext: 'Bỏ bớt điều kiện, hoặc chọn ngày khác.',

  names: {
    'administration.account_viewed': 'Quản trị xem tài khoản',
    'administration.clock_released': 'Cho chạy tiếp việc giữ vì đồng hồ',
    'administration.job_retried': 'Chạy lại việc nền',
    'agencies.appointed': 'Bổ nhiệm',
    'agencies.appointment-ended': 'Thôi giữ chức',
    'agencies.power-delegated': 'Ủy quyền ký',
    'catalogue.version-loaded': 'Nạp phiên bản thủ tục',
    'directives.closed': 'Nhiệm vụ hoàn thành',
    'directives.issued': 'Giao nhiệm vụ',
    'directives.reported': 'Báo cáo nhiệm vụ',
    'directives.withdrawn': 'Thu hồi nhiệm vụ',
    'documents.draft_discarded': 'Bỏ dự thảo',
    'documents.drafted': 'Soạn dự thảo',
    'documents.issued': 'Ký và phát hành văn bản',
    'documents.number_reserved': 'Giữ số để ký',
    'documents.number_voided': 'Không ký, để trống số',
    'documents.opened': 'Mở văn bản',
    'documents.revoked': 'Thu hồi văn bản',
    'documents.signing_confirmed': 'Xác nhận ký',
    'dossiers.accepted': 'Tiếp nhận hồ sơ',
    'dossiers.decided': 'Có quyết định',
    'dossiers.delivered': 'Trả kết quả',
    'dossiers.extended': 'Hẹn lại ngày trả',
    'dossiers.forwarded': 'Chuyển hồ sơ',
    'dossiers.opened': 'Xem dữ liệu cá nhân',
    'dossiers.proposed': 'Trình ký',
    'dossiers.rated': 'Người dân đánh giá',
    'dossiers.refused': 'Từ chối hồ sơ',
    'dossiers.proposal_taken_back': 'Rút trình ký để sửa',
    'dossiers.sent_back': 'Trả lại để sửa',
    'dossiers.stopped': 'Dừng giải quyết',
    'dossiers.submitted': 'Nộp hồ sơ',
    'dossiers.supplement_answered': 'Bổ sung hồ sơ',
    'dossiers.supplement_asked': 'Yêu cầu bổ sung',
    'dossiers.withdrawn': 'Rút hồ sơ',
    'identity.account_linked': 'Gắn tài khoản VNeID',
    'identity.account_locked': 'Khóa tài khoản',
    'identity.account_opened': 'Mở tài khoản',
    'identity.account_unlocked': 'Mở khóa tài khoản',
    'identity.client_secret_renewed': 'Đổi khóa hệ thống',
    'identity.confirmation_failed': 'Xác nhận lại không thành',
    'identity.confirmed': 'Xác nhận lại',
    'identity.failures_forgotten': 'Cho thử đăng nhập lại',
    'identity.grant_ended': 'Thôi giao việc',
    'identity.password_changed': 'Đổi mật khẩu',
    'identity.role_granted': 'Giao việc',
    'identity.second_factor_enrolled': 'Cài lớp xác nhận thứ hai',
    'identity.second_factor_removed': 'Bỏ một cách xác nhận',
    'identity.second_factor_reset': 'Bỏ lớp xác nhận thứ hai',
    'identity.sessions_ended': 'Kết thúc phiên',
    'identity.sign_in_failed': 'Đăng nhập không thành',
    'identity.signed_in': 'Đăng nhập',
    'identity.token_created': 'Tạo mã truy cập',
    'identity.token_ended': 'Hủy mã truy cập',
    'indicators.figure_opened': 'Mở con số ra hồ sơ',
    'platform.anchor_caught_up': 'Đưa neo niêm phong tới lô mới nhất',
    'platform.seal_accepted': 'Quyết định niêm phong tiếp',
    'platform.sealing_stopped': 'Dừng niêm phong',
    'platform.seals_given_up': 'Bỏ niêm phong sau khi khôi phục',
    'platform.clock_jumped': 'Đồng hồ nhảy',
    'registry.consent-given': 'Đồng ý cho dùng dữ liệu',
    'registry.consent-withdrawn': 'Rút đồng ý',
    'registry.contact-updated': 'Đổi địa chỉ liên lạc',
    'registry.paper-added': 'Thêm giấy tờ vào kho',
    'registry.person-registered': 'Ghi nhận một người',
    'registry.lookup-missed': 'Nhập số định danh không khớp họ tên, ngày sinh',
    'registry.personal-data-opened': 'Xem dữ liệu cá nhân',
  } as Record<string, string>,
  one: {
    title: (number: string) => `Sự kiện số ${number}`,

    back: 'Sổ sự kiện',

    content: 'Nội dung',

    contentHelp: 'Sổ chỉ giữ mã và số hiệu, không giữ dữ liệu cá nhân.',

    code: 'Mã sự kiện',

    purpose: 'Mục đích',

    request: 'Mã yêu cầu',

    actorId: 'Số hiệu người làm',

    allOfSubject: 'Mọi sự kiện của đối tượng này',

    proof: 'Bằng chứng niêm phong',

    waiting: 'Dòng này chưa có niêm phong; lô kế tiếp sẽ gồm nó trong vài giây.',

    holds: (batch: string, index: string, count: string) =>
      `Dòng này đúng như lúc niêm phong: lá thứ ${index} trong ${count} lá của lô ${batch}, và đường băm dẫn đúng đến gốc đã ký.`,

    broken: (batch: string) =>
      `Dòng này KHÔNG khớp với lô ${batch}: nội dung hoặc thứ tự đã bị đổi sau khi niêm phong. Chạy lệnh kiểm tra cả chuỗi ngay.`,

    leaf: 'Nội dung lá (SHA-256)',

    path: 'Đường băm đến gốc (RFC 9162)',

    root: 'Gốc đã ký',

    alone: 'Lô chỉ có một dòng, nên lá là gốc.',
  },
}
