import { formatNumber } from '../../money.ts'
import type { Refusals } from '../refusals.ts'
import { fetchAgain, fetchAgainRefusals } from './fetch-again.vi.ts'
import { mailbox } from './mailbox.vi.ts'

const urgencies: Record<string, string> = { urgent: 'Khẩn', most_urgent: 'Thượng khẩn', express: 'Hỏa tốc' }
const sources: Record<string, string> = { exchange: 'Trục liên thông', mail: 'Hộp thư', scan: 'Bản quét' }

/** Incoming documents: what came, the register, the mailbox. */
export const incoming = {
  room: 'Văn bản đến',
  title: 'Văn bản đến',
  receive: 'Nhận bản quét hoặc tệp',
  mailbox: 'Hộp thư của cơ quan',
  waiting: 'Chờ vào sổ',
  waitingNone: 'Không có văn bản nào chờ vào sổ',
  waitingNoneNext:
    'Văn bản qua trục liên thông và hộp thư tự hiện ở đây. Văn bản giấy thì quét rồi bấm “Nhận bản quét hoặc tệp”.',
  urgentWaiting: 'Khẩn, vào sổ ngay',
  urgentLead: 'Văn bản có dấu chỉ mức độ khẩn phải đăng ký, trình và chuyển giao ngay sau khi nhận.',
  register: 'Sổ văn bản đến',
  registerNone: 'Chưa có văn bản nào trong sổ',
  registerNoneNext: 'Văn bản vào sổ hiện ở đây ngay. Đang lọc thì bỏ bớt điều kiện lọc.',
  tabs: { waiting: 'Chờ vào sổ', register: 'Đã vào sổ' },
  more: 'Cũ hơn',
  newest: 'Mới nhất',
  sources,
  sourceOf: (source: string) => sources[source] ?? source,
  urgencies,
  urgencyOf: (urgency: string | null) => (urgency ? (urgencies[urgency] ?? urgency) : 'Thường'),
  /** On the page set from a mail without a file. */
  mailBody: {
    mark: 'NỘI DUNG THƯ ĐIỆN TỬ, KHÔNG CÓ TỆP KÈM',
    fileName: 'Nội dung thư điện tử, không có tệp kèm.pdf',
    from: 'Người gửi ghi trong thư',
    verdict: 'Xác nhận người gửi',
    writtenAt: 'Giờ gửi ghi trong thư',
    arrivedAt: 'Đến hộp thư lúc',
    subject: 'Tiêu đề thư',
    noSubject: '(thư không có tiêu đề)',
    noSender: '(thư không ghi người gửi)',
    garbled:
      'Chữ trong thư có thể gõ bằng phông cũ (TCVN3, VNI) hoặc thư khai sai bảng mã, nên hiện sai ở đây. Đối chiếu với thư trong hộp thư của cơ quan.',
    lost: (count: number, instead: string) =>
      `${formatNumber(count, 0)} chữ hoặc hình không in được, thay bằng ${instead}.`,
    cut: 'Thư còn dài hơn; phần sau đọc trong hộp thư của cơ quan.',
  },
  /** To the sender, of a receiver that is no more. */
  nobodyReceives:
    'Cơ quan nhận đã giải thể, không có cơ quan kế thừa trên hệ thống. Xác định cơ quan tiếp nhận nhiệm vụ rồi gửi văn bản đến cơ quan ấy.',
  columns: {
    number: 'Số đến',
    arrivedOn: 'Ngày đến',
    organ: 'Tác giả',
    symbol: 'Số, ký hiệu',
    issuedOn: 'Ngày văn bản',
    subject: 'Tên loại và trích yếu',
    source: 'Nguồn',
    urgency: 'Độ khẩn',
    due: 'Hạn',
    sender: 'Nơi gửi',
    state: 'Đọc tệp',
    what: 'Văn bản',
    files: 'Tệp',
    why: 'Vì sao',
    act: 'Việc',
  },
  filter: 'Lọc',
  filterSource: 'Nguồn',
  filterUrgency: 'Độ khẩn',
  every: { source: 'Mọi nguồn', urgency: 'Mọi độ khẩn' },
  open: 'Xem và vào sổ',
  unknownSender: 'Chưa rõ nơi gửi',
  noFile: 'Không có tệp dùng được',
  files: (count: number) => `${formatNumber(count, 0)} tệp`,
  readingStates: {
    none: 'Không có gì để đọc',
    waiting: 'Đang đọc',
    read: 'Đã đọc',
    failed: 'Không đọc được',
  } as Record<string, string>,
  scan: {
    title: 'Nhận bản quét hoặc tệp',
    lead: 'Gửi lên tệp PDF, JPEG hoặc PNG của văn bản. Chương trình đọc số, ký hiệu, ngày, nơi gửi và trích yếu để ông/bà soát lại. Không gửi lên văn bản mang bí mật nhà nước.',
    file: 'Tệp văn bản',
    fileHint: 'PDF, JPEG hoặc PNG, mỗi lần một văn bản, tối đa 50 MB.',
    submit: 'Gửi lên và đọc',
    noFile: 'Chọn tệp văn bản rồi gửi lên.',
  },
  arrival: {
    title: 'Vào sổ văn bản đến',
    reading: 'Đang đọc tệp. Trang tự tải lại sau vài giây.',
    byHand: 'Không đợi, nhập tay ngay',
    failed: 'Không đọc được tệp này bằng máy. Xem tệp rồi nhập tay; tệp vẫn được giữ nguyên.',
    nothingProposed: 'Không thấy số, ký hiệu hay ngày trên trang đầu. Xem tệp rồi nhập tay.',
    settledRegistered: 'Văn bản này đã vào sổ.',
    settledRefused: (reason: string) => `Văn bản này không được nhận: ${reason}`,
    openRegistered: 'Mở văn bản đã vào sổ',
    pageStates: {
      read: '',
      blank: 'trang trắng',
      other_language: 'không phải tiếng Việt',
      unreadable: 'không đọc được',
    } as Record<string, string>,
    turned: (page: number) => `Trang ${page} quét ngược, đã xoay lại để đọc.`,
    pageIs: (page: number, what: string) => `Trang ${page}: ${what}.`,
    onlyFirst: (read: number, all: number) => `Văn bản có ${all} trang; đã đọc ${read} trang đầu.`,
    proposed: 'Máy đọc được ở đây',
    unsure: 'Máy không chắc, xin soát kỹ.',
    stripsFailed:
      'Chưa hiện được chỗ đã đọc trên trang. Bấm hiện lại sau ít phút, hoặc mở tệp ở trên để soát.',
    strip: (field: string, page: number) => `Chỗ trên trang ${page} đã đọc ${field}`,
    said: (value: string) => `Nơi gửi ghi: ${value}`,
    readOtherwise: (value: string) => `Trên trang đọc được: ${value}`,
    fields: {
      sentNumber: 'Số của văn bản',
      symbol: 'Ký hiệu',
      issuedOn: 'Ngày văn bản',
      organ: 'Cơ quan ban hành',
      type: 'Loại văn bản',
      subject: 'Trích yếu',
      pages: 'Số trang',
      urgency: 'Độ khẩn',
      dueOn: 'Hạn xử lý',
    },
    hints: {
      sentNumber: 'Ví dụ 198. Để trống nếu văn bản không có số.',
      symbol: 'Phần sau dấu gạch chéo, ví dụ SNV-TH.',
      dueOn: 'Chỉ ghi khi văn bản nêu hạn.',
    },
    problems: {
      organ: 'Ghi cơ quan ban hành văn bản.',
      type: 'Chọn loại văn bản.',
      subject: 'Ghi trích yếu của văn bản, nhiều nhất 500 chữ.',
      sentNumber: 'Số có nhiều nhất 11 chữ số.',
      symbol: 'Ký hiệu có nhiều nhất 30 chữ.',
      issuedOn: 'Ngày văn bản chưa đúng. Ghi ngày, tháng, năm, ví dụ 05 02 2026.',
      dueOn: 'Hạn xử lý chưa đúng. Ghi ngày, tháng, năm, ví dụ 05 02 2026.',
      pages: 'Số trang là một số từ 1 đến 9999.',
      urgency: 'Chọn độ khẩn.',
    },
    register: 'Vào sổ',
    registerNote: 'Văn bản lấy số đến kế tiếp của cơ quan. Vào sổ rồi không xóa được.',
    duplicates: 'Có thể đã vào sổ',
    duplicatesLead: 'So với các văn bản dưới đây trước khi vào sổ. Nếu là văn bản khác, đánh dấu rồi vào sổ.',
    duplicateWhy: {
      sent: 'cùng một văn bản do trục liên thông gửi',
      content: 'cùng một tệp',
      symbol: 'cùng số, ký hiệu và cơ quan',
      text: 'nội dung gần như nhau',
    } as Record<string, string>,
    isAnother: (number: string) => `Là văn bản khác với số đến ${number}`,
    file: 'Tệp đã đến',
    openFile: (name: string) => `Mở ${name}`,
    refusedFile: (name: string, why: string) => `${name} không được giữ: ${why}`,
    refuse: 'Không nhận',
    refuseLead: 'Nơi gửi qua trục liên thông được báo lý do. Tệp vẫn được giữ ở đây, trừ bí mật nhà nước.',
    reason: 'Lý do',
    registered: (number: string) => `Đã vào sổ, số đến ${number}.`,
    signed: 'Chữ ký số',
    signedBroken:
      'Tệp không còn đúng như lúc ký số. Văn bản điện tử không toàn vẹn phải trả lại nơi gửi (Nghị định 30/2020/NĐ-CP Điều 21): bấm Không nhận và ghi lý do ấy.',
    secrecyField: 'dấu chỉ độ mật',
    secrecy: (mark: string) =>
      `Trang đầu có chữ “${mark}” ở chỗ dấu chỉ độ mật. Văn bản mang bí mật nhà nước không được đưa vào hệ thống nối mạng này: bấm Không nhận, đánh dấu xóa tệp, rồi đăng ký vào sổ văn bản mật riêng. Nếu máy đọc nhầm, đánh dấu bên trên nút Vào sổ.`,
    notSecret: (mark: string) => `Tôi đã xem trang đầu: văn bản không mang dấu ${mark}`,
    isSecret: 'Văn bản mang bí mật nhà nước: xóa mọi tệp và những gì máy đã đọc',
    isSecretHint: 'Từ lúc bấm không ai mở được tệp ở đây nữa. Chỉ dòng “không nhận” còn lại.',
    secretReason: 'Không nhận qua hệ thống này. Gửi lại theo đường văn bản mật.',
    refused: 'Đã ghi là không nhận.',
    mail: {
      from: 'Người gửi ghi trong thư',
      subject: 'Tiêu đề thư',
      proven: 'Máy chủ thư đã xác nhận tên miền của người gửi.',
      failed:
        'Có thể giả mạo: máy chủ thư không xác nhận được người gửi. Hỏi lại nơi gửi qua điện thoại trước khi vào sổ.',
      unknown: 'Chưa ai xác nhận người gửi. Địa chỉ trong thư ai cũng ghi được; xem chữ ký số trên văn bản.',
    },
    mailProblems: {
      body_only:
        'Thư không có tệp kèm. Tệp dưới đây là nội dung thư điện tử do chương trình dàn trang, không phải văn bản nơi gửi ban hành. Xem có cần vào sổ không; nếu nơi gửi quên tệp, báo họ gửi lại.',
      pictures_only:
        'Thư không có tệp kèm và không có chữ, chỉ có ảnh nằm trong nội dung thư; ảnh ấy được lấy làm tệp. Xem ảnh rồi vào sổ hoặc chọn Không nhận.',
      no_attachment:
        'Thư không có tệp kèm và cũng không có nội dung, nên không có gì để vào sổ. Báo nơi gửi rồi chọn Không nhận.',
      too_large:
        'Thư lớn quá 72 MB nên không tải về; thư vẫn nằm trong hộp thư của cơ quan. Tải tệp từ hộp thư rồi nhận như bản quét, hoặc đề nghị nơi gửi chia nhỏ.',
      not_fetched: fetchAgain.why,
      unreadable:
        'Không đọc được thư này; thư vẫn nằm trong hộp thư của cơ quan. Mở bằng chương trình thư rồi nhận tệp như bản quét.',
    } as Record<string, string>,
    fetchAgain,
    lettersLeft: (count: number, names: readonly string[]) =>
      `Văn bản còn ${count} tệp chưa lấy về, vì mỗi văn bản chỉ lấy 40 tệp đầu${names.length > 0 ? `: ${names.join(', ')}${names.length < count ? '…' : ''}` : ''}. Đề nghị nơi gửi gửi riêng các tệp ấy.`,
    mailLeft: (count: number, names: readonly string[]) =>
      `Thư còn ${count} tệp chưa lấy về, vì mỗi thư chỉ lấy 40 tệp đầu${names.length > 0 ? `: ${names.join(', ')}${names.length < count ? '…' : ''}` : ''}. Các tệp ấy vẫn nằm trong hộp thư của cơ quan: mở bằng chương trình thư rồi nhận như bản quét.`,
  },
  document: {
    title: (number: string, year: number) => `Văn bản đến số ${number}/${year}`,
    back: 'Văn bản đến',
    work: 'Giao việc và theo dõi giải quyết',
    facts: {
      arrival: 'Số đến, ngày đến',
      organ: 'Cơ quan ban hành',
      symbol: 'Số, ký hiệu, ngày',
      type: 'Loại',
      subject: 'Trích yếu',
      pages: 'Số trang',
      urgency: 'Độ khẩn',
      due: 'Hạn xử lý',
      source: 'Đến từ',
      by: 'Vào sổ',
    },
    signed: {
      unread: 'Đang xem chữ ký trên văn bản.',
      intact: 'Văn bản có chữ ký số, còn nguyên như lúc ký.',
      broken: 'Chữ ký số không còn nguyên: tệp đã bị sửa sau khi ký, hoặc chữ ký hỏng. Hỏi lại nơi gửi.',
      unsigned: 'Văn bản không có chữ ký số.',
      unreadable: 'Không xét được chữ ký: tệp hỏng, có mật khẩu hoặc quá phức tạp.',
    } as Record<string, string>,
    signatures: 'Chữ ký trên văn bản',
    signatureColumns: { signer: 'Người ký', organisation: 'Cơ quan', at: 'Lúc', state: 'Kết quả' },
    signatureIntact: 'còn nguyên',
    signatureBroken: 'không còn nguyên',
    trusted: 'chứng thư của các cơ quan trên hệ thống này',
    untrusted: 'chứng thư của nơi khác',
    mark: {
      waiting: 'Dấu ĐẾN đang được ký. Trang tự hiện khi ký xong.',
      marked: 'Dấu ĐẾN nằm trên bản có chữ ký của cơ quan; chữ ký của nơi gửi vẫn nguyên.',
    },
    markReasons: {
      picture: 'Dấu ĐẾN chỉ ghi trong sổ: tệp là ảnh, không ký được.',
      forbidden: 'Dấu ĐẾN chỉ ghi trong sổ: nơi gửi không cho ký thêm vào văn bản.',
      broken: 'Dấu ĐẾN chỉ ghi trong sổ: chữ ký của nơi gửi không còn nguyên.',
      unreadable: 'Dấu ĐẾN chỉ ghi trong sổ: tệp không đọc được.',
      not_archival:
        'Dấu ĐẾN chỉ ghi trong sổ: đóng dấu lên thì tệp không còn đạt chuẩn lưu trữ PDF/A như khi đến.',
      no_key: 'Dấu ĐẾN chỉ ghi trong sổ: cơ quan chưa nối khóa ký số.',
      destroyed: 'Dấu ĐẾN chỉ ghi trong sổ: văn bản đã tiêu hủy trước khi dấu được ký.',
      simulated: 'Văn bản của quá khứ mô phỏng: tệp là trang mẫu, không có chữ ký và dấu ĐẾN.',
    } as Record<string, string>,
    original: 'Tệp như đã đến',
    marked: 'Bản có dấu ĐẾN',
    pages: 'Các trang',
    notDrawn: 'Không hiện được trang của tệp này. Tải tệp để xem.',
    morePages: (count: number) => `Còn ${count} trang nữa trong tệp.`,
    others: (name: string) => `Tệp kèm theo: ${name}`,
    refusedOther: (name: string, why: string) => `Tệp kèm theo ${name} không được giữ: ${why}`,
    sendings: 'Gửi qua trục liên thông',
    sendingColumns: { agency: 'Nơi nhận', state: 'Tình trạng', at: 'Lúc', note: 'Ghi chú' },
    sendingStates: {
      sent: 'Đã gửi, chưa đến',
      arrived: 'Đã đến',
      refused: 'Không nhận',
      registered: 'Đã vào sổ',
    } as Record<string, string>,
  },
  correction: {
    title: (number: string) => `Sửa thông tin đăng ký, số đến ${number}`,
    back: (number: string) => `Văn bản đến số ${number}`,
    lead: 'Sửa những gì đã vào sổ sai so với văn bản. Số đến và ngày đến giữ nguyên; thông tin cũ, lý do, người sửa và lúc sửa được lưu lại và hiện ở sổ văn bản đến.',
    open: 'Sửa thông tin đăng ký',
    reason: 'Lý do sửa',
    reasonHint: 'Ví dụ: ghi nhầm ký hiệu khi vào sổ.',
    submit: 'Sửa thông tin',
    done: 'Đã sửa thông tin đăng ký. Sổ văn bản đến ghi thông tin mới và việc sửa.',
    list: 'Các lần sửa thông tin đăng ký',
    columns: { at: 'Lúc', by: 'Người sửa', what: 'Sửa gì', why: 'Lý do' },
    change: (fact: string, was: string, is: string) => `${fact}: ${was || '(trống)'} → ${is || '(trống)'}`,
  },
  box: mailbox,
}

