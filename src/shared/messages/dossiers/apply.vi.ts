import { namesOfFiles, type PaperFile, paperFileKinds } from '../../accepted-files.ts'

/** An applicant's work: filling in, handing papers in, sending, completing, withdrawing, rating. */
export const apply = {
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
    types: {
      'application/pdf': 'PDF',
      'application/xml': 'XML',
      'image/jpeg': 'ảnh JPEG',
      'image/png': 'ảnh PNG',
    } as Record<string, string>,
  },
  check: {
    advice: 'Nên biết trước khi gửi',
    refused: 'Luật không cho giải quyết nên hồ sơ này không gửi được.',
    raiseLevel: 'Cách nâng mức tài khoản định danh',
    mayFile: 'Ông/bà vẫn gửi được; cán bộ sẽ xem xét.',
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
    limit: (text: string) => `Thời hạn của thủ tục: ${text}.`,
    send: 'Gửi hồ sơ',
    once: 'Bấm một lần là đủ. Nếu mạng chập chờn và ông/bà bấm lại, chúng tôi vẫn chỉ nhận một hồ sơ.',
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
}
