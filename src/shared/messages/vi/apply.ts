import { namesOfFiles, type PaperFile, paperFileKinds } from '#shared/accepted-files.ts'
import { provinceWords, sampleDossierCode } from '#shared/province-words.ts'
import type { Refusals } from '../refusals.ts'

/** Words for people who apply: the form, papers, sending, following, the vault. */
export const apply = {
  yes: 'Có',
  no: 'Không',
  commune: 'Xã, phường',
  wards: 'Phường',
  villages: 'Xã',
  addressDetail: 'Số nhà, tên đường hoặc thôn, tổ dân phố',
  addItem: (item: string) => `Thêm ${item.toLocaleLowerCase('vi')}`,
  removeItem: (item: string) => `Bỏ ${item.toLocaleLowerCase('vi')}`,

  place: {
    where: 'Xã, phường, hoặc nước',
    ask: 'Ở tỉnh khác, ở nước ngoài, hoặc chỉ nhớ tên cũ?',
    askWithin: 'Chỉ nhớ tên cũ?',
    label: 'Gõ tên nơi đó',
    labelWithin: 'Gõ tên xã, phường cũ',
    hint: 'Tên xã, phường, huyện, tỉnh, mới hay cũ đều được; hoặc tên nước.',
    hintWithin: 'Tên xã, phường, huyện trước tháng 7 năm 2025.',
    find: 'Tìm nơi này',
    found: (count: number) =>
      count === 1
        ? 'Thấy một nơi, ở đầu danh sách trên. Xem lại cho đúng.'
        : `Thấy ${count} nơi. Chọn ở đầu danh sách trên.`,
    none: 'Chưa thấy nơi nào. Thử viết ít chữ hơn; nếu vẫn không thấy, chọn “Không có trong danh sách”.',
    noneWithin: 'Chưa thấy nơi nào trong thành phố. Thử viết ít chữ hơn, hoặc chọn trong danh sách.',
    foundBy: (query: string) => `Tìm thấy theo “${query}”`,
    formerly: (names: string) => `trước là ${names}`,
    notListed: 'Không có trong danh sách',
    elsewhere: 'Nơi khác: ghi đủ địa chỉ ở ô dưới',
  },

  form: {
    /** For those who read another language: which words stay Vietnamese. */
    vietnameseData: '',
    /** One mistake in the list on top: the question, then what to do. */
    problem: (label: string, message: string) =>
      /[?.!]$/.test(label) ? `${label} ${message}` : `${label}: ${message}`,
    errorTitle: (title: string) => `Lỗi: ${title}`,
    moreQuestions: (count: number) =>
      `Còn ${count} câu hỏi theo câu trả lời ông/bà vừa chọn. Trả lời rồi bấm Tiếp tục.`,
    savedAt: (moment: string) => `Đã lưu lúc ${moment}. Bản nháp giữ 30 ngày, mở tiếp được trên máy khác.`,
    notSavedYet: 'Bấm Tiếp tục hoặc Lưu để giữ lại những gì đã điền. Bản nháp giữ 30 ngày.',
    /** What the page's script says of saving while typing. */
    autosave: {
      unsaved: 'Có chữ chưa lưu.',
      saving: 'Đang lưu…',
      offline: 'Chưa lưu được vì mất mạng. Đang thử lại; đừng đóng trang này.',
      signedOut:
        'Chưa lưu: phiên đăng nhập đã hết. Bấm Tiếp tục để đăng nhập lại; những gì đã điền vẫn còn ở đây.',
    },
    kept: (time: string) => `Đã lưu lúc ${time}. Bản nháp giữ 30 ngày, mở tiếp được trên máy khác.`,
    keptBut: (time: string, labels: string) => `Đã lưu lúc ${time}, trừ những câu chưa đúng: ${labels}.`,
    keptElsewhere: 'Chưa lưu: phần này vừa được lưu ở máy hoặc cửa sổ khác. Bấm Tiếp tục để so hai bản.',
    draftGone: 'Chưa lưu: bản nháp này đã được gửi hoặc đã bỏ. Mở mục Hồ sơ của tôi để xem.',
    toReview: 'Lưu và xem lại',
    savedWhatIsRight: 'Đã lưu những câu đã điền đúng. Những chỗ dưới đây chưa lưu được: sửa lại rồi bấm Lưu.',
    restored:
      'Phiên làm việc đã hết lúc ông/bà gửi trang này. Những gì đã điền vẫn còn đây, nhưng chưa được lưu. Xem lại rồi bấm Tiếp tục.',
    changedTitle: 'Phần này vừa được lưu ở máy hoặc cửa sổ khác',
    changedLead:
      'Chưa có gì bị mất. So hai bản dưới đây rồi chọn. Trang này đang hiện những gì ông/bà vừa điền.',
    savedElsewhere: 'Đã lưu ở nơi khác',
    typedHere: 'Vừa điền ở đây',
    blank: '(để trống)',
    keepMine: 'Lưu những gì vừa điền ở đây',
    useSaved: 'Dùng bản đã lưu',
  },

  papers: {
    title: 'Giấy tờ',
    lead: 'Giấy nào đã có trong Giấy tờ của tôi, ông/bà không phải nộp lại.',
    none: 'Với những câu trả lời này, ông/bà không phải nộp giấy tờ nào.',
    required: 'Phải có',
    optional: 'Nếu có',
    showOnly: 'Chỉ xuất trình khi đến quầy, không phải tải lên.',
    held: 'Đã có trong Giấy tờ của tôi',
    heldToo: (count: number) => `Chọn trong ${count} giấy cùng loại khác đã có`,
    issued: (issuer: string, day: string) => (day ? `${issuer} cấp ngày ${day}` : `${issuer} cấp`),
    handedIn: (day: string, code: string, agency: string) =>
      `ông/bà nộp ngày ${day}${code ? ` với hồ sơ ${code}` : ''}, ${agency} đã tiếp nhận`,
    files: (count: number) => `${count} tệp`,
    use: 'Dùng giấy này',
    useHeld: (title: string) => `Dùng giấy đã có: ${title}`,
    choose: 'Chọn tệp từ máy',
    hint: (most: number, kinds: readonly PaperFile[] = paperFileKinds) =>
      `${namesOfFiles(kinds, 'hoặc')}, mỗi tệp dưới 50 MB${most > 1 ? `, tối đa ${most} tệp` : ''}.${kinds.includes('jpeg') ? ' Chụp bằng điện thoại cũng được.' : ''}`,
    upload: 'Tải lên',
    more: 'Thêm tệp',
    remove: 'Bỏ',
    received: (size: string, type: string) => `${size} · ${type} · đã nhận đủ`,
    fromVault: (origin: string) => `lấy từ Giấy tờ của tôi: ${origin}`,
    fingerprint: 'Dãy chữ số sau SHA-256 là dấu vân tay của tệp. Nếu tệp bị đổi dù một chữ, dãy này sẽ khác.',
    missing: (name: string) => `Còn thiếu: ${name}`,
    noFile: 'Chọn tệp trước khi bấm Tải lên.',
    tooMany: (most: number) => `Mỗi giấy tờ nhận tối đa ${most} tệp. Bỏ bớt tệp rồi tải lại.`,
    /** What the page's script says while a file is on its way. */
    sending: {
      progress: '{sent} trong {size} MB',
      decimal: ',',
      received: 'Đã nhận đủ',
      broken: 'Mạng bị ngắt. Chọn lại tệp để gửi tiếp từ chỗ dở.',
      retrying: 'Mạng bị ngắt, đang thử lại…',
      signedOut: 'Phiên làm việc đã hết trước khi nhận được tệp: {names}. Xin chọn lại tệp này.',
    },
    inFile: (name: string, words: string) => `${name}: ${words}`,
    types: { 'application/pdf': 'PDF', 'image/jpeg': 'ảnh JPEG', 'image/png': 'ảnh PNG' } as Record<
      string,
      string
    >,
  },

  check: {
    title: 'Xem lại trước khi gửi',
    ready: 'Hồ sơ đã đủ. Xem lại lần cuối rồi gửi.',
    nothingAnswered: '(chưa trả lời)',
    papers: 'Giấy tờ gửi kèm',
    noPapers: 'Không có giấy tờ gửi kèm.',
    fee: 'Phí, lệ phí',
    noFee: 'Không thu',
    total: 'Tổng cộng',
    payAtFiling: 'nộp khi nộp hồ sơ',
    payAtResult: 'nộp khi nhận kết quả',
    when: 'Khi nào có kết quả',
    whenLead: (agency: string) => `${agency} giải quyết. Nếu được tiếp nhận ngay bây giờ, hẹn trả:`,
    whenUnknown: 'Trả lời xong các câu hỏi, ông/bà sẽ thấy ngày hẹn trả.',
    calendarDays: (days: number) =>
      `Thời hạn ${days} ngày này tính cả ngày nghỉ. Mỗi nhịp là một ngày làm việc, nên số nhịp ít hơn ${days}.`,
    limit: (text: string) => `Thời hạn theo quy định: ${text}.`,
    send: 'Gửi hồ sơ',
    once: 'Bấm một lần là đủ. Nếu mạng chập chờn và ông/bà bấm lại, chúng tôi vẫn chỉ nhận một hồ sơ.',
    goTo: (section: string) => `Đến phần “${section}”`,
  },

  list: {
    title: 'Hồ sơ của tôi',
    drafts: 'Đang làm dở',
    sent: 'Đã gửi',
    none: 'Chưa có hồ sơ nào',
    noneAdvice: 'Chọn việc cần làm để bắt đầu.',
    find: 'Tìm dịch vụ',
    continue: 'Làm tiếp',
    savedAt: (moment: string, until: string) => `Lưu lúc ${moment} · giữ đến ${until}`,
    discard: 'Bỏ bản nháp',
    discarded: 'Đã bỏ bản nháp.',
    saved: 'Đã lưu. Ông/bà mở lại bản nháp dưới đây bất cứ lúc nào trong 30 ngày.',
    older: 'Hồ sơ cũ hơn',
    detail: (code: string, day: string) => `${code} · gửi ${day}`,
    due: (moment: string) => `Hẹn trả ${moment}`,
    vault: 'Giấy tờ của tôi',
    vaultHint: 'Giấy đã cấp, và ai đã xem',
    notices: 'Thông báo',
    noticesHint: (count: number) => (count > 0 ? `${count} tin chưa đọc` : 'Không có tin mới'),
  },

  calendar: {
    link: 'Ghi vào lịch của ông/bà',
    name: (code: string) => `Hồ sơ ${code}`,
    due: (code: string) => `Hẹn trả kết quả hồ sơ ${code}`,
    supplement: (code: string) => `Hạn bổ sung hồ sơ ${code}`,
    attend: (what: string) => `Cần có mặt trước hạn: ${what}`,
    attendBy: (about: string) => `Cơ quan báo ngày cụ thể; muộn nhất là ngày hẹn trả. ${about}`,
  },
  dossier: {
    sentAt: (moment: string) => `Đã gửi lúc ${moment}`,
    received: (agency: string) => `${agency} đã nhận hồ sơ của ông/bà`,
    code: 'Mã hồ sơ',
    due: 'Hẹn trả kết quả',
    dueLater: 'Tính lại khi ông/bà bổ sung đủ',
    notDue: 'Không còn hạn trả',
    finished: 'Đã có kết quả lúc',
    ended: 'Kết thúc lúc',
    why: 'Vì sao ngày này?',
    whyLead: (limit: string) => `Theo quy định: ${limit}. Mỗi nhịp cầu dưới đây là một ngày làm việc.`,
    whyProvisional:
      'Ngày này tính như hồ sơ được tiếp nhận lúc gửi. Khi cơ quan tiếp nhận, chúng tôi báo lại nếu khác.',
    whySupplement: 'Nếu cơ quan phải hỏi thêm giấy tờ, thời gian chờ ông/bà không tính vào hạn.',
    progress: 'Đã qua những bước nào',
    handledBy: 'Đang ở',
    next: 'Tiếp theo',
    nextNothing: 'Ông/bà không phải làm gì thêm. Chúng tôi báo khi có tin mới ở mục Thông báo.',
    papers: 'Chúng tôi đã nhận',
    noPapers: 'Hồ sơ này không có giấy tờ kèm theo.',
    answers: 'Những gì ông/bà đã khai',
    receipt: 'Giấy tiếp nhận hồ sơ và hẹn trả kết quả',
    checkCode: 'Mã kiểm tra',
    receiptPending: 'Quét để xem hồ sơ đang ở bước nào. Không cần đăng nhập.',
    receiptDownload: 'Tải giấy hẹn (PDF)',
    slipSupplement: 'Phiếu yêu cầu bổ sung (PDF)',
    slipRefusal: 'Phiếu từ chối (PDF)',
    slipExtension: 'Phiếu hẹn lại ngày trả (PDF)',
    result: 'Kết quả',
    resultDownload: 'Xem và tải kết quả (PDF)',
    resultRecorded: 'Số, ngày và nơi cấp của kết quả nằm trong Giấy tờ của tôi.',
    resultFileMissing:
      'Tệp không lưu ở đây vì hồ sơ này có từ dữ liệu mô phỏng hoặc dữ liệu cũ. Cần bản sao, ông/bà hỏi nơi giải quyết.',
    resultInVault: 'Kết quả đã ký số và nằm trong Giấy tờ của tôi, dùng lại được cho việc khác.',
    fee: 'Phí, lệ phí',
    service: 'Thủ tục',
    agency: 'Nơi giải quyết',
    all: 'Hồ sơ của tôi',
    supplementTitle: 'Cơ quan cần ông/bà bổ sung',
    supplementOpen: 'Bổ sung ngay',
    supplementUntil: (day: string) => `Hạn bổ sung: ${day}. Quá ngày này hồ sơ sẽ dừng.`,
    refusedTitle: 'Hồ sơ không được tiếp nhận',
    withdraw: 'Rút hồ sơ',
    waiting: 'Đang chờ tiếp nhận',
    step: (step: string, agency: string) => `${step} tại ${agency}`,
    upcoming: { accept: 'Tiếp nhận', process: 'Thẩm định', sign: 'Lãnh đạo ký', deliver: 'Trả kết quả' },
    officer: (name: string, agency: string) => `${name}, ${agency}`,
    supplemented: 'Đã gửi bổ sung. Cơ quan xem tiếp; ngày hẹn trả mới ghi ở đầu trang.',
    withdrawn: 'Đã rút hồ sơ.',
    rated: 'Cảm ơn ông/bà đã đánh giá.',
  },

  restored: {
    typed:
      'Phiên làm việc đã hết lúc ông/bà gửi trang này. Những gì đã điền vẫn còn đây, nhưng chưa được gửi. Xem lại rồi gửi lần nữa.',
    files: (names: string) =>
      `Phiên làm việc đã hết trước khi nhận được tệp: ${names}. Xin chọn lại tệp này.`,
  },

  supplement: {
    title: 'Bổ sung hồ sơ',
    asked: 'Cơ quan cần',
    lead: 'Gửi một lần cho đủ. Khi ông/bà gửi xong, thời hạn lại chạy.',
    note: 'Lời nhắn cho cơ quan',
    noteHint: 'Nếu có điều cần nói rõ',
    papers: 'Giấy tờ bổ sung',
    changeAnswers: 'Sửa câu trả lời trong tờ khai',
    keepAnswers: 'Không sửa tờ khai',
    answers: 'Tờ khai',
    kept: 'Đã nhận, sẽ gửi cùng bổ sung',
    send: 'Gửi bổ sung',
    empty: 'Gửi ít nhất một giấy tờ, một lời nhắn hoặc một câu trả lời đã sửa.',
  },

  withdraw: {
    title: 'Rút hồ sơ này?',
    lead: 'Cơ quan sẽ dừng giải quyết. Rút rồi không lấy lại được; muốn làm lại, ông/bà nộp hồ sơ mới.',
    reason: 'Lý do',
    do: 'Rút hồ sơ',
    not: 'Không rút, quay lại',
  },

  rating: {
    title: 'Ông/bà hài lòng đến đâu?',
    question: 'Mức hài lòng',
    levels: ['Rất không hài lòng', 'Không hài lòng', 'Bình thường', 'Hài lòng', 'Rất hài lòng'],
    comment: 'Góp ý',
    send: 'Gửi đánh giá',
    given: (level: string) => `Ông/bà đã đánh giá: ${level}.`,
    change: 'Đánh giá lại',
  },

  track: {
    title: 'Tra cứu hồ sơ',
    code: 'Mã hồ sơ',
    hint: `Ở đầu giấy hẹn, như ${sampleDossierCode}`,
    checkCode: 'Mã kiểm tra (không bắt buộc)',
    checkHint: 'Tám chữ và số in cạnh mã hồ sơ trên giấy hẹn, như K7MQ-2RXD',
    find: 'Tìm',
    unreadable: `Mã chưa đúng dạng. Mã gồm ba phần nối bằng dấu gạch ngang, như ${sampleDossierCode}. Xem lại trên giấy hẹn.`,
    notFound: `Không có hồ sơ mang mã này. Xem lại từng chữ và số trên giấy hẹn, hoặc gọi ${provinceWords.hotline}.`,
    at: (status: string, agency: string) => `${status} tại ${agency}`,
    due: 'Hẹn trả',
    sent: 'Đã gửi',
    accepted: 'Đã tiếp nhận',
    paused: 'Chờ bổ sung',
    finished: 'Kết thúc',
    public: 'Trang này ai có giấy hẹn cũng xem được, nên không ghi tên và nội dung hồ sơ.',
    codeOnly:
      'Chỉ có mã hồ sơ thì xem được tình trạng và ngày hẹn. Nhập thêm mã kiểm tra trên giấy hẹn để biết thủ tục và các bước.',
    yours: 'Là hồ sơ của ông/bà?',
    full: 'Đăng nhập để xem đầy đủ',
    asOf: (moment: string) => `Số liệu lúc ${moment}`,
  },

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

  notices: {
    title: 'Thông báo',
    none: 'Chưa có thông báo',
    noneAdvice: 'Khi hồ sơ có tin mới, chúng tôi báo ở đây.',
    unread: 'Mới',
    markRead: 'Đánh dấu đã đọc hết',
    kinds: {
      submitted: (due) => (due ? `Đã nhận hồ sơ, hẹn trả ${due}` : 'Đã nhận hồ sơ'),
      accepted: (due) => (due ? `Hồ sơ đã được tiếp nhận, hẹn trả ${due}` : 'Hồ sơ đã được tiếp nhận'),
      supplement_asked: () => 'Cơ quan cần ông/bà bổ sung hồ sơ',
      refused: () => 'Hồ sơ không được tiếp nhận, xem lý do',
      stopped: () => 'Hồ sơ đã dừng vì chưa bổ sung',
      extended: (due) => `Cơ quan xin lỗi và hẹn lại${due ? `: ${due}` : ''}`,
      extended_before_due: (due) => `Cơ quan hẹn lại ngày trả kết quả${due ? `: ${due}` : ''}`,
      result_ready: () => 'Đã có kết quả, nằm trong Giấy tờ của tôi',
    } as Record<string, (due: string) => string>,
  },
}

const kindsIn = (accept: unknown): readonly PaperFile[] =>
  Array.isArray(accept) ? (accept as PaperFile[]) : paperFileKinds

export const applyRefusals = {
  'ui.form_broken':
    'Mạng bị ngắt khi đang gửi. Những tệp đã đến đủ vẫn còn: chọn lại tệp chưa có rồi tải lên.',
  'ui.form_unreadable': 'Bài gửi không đọc được. Mở lại trang này rồi gửi lại.',
  'dossiers.paper_kind': ({ accept }) =>
    `Giấy này chỉ nhận ${namesOfFiles(kindsIn(accept), 'hoặc')}. Lưu tệp thành một trong các dạng ấy rồi tải lên.`,
  'apply.too_many_files': (details) => apply.papers.tooMany(Number(details.most)),
  'dossiers.input_too_large':
    'Bài gửi quá dài nên chưa giữ được. Đăng nhập lại, mở trang này và điền ngắn hơn.',
} satisfies Refusals