export const incomingRefusals = {
  'documents.bears_secrecy_mark': ({ mark }) =>
    `Trang đầu có dấu ${String(mark ?? 'chỉ độ mật')}, nên chưa vào sổ. Văn bản mang bí mật nhà nước: bấm Không nhận và đánh dấu xóa tệp. Máy đọc nhầm: đánh dấu là ông/bà đã xem, rồi vào sổ lại.`,
  'documents.secret_let_go':
    'Văn bản này không được nhận vì mang bí mật nhà nước; tệp đã xóa khỏi đây. Xem bản do bộ phận văn thư mật giữ.',
  'documents.arrival_not_found': 'Không có văn bản gửi đến này, hoặc văn bản đến cơ quan khác.',
  'documents.arrival_settled':
    'Văn thư khác vừa xử lý văn bản này. Mở lại trang để xem số đến hoặc lý do không nhận; không có gì vào sổ hai lần.',
  'documents.nothing_to_enter':
    'Không có tệp nào dùng được nên không vào sổ được. Lấy tệp từ nơi gửi rồi nhận như bản quét, hoặc chọn Không nhận.',
  'documents.maybe_entered': (details) =>
    `Trong sổ có ${formatNumber(Number(details.count) || 1, 0)} văn bản có thể là văn bản này. So ở phần “Có thể đã vào sổ”, đánh dấu nếu là văn bản khác rồi vào sổ.`,
  ...fetchAgainRefusals,
  'documents.scan_not_readable':
    'Chỉ nhận PDF, JPEG hoặc PNG. Với tệp Word, Excel, hãy xuất ra PDF rồi gửi lên.',
  'documents.day_in_future': 'Ngày văn bản ở sau hôm nay. Xem lại ngày trên văn bản.',
  'documents.due_before_arrival': 'Hạn xử lý ở trước ngày đến. Xem lại hạn.',
  'documents.nothing_corrected':
    'Thông tin vừa ghi giống hệt thông tin trong sổ nên không có gì để sửa. Sửa ô sai, hoặc quay lại văn bản.',
  'documents.page_not_there': 'Không có trang này, hoặc trang không hiện được. Tải tệp để xem.',
  'documents.mailbox_password_needed':
    'Mật khẩu đã lưu chỉ dùng cho máy chủ và tên đăng nhập cũ. Ghi lại mật khẩu cho nơi mới.',
  'documents.mailbox_moved': 'Văn thư vừa khai máy chủ khác. Tải lại trang, xem lại rồi xác nhận.',
  'documents.mailbox_unfit':
    'Không có TLS thì mật khẩu đi qua mạng ai cũng đọc được. Nối bằng TLS, hoặc dùng máy chủ thư trên chính máy này.',
} satisfies Refusals
