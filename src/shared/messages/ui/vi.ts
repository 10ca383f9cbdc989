import { provinceCalled, provinceWords } from '../../province-words.ts'
import type { Refusals } from '../refusals.ts'

/** The frame around every page: header, footer, forms, states, errors. */
export const ui = {
  name: 'Nhịp',
  province: provinceCalled,
  skip: 'Đến nội dung chính',
  titleOf: (page: string) => `${page} · Nhịp`,

  header: {
    tagline: `Dịch vụ công ${provinceCalled}`,
    main: 'Chính',
    menu: 'Mục lục',
    services: 'Dịch vụ',
    track: 'Tra cứu hồ sơ',
    papers: 'Giấy tờ của tôi',
    verify: 'Kiểm tra giấy tờ',
    myDossiers: 'Hồ sơ của tôi',
    toPay: 'Nộp tiền',
    owed: (count: number) => `${count} khoản phải nộp`,
    notices: 'Thông báo',
    unread: (count: number) => `${count} tin chưa đọc`,
    signIn: 'Đăng nhập',
    signOut: 'Đăng xuất',
    signedInAs: 'Đang đăng nhập:',
    account: 'Tài khoản',
  },

  office: {
    dossiers: 'Hồ sơ',
    documents: 'Văn bản',
    signing: 'Ký số',
    fees: 'Thu phí',
    payments: 'Thanh toán',
    collecting: 'Thu tiền',
    tasks: 'Nhiệm vụ',
    wall: 'Điều hành',
    administration: 'Quản trị',
    find: 'Tìm hồ sơ',
    findPlaceholder: 'Tìm mã, tên, số định danh',
    findDocuments: 'Tìm văn bản theo chữ',
    findDocumentsPlaceholder: 'Tìm chữ, số, nơi gửi',
    citizenPages: 'Trang cho người dân',
    dark: 'Nền tối',
    light: 'Nền sáng',
  },

  footer: {
    owner: `Ủy ban nhân dân ${provinceCalled}`,
    helpBefore: 'Cần người giúp? Gọi ',
    helpAfter: `, ${provinceWords.hotlineHours} mỗi ngày, hoặc đến Trung tâm Phục vụ hành chính công gần nhất.`,
    hotline: provinceWords.hotline.replaceAll(' ', '\u00a0'),
    tel: `tel:${provinceWords.hotline.replaceAll(' ', '')}`,
    largeType: 'Chữ to',
    usualType: 'Chữ thường',
    otherLanguage: 'English',
    privacy: 'Quyền riêng tư',
    accessibility: 'Khả năng tiếp cận',
    demo: 'Bản thử: người, giấy tờ và chữ ký ở đây không có giá trị pháp lý.',
  },

  form: {
    continue: 'Tiếp tục',
    save: 'Lưu, làm tiếp sau',
    change: 'Sửa',
    search: 'Tìm',
    back: 'Quay lại',
    cancel: 'Không, quay lại',
    close: 'Đóng',
    remove: 'Bỏ tệp này',
    choose: 'Chọn',
    chooseFile: 'Chọn tệp',
    noFile: 'Chưa chọn tệp',
    chooseFiles: 'Chọn các tệp',
    optional: '(không bắt buộc)',
    day: 'Ngày',
    month: 'Tháng',
    year: 'Năm',
    wrong: 'Không đúng?',
    takenFrom: (source: string) => `Lấy từ ${source}.`,
    /** Said once above the fields it is true of. */
    takenOnce: (source: string) => `Lấy từ ${source}: những ô có dấu khóa dưới đây.`,
    toCorrect: (wrong: number, missing = 0) =>
      [missing > 0 ? `${missing} câu chưa trả lời` : '', wrong > 0 ? `${wrong} chỗ cần sửa` : '']
        .filter(Boolean)
        .join(', '),
    errorWord: 'Lỗi:',
    tooLarge: 'Bài gửi quá dài. Rút ngắn phần trả lời, hoặc gửi giấy tờ ở ô chọn tệp, rồi gửi lại.',
    tooManyFields: 'Bài gửi có quá nhiều ô. Mở lại trang này rồi gửi lại.',
    required: 'Điền ô này.',
    number: 'Ghi bằng chữ số.',
    date: 'Ghi ngày có thật, theo thứ tự ngày, tháng, năm.',
    choice: 'Chọn một trong các mục.',
    email: 'Ghi địa chỉ thư điện tử đầy đủ, ví dụ ten@vidu.vn.',
    tooLong: (length: number) => `Viết ngắn lại, nhiều nhất ${length} ký tự.`,
    tooShort: (length: number) => `Viết ít nhất ${length} ký tự.`,
    unreadable: 'Xem lại ô này.',
  },

  clock: {
    ok: 'Đúng hạn',
    soon: 'Sắp đến hạn',
    today: 'Đến hạn hôm nay',
    late: 'Quá hạn',
    hold: 'Tạm dừng',
    done: 'Đã xong',
    ended: 'Đã kết thúc',
  },
  timeLeft: {
    left: (amount: string) => `Còn ${amount}`,
    due: 'Đến hạn',
    dueToday: 'Đến hạn hôm nay',
    overdueBy: (amount: string) => `Quá hạn ${amount}`,
    justOverdue: 'Vừa quá hạn',
    paused: 'Tạm dừng',
    pausedWith: (amount: string) => `Tạm dừng, còn ${amount}`,
    doneOnTime: 'Đã xong, đúng hạn',
    doneLate: 'Đã xong, quá hạn',
    days: (days: number) => `${days} ngày làm việc`,
    hours: (hours: number, minutes: number) =>
      hours === 0
        ? `${minutes} phút làm việc`
        : minutes === 0
          ? `${hours} giờ làm việc`
          : `${hours} giờ ${minutes} phút làm việc`,
  },
  /** A month as `day` writes it. */
  months: ['01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12'],
  /** `05/12/2026`: a day on a page. `day` and `month` have two digits. */
  day: (day: string, month: string, year: string) => `${day}/${month}/${year}`,
  shortDay: (day: string, month: string) => `${day}/${month}`,
  weekdays: ['Chủ Nhật', 'thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy'],
  spans: (done: number, total: number) => `Đã qua ${done} trong ${total} ngày làm việc`,
  bridge: {
    label: 'Từ ngày nhận đến ngày hẹn trả',
    why: 'Vì sao ngày này?',
    working: (number: number) => `ngày làm việc thứ ${number}`,
    off: 'không tính',
    received: 'ngày nhận',
    due: 'ngày hẹn trả',
    dueDay: 'Ngày hẹn trả',
    sameDay: 'Trong ngày',
    /** Why a day counts or not; `nth` is how many have counted by its end. */
    because: ({ text }: { code: string; text: string }, _day: { isDue: boolean; nth: number }) => text,
    tableCaption: 'Cách tính từng ngày',
    counts: 'Tính',
    reason: 'Vì sao',
    past: 'đã qua',
    weekdays: ['CN', 'T2', 'T3', 'T4', 'T5', 'T6', 'T7'],
  },
  steps: {
    part: (step: number, count: number) => `Phần ${step} trong ${count}`,
    /** While an answer still to come may add parts. */
    partOfAtLeast: (step: number, count: number) => `Phần ${step} trong ít nhất ${count}`,
  },
  file: { sha256: 'SHA-256', of: (size: string) => size, fingerprint: 'Dấu vân tay của tệp' },
  pages: {
    label: 'Trang',
    previous: 'Trước',
    next: 'Sau',
    page: (number: number) => `Trang ${number}`,
    range: (from: number, to: number, total: string) => `${from}–${to} trong ${total}`,
  },
  qr: 'Mã QR để tra cứu',
  crumbs: 'Vị trí',
  sheet: (title: string) => `Bản xem trước: ${title}`,
  sheetPages: (count: number) => `${count} trang`,
  sheetDrawn: (title: string, page: number, count: number) =>
    `Trang ${page} trong ${count} của ${title}, đọc được bằng chữ khi mở tệp PDF`,
  sheetFailed: 'Có trang chưa hiện được, hoặc văn bản vừa đổi. Bấm hiện lại, hoặc mở lại trang này.',
  drawAgain: 'Hiện lại',
  openFile: (title: string) => `Mở tệp PDF: ${title}`,

  errors: {
    referenceWords: 'Mã sự cố, để đọc khi gọi:',
    home: 'Về trang đầu',
    search: 'Tìm dịch vụ',
    searchHint: 'Gõ việc ông/bà cần làm',
    trackHint: 'Bằng mã trên giấy hẹn',
    again: 'Thử lại',
    badRequest: {
      title: 'Yêu cầu chưa đọc được',
      lead: 'Không có gì bị thay đổi.',
      advice: `Mở lại trang trước và làm lại. Nếu vẫn gặp, gọi ${provinceWords.hotline}.`,
    },
    session: {
      title: 'Đăng nhập lại để tiếp tục',
      lead: 'Phiên làm việc đã hết hoặc ông/bà chưa đăng nhập.',
      advice: 'Đăng nhập xong, ông/bà trở lại đúng chỗ này.',
    },
    forbidden: {
      title: 'Tài khoản này không mở được trang này',
      lead: 'Trang này chỉ mở được bằng tài khoản được giao việc ở đây.',
      advice:
        'Trở về trang của mình, hoặc đăng nhập bằng tài khoản khác. Cán bộ cần xem thì hỏi người quản trị của cơ quan.',
      otherAccount: 'Dùng tài khoản khác',
    },
    notFound: {
      title: 'Không có trang này',
      /** Where the words that follow say what was not found. */
      refusedTitle: 'Không tìm thấy',
      lead: 'Địa chỉ có thể đã gõ nhầm hoặc trang đã được chuyển đi.',
      advice: 'Tìm việc cần làm ở đây, hoặc tra cứu hồ sơ bằng mã.',
      officerAdvice: 'Mở lại từ danh sách việc của ông/bà.',
    },
    tooMany: {
      title: 'Gửi quá nhanh',
      lead: 'Chúng tôi nhận được quá nhiều yêu cầu liền nhau từ máy này.',
      advice: 'Đợi một phút rồi thử lại. Không có gì bị mất.',
    },
    defect: {
      title: 'Chúng tôi gặp sự cố',
      lead: 'Lỗi ở phía chúng tôi, không phải do ông/bà. Không có gì bị thay đổi một nửa.',
      advice: `Đợi một phút rồi thử lại. Nếu vẫn gặp, gọi ${provinceWords.hotline} và đọc mã sự cố.`,
    },
    /** Before any page could be drawn. */
    edge: {
      title: 'Chưa nhận được yêu cầu này',
      unsent:
        'Chưa có gì được gửi hay thay đổi. Bấm nút quay lại của trình duyệt: những gì đã gõ thường vẫn còn.',
      home: 'Về trang đầu',
      byCode: {
        'platform.request_unreadable':
          'Địa chỉ này không đọc được. Xem lại địa chỉ, hoặc mở lại từ trang đầu.',
        'platform.headers_too_large':
          'Địa chỉ hoặc dữ liệu trình duyệt gửi kèm quá dài. Xóa cookie của trang này trong phần cài đặt của trình duyệt rồi mở lại từ trang đầu.',
      } as Record<string, string>,
    },
    unavailable: {
      title: 'Hệ thống đang bận hoặc bảo trì',
      lead: 'Hồ sơ đã gửi vẫn an toàn và vẫn được giải quyết.',
      advice: 'Thử lại sau vài phút. Việc gấp: đến Trung tâm Phục vụ hành chính công gần nhất.',
    },
  },

  refusedForUnknownReason: `Yêu cầu này không thực hiện được. Mở lại trang rồi thử lần nữa, hoặc gọi ${provinceWords.hotline}.`,
}

export const uiRefusals = {
  'ui.form_too_large': ui.form.tooLarge,
  'ui.form_too_many_fields': ui.form.tooManyFields,
  'ui.form_broken':
    'Mạng bị ngắt khi đang gửi. Những tệp đã đến đủ vẫn còn: chọn lại tệp chưa có rồi tải lên.',
  'ui.form_unreadable': 'Bài gửi không đọc được. Mở lại trang này rồi gửi lại.',
} satisfies Refusals
