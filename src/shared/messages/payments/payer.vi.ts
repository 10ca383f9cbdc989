import { formatDong } from '../../money.ts'

/** Paying: what is asked, how it can be paid, and what became of it. */
export const payer = {
  title: 'Khoản phải nộp',
  own: {
    lead: 'Các khoản phí, lệ phí và nghĩa vụ tài chính của hồ sơ ông/bà đã nộp. Chọn những khoản muốn nộp cùng một lần; mỗi lần nộp cho một cơ quan.',
    receiver: (agency: string) => `Thu bởi ${agency}`,
    pay: 'Nộp những khoản đã chọn',
    total: (amount: number, count: number) => `${count} khoản, tất cả ${formatDong(amount)}`,
    none: 'Ông/bà không có khoản nào phải nộp',
    noneAdvice: 'Khi một hồ sơ cần nộp tiền, khoản ấy hiện ở đây và trong hồ sơ.',
    settled: 'Đã nộp',
    paidPart: (paid: number, left: number) => `đã nộp ${formatDong(paid)}, còn ${formatDong(left)}`,
    several: (agencies: number, amount: number) =>
      `Ông/bà phải nộp cho ${agencies} cơ quan, tất cả ${formatDong(amount)}. Mỗi cơ quan nhận tiền vào tài khoản riêng, nên nộp lần lượt từng nơi theo thứ tự dưới đây.`,
    nth: (at: number, agency: string) => `${at}. Thu bởi ${agency}`,
    begun: (held: number, left: number) => `Đã nhận ${formatDong(held)}, còn thiếu ${formatDong(left)}.`,
    finish: (left: number) => `Nộp nốt ${formatDong(left)}`,
    next: (agency: string, left: number) => `Còn phải nộp cho ${agency}: ${formatDong(left)}`,
    goOn: 'Nộp tiếp',
    nothingChosen: 'Chọn ít nhất một khoản rồi bấm lại.',
    toDossiers: 'Hồ sơ của tôi',
  },
  dossier: {
    title: 'Phí, lệ phí',
    asked: (amount: number) => `Còn phải nộp ${formatDong(amount)}`,
    begun: (held: number, left: number) => `Đã nhận ${formatDong(held)}, còn thiếu ${formatDong(left)}`,
    beforeAccepting:
      'Hồ sơ được tiếp nhận sau khi nhận được tiền; thời gian chờ nộp không tính vào thời hạn giải quyết.',
    beforeGoingOn:
      'Cơ quan giải quyết tiếp sau khi nhận được tiền; thời gian chờ nộp không tính vào thời hạn giải quyết.',
    beforeResult: 'Kết quả được trả sau khi nhận được tiền.',
    pay: 'Nộp ngay',
    paid: (amount: number) => `Đã nhận đủ ${formatDong(amount)}.`,
    receipt: 'Biên lai',
    open: 'Số tiền chưa có văn bản xác định: cán bộ xác định, nêu căn cứ và lý do rồi mới đề nghị nộp. Hồ sơ không phải chờ khoản này để được tiếp nhận.',
  },
  order: {
    title: (amount: number) => `Nộp ${formatDong(amount)}`,
    done: (amount: number) => `Đã nộp ${formatDong(amount)}`,
    wentTo: (gateway: string, moment: string) =>
      `Ông/bà đã chọn ${gateway} lúc ${moment}. Nếu đã nộp ở đó thì chờ, đừng nộp lần nữa: trang này đổi khi ${gateway} báo tiền đến. Chưa nộp thì dùng một cách dưới đây.`,
    demoBank: 'Mở mã này ở ngân hàng thử',
    receiver: 'Nơi nhận tiền',
    reference: 'Mã tham chiếu',
    amount: 'Số tiền',
    left: 'Còn phải nộp',
    account: 'Số tài khoản',
    bank: 'Ngân hàng',
    holder: 'Tên tài khoản',
    memo: 'Nội dung chuyển tiền',
    verified: (day: string) => `Tài khoản đã được người thứ hai đối chiếu ngày ${day}.`,
    compare:
      'Trước khi xác nhận, đối chiếu tên tài khoản và số tiền trong ứng dụng ngân hàng với trang này. Khác thì đừng chuyển.',
    byCode: 'Quét mã bằng ứng dụng ngân hàng',
    codeLabel: (amount: number, reference: string) =>
      `Mã VietQR nộp ${formatDong(amount)}, mã tham chiếu ${reference}`,
    picture: 'Tải ảnh mã về máy',
    pictureHint:
      'Đang dùng chính điện thoại này: tải ảnh mã rồi chọn ảnh ấy trong ứng dụng ngân hàng, hoặc mở ứng dụng dưới đây.',
    openApp: 'Mở ứng dụng ngân hàng',
    openAppHint:
      'Đường dẫn đi qua trang dl.vietqr.io của bên khác, mang theo số tài khoản nhận, số tiền và mã tham chiếu; không mang tên ai.',
    byHand: 'Hoặc tự nhập',
    copy: 'Chép',
    copied: 'Đã chép',
    atCounter: 'Hoặc tại quầy một cửa của cơ quan thu, bằng mã tham chiếu trên.',
    noAccount:
      'Cơ quan này chưa có tài khoản được đối chiếu. Ông/bà nộp tại quầy một cửa hoặc qua cổng thanh toán.',
    madeOf: 'Gồm những khoản nào',
    item: 'Khoản',
    basis: 'Căn cứ, cách tính',
    total: 'Cộng',
    until: (moment: string) => `Mã dùng được đến ${moment}.`,
    share: 'Nhờ người khác nộp',
    shareHint: 'Gửi đường dẫn này. Người mở chỉ thấy số tiền, nơi nhận và mã, không thấy tên ông/bà.',
    waiting: 'Đang chờ tiền',
    waitingHint:
      'Trang này tự đổi khi tiền đến, trên mọi thiết bị đang mở. Ông/bà đóng trang cũng không sao.',
    refresh: 'Trang tự tải lại 5 giây một lần.',
    toOwn: 'Các khoản phải nộp',
    toDossier: (code: string) => `Về hồ sơ ${code}`,
  },
  states: {
    created: 'Chờ nộp',
    pending: 'Chờ nộp',
    unknown: 'Chưa rõ',
    paid: 'Đã nhận',
    partly_paid: 'Nhận được một phần',
    overpaid: 'Đã nhận, thừa tiền',
    expired: 'Mã đã hết hạn',
    cancelled: 'Không thu nữa',
    refunding: 'Đang làm thủ tục hoàn tiền',
    refunded: 'Đã hoàn tiền',
  } as Record<string, string>,
  next: {
    paid: (amount: number, moment: string) =>
      `Đã nhận đủ ${formatDong(amount)} lúc ${moment}. Ông/bà không phải làm gì thêm.`,
    receiptSoon: 'Biên lai điện tử đã có số và đang được ký; ký xong thì vào Giấy tờ của tôi.',
    receiptOwed:
      'Biên lai chưa lập được vì cơ quan thu chưa nhập mã số thuế. Khi cơ quan nhập, biên lai được lập và vào Giấy tờ của tôi.',
    receiptCancelled: (number: string, reason: string) =>
      `Biên lai số ${number} đã bị hủy. Lý do: ${reason}. Tiền đã nộp vẫn ghi ở cơ quan thu.`,
    receipt: (number: string) => `Biên lai số ${number}`,
    receiptData: 'Dữ liệu của biên lai (XML)',
    receiptInVault: 'Biên lai được gửi vào kho giấy tờ của người nộp hồ sơ khi đã ký số.',
    unknown:
      'Cổng thanh toán chưa cho biết tiền đã đi hay chưa. Chúng tôi hỏi lại cổng nhiều lần trong ba ngày và chỉ tin khi có chứng từ. Nếu tài khoản của ông/bà đã bị trừ tiền thì đừng nộp lần nữa; quá ba ngày mà trang này chưa đổi, mang mã tham chiếu đến quầy một cửa.',
    partly: (paid: number, left: number) =>
      `Đã nhận ${formatDong(paid)}, còn thiếu ${formatDong(left)}. Nộp nốt theo mã dưới đây, không phải nộp lại từ đầu.`,
    excess: (amount: number) =>
      `Số tiền thừa ${formatDong(amount)} được giữ riêng tại cơ quan thu, đứng tên mã tham chiếu này. Bộ phận tài chính của cơ quan xem từng khoản; nếu hoàn thì chỉ hoàn về nơi tiền đã đến.`,
    late: (amount: number) =>
      `${formatDong(amount)} đã nhận theo mã này không ứng với khoản nào đang thu. Tiền được giữ riêng, đứng tên mã tham chiếu này, chờ bộ phận tài chính xử lý.`,
    expired:
      'Mã này đã hết hạn. Lấy mã mới rồi nộp; nếu ông/bà vừa chuyển theo mã cũ thì chờ, đừng chuyển lần nữa: tiền vẫn tìm được hồ sơ.',
    renew: 'Lấy mã mới',
    superseded: 'Mã này đã được thay bằng mã khác cho cùng khoản. Nộp theo mã mới.',
    heir: 'Mở mã mới',
    cancelled:
      'Khoản này không thu nữa: hồ sơ đã kết thúc hoặc khoản thu đã đổi. Đừng chuyển tiền theo mã này.',
    refunding: (amount: number) =>
      `Cơ quan thu đang làm thủ tục hoàn ${formatDong(amount)}: về nơi tiền đã đến, hoặc nhận tại quầy nếu đã nộp tiền mặt.`,
    refunded: (amount: number) => `Đã hoàn ${formatDong(amount)}.`,
  },
  poster: {
    title: (agency: string) => `Nộp tiền cho ${agency}`,
    lead: 'Đây là trang của cơ quan nhà nước. Tiền chỉ chuyển vào tài khoản dưới đây.',
    accounts: 'Tài khoản đã đối chiếu',
    none: 'Cơ quan này chưa có tài khoản được đối chiếu. Đừng chuyển khoản; nộp tại quầy một cửa.',
    find: 'Tìm khoản phải nộp',
    findLead: 'Nhập mã hồ sơ và mã kiểm tra trên giấy hẹn. Số tiền và mã thanh toán hiện ra sau đó.',
    code: 'Mã hồ sơ',
    noCode: 'Nhập mã hồ sơ in trên giấy hẹn rồi bấm lại.',
    checkCode: 'Mã kiểm tra',
    open: 'Xem khoản phải nộp',
    nothing: 'Hồ sơ này không còn khoản nào phải nộp cho cơ quan này.',
    scan: 'Quét để mở trang này',
    warning: 'Mã dán ở nơi khác dẫn đến tài khoản khác: đừng chuyển, báo cho quầy một cửa.',
  },
}
