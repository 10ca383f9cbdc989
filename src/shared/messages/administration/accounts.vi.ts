/** Accounts: found, opened, given work, protected. */
export const accounts = {
  kinds: { citizen: 'Người dân', staff: 'Cán bộ', client: 'Hệ thống' } as Record<string, string>,
  statuses: { active: 'Đang dùng', locked: 'Đã khóa', closed: 'Đã đóng' } as Record<string, string>,
  list: {
    title: 'Tài khoản',

    search: 'Tìm theo tên hoặc tài khoản',

    kind: 'Loại',

    everyKind: 'Mọi loại',

    agency: 'Cơ quan',

    everyAgency: 'Mọi cơ quan',

    open: 'Mở tài khoản cán bộ',

    caption: 'Tài khoản, theo tên',

    columns: {
      name: 'Tên, tài khoản',
      kind: 'Loại',
      roles: 'Việc được giao hôm nay',
      second: 'Xác nhận lần hai',
      seen: 'Dùng lần cuối',
      status: 'Trạng thái',
    },

    secondOn: 'Đã cài',

    secondOff: 'Chưa cài',

    never: 'Chưa lần nào',

    noLogin: 'Đăng nhập bằng VNeID',

    /** Staff of a simulated past, and whoever has been given no way in. */
    noWayIn: 'Không đăng nhập được',

    nothing: 'Không tài khoản nào khớp',

    nothingNext: 'Gõ ngắn hơn, hoặc bỏ bớt điều kiện lọc. Dấu trong tên có phân biệt.',

    more: 'Trang sau',

    first: 'Về đầu danh sách',
  },
  open: {
    title: 'Mở tài khoản cán bộ',
    intro: 'Mật khẩu đầu tiên hiện đúng một lần. Lần đầu đăng nhập, cán bộ tự cài lớp xác nhận thứ hai.',
    login: 'Tên đăng nhập',
    loginHint: 'Chữ thường, số và dấu chấm, ví dụ huong.thuanhoa',
    loginWrong: 'Dùng 3 đến 60 chữ thường không dấu, số, dấu chấm hoặc gạch nối.',
    displayName: 'Họ và tên',
    submit: 'Mở tài khoản',
    opened: (login: string) => `Đã mở tài khoản ${login}`,
    password: 'Mật khẩu, chỉ hiện lần này. Trao tận tay, đừng gửi qua tin nhắn.',
    next: 'Giao việc cho tài khoản này',
  },
  one: {
    facts: 'Thông tin',
    kind: 'Loại',
    login: 'Tên đăng nhập',
    status: 'Trạng thái',
    created: 'Mở lúc',
    second: 'Xác nhận lần hai',
    app: 'Ứng dụng xác thực',
    passkeys: (count: number) => `${count} khóa thiết bị`,
    noSecond: 'Chưa cài; lần đăng nhập tới sẽ cài',
    events: 'Việc tài khoản này đã làm',
    about: 'Việc đã làm với tài khoản này',
    grants: 'Việc được giao',
    grantsCaption: 'Việc được giao, mới nhất trước',
    grantColumns: {
      role: 'Việc',
      agency: 'Ở cơ quan',
      span: 'Từ ngày, đến ngày',
      decision: 'Căn cứ',
      act: 'Thôi giao',
    },
    since: (day: string) => `từ ${day}`,
    span: (from: string, to: string) => `${from} – ${to}`,
    ended: 'đã hết',
    future: 'chưa đến ngày',
    noGrants: 'Chưa được giao việc nào, nên chưa đăng nhập được.',
    noGrantsCitizen: 'Người dân không được giao việc.',
    endGrant: 'Thôi giao',
    endGrantOf: (role: string, agency: string) => `Thôi giao việc ${role} ở ${agency}`,
    give: 'Giao việc',
    role: 'Việc',
    agency: 'Cơ quan',
    from: 'Từ ngày',
    fromHint: 'Để trống: từ hôm nay',
    to: 'Đến hết ngày',
    toHint: 'Để trống: không hạn',
    decision: 'Số quyết định',
    giveSubmit: 'Giao việc',
    wrongOrder: 'Ngày cuối phải sau hoặc trùng ngày đầu.',
    date: 'Ghi ngày có thật, đủ ngày, tháng, năm.',
    sessions: 'Đang đăng nhập ở',
    noSessions: 'Không đăng nhập ở đâu.',
    session: (device: string, address: string) => `${device}, từ ${address}`,
    sessionSeen: (at: string) => `dùng lần cuối ${at}`,
    endSessions: 'Kết thúc mọi phiên',
    protect: 'Bảo vệ tài khoản',
    lock: 'Khóa tài khoản',
    lockHelp: 'Không ai đăng nhập được bằng tài khoản này nữa; mọi phiên và mã truy cập kết thúc ngay.',
    unlock: 'Mở khóa',
    unlockHelp: 'Đăng nhập lại được như trước khi khóa.',
    letTryAgain: 'Cho thử đăng nhập lại ngay',
    letTryAgainHelp: 'Khi người khác nhập sai nhiều lần làm chủ tài khoản phải chờ trên máy mới.',
    resetSecond: 'Bỏ lớp xác nhận thứ hai',
    resetSecondHelp:
      'Khi mất điện thoại: mọi phiên và mã truy cập kết thúc, lần đăng nhập tới cài lại từ đầu.',
    resetPassword: 'Cấp mật khẩu mới',
    resetPasswordHelp: 'Mật khẩu cũ hết dùng, mọi phiên và mã truy cập kết thúc.',
    own: 'Đây là tài khoản của chính ông/bà: không tự khóa, không tự bỏ quyền của mình.',
    newPassword: 'Mật khẩu mới, chỉ hiện lần này. Trao tận tay, đừng gửi qua tin nhắn.',
    doneWords: {
      lock: 'Đã khóa tài khoản.',
      unlock: 'Đã mở khóa.',
      letTryAgain: 'Đã cho thử lại ngay.',
      resetSecondFactor: 'Đã bỏ lớp xác nhận thứ hai; mọi phiên và mã truy cập đã kết thúc.',
      endSessions: 'Đã kết thúc mọi phiên.',
      grant: 'Đã giao việc. Có hiệu lực ngay từ yêu cầu kế tiếp.',
      endGrant: 'Đã thôi giao việc.',
    } as Record<string, string>,
  },
}
