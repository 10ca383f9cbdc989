import { signingTokenMinutes } from '../../fresh-minutes.ts'
import type { WrongLetter } from '../../text/index.ts'
import { form } from '../form/vi.ts'
import type { Refusals } from '../refusals.ts'

/** Signing in, sessions, second factors, tokens. */
export const identity = {
  signIn: {
    title: 'Đăng nhập',
    intro: 'Dùng tài khoản định danh điện tử của ông/bà. Nhịp không biết và không giữ mật khẩu VNeID.',
    continueWith: (provider: string) => `Tiếp tục với ${provider}`,
    demoTitle: 'Bản chạy thử.',
    demo: 'Đây là nơi đăng nhập giả lập thay cho VNeID. Đừng nhập thông tin thật.',
    noProvider:
      'Nơi này chưa nối với VNeID nên người dân chưa đăng nhập được. Ông/bà vẫn nộp được hồ sơ tại quầy.',
    noAccount:
      'Chưa có VNeID? Mang căn cước đến công an phường, xã để được cấp, hoặc đến quầy một cửa, cán bộ sẽ nộp giúp.',
    staff: 'Tôi là cán bộ',
    staffLink: 'Đăng nhập dành cho cán bộ',
    again: 'Đăng nhập lại',
    failedTitle: 'Chưa đăng nhập được',
    signedInAs: (name: string) => `Đang đăng nhập là ${name}`,
    goOn: 'Tiếp tục',
  },
  staff: {
    title: 'Cán bộ đăng nhập',
    login: 'Tài khoản',
    password: 'Mật khẩu',
    next: 'Tiếp tục',
    citizenLink: 'Tôi là người dân, đăng nhập bằng VNeID',
    demoTitle: 'Bản chạy thử.',
    demoPeople: 'Tài khoản cán bộ thử, mật khẩu chung:',
    secondTitle: 'Xác nhận lần hai',
    secondFor: (name: string, login: string) => `${name} · ${login}`,
    code: 'Mã sáu số',
    codeHint: 'Mở ứng dụng xác thực trên điện thoại, chép sáu số đang hiện.',
    codeSubmit: 'Đăng nhập',
    usePasskey: 'Dùng khóa thiết bị',
    passkeyNeedsScript: 'Trình duyệt này không dùng được khóa thiết bị.',
    passkeyOnly:
      'Tài khoản này chỉ có khóa thiết bị. Bấm nút dưới đây rồi xác nhận bằng vân tay, khuôn mặt hoặc khóa cắm.',
    demoCode: 'Ứng dụng xác thực của tài khoản thử đang hiện mã',
    demoCodeWait: 'Các mã gần đây đã dùng hết. Chờ vài giây rồi tải lại trang để có mã mới.',
    other: 'Đăng nhập bằng tài khoản khác',
    enrolTitle: 'Cài lớp xác nhận thứ hai',
    enrolIntro:
      'Tài khoản này chưa có lớp xác nhận thứ hai. Làm một lần, mất khoảng hai phút. Lần sau chỉ cần chép sáu số.',
  },
  second: {
    title: 'Xác nhận lần hai',
    intro: 'Ngoài mật khẩu, mỗi lần đăng nhập còn cần một trong những cách dưới đây.',
    app: 'Ứng dụng xác thực',
    appOn: 'Đang dùng',
    appOff: 'Chưa cài',
    appSet: 'Cài ứng dụng xác thực',
    appRenew: 'Cài lại trên điện thoại khác',
    appRemove: 'Thôi dùng ứng dụng',
    stepScan: 'Mở ứng dụng xác thực (Google Authenticator, Microsoft Authenticator, Aegis…) và quét mã này.',
    qr: 'Mã QR để quét bằng ứng dụng xác thực',
    stepType: 'Không quét được thì gõ khóa này vào ứng dụng:',
    stepCode: 'Gõ sáu số mà ứng dụng đang hiện.',
    confirm: 'Bật ứng dụng xác thực',
    passkeys: 'Khóa thiết bị',
    passkeysIntro:
      'Vân tay, khuôn mặt của máy này, hoặc khóa cắm USB. Trang giả mạo không dùng được khóa này.',
    passkeysImpossible: (origin: string) =>
      `Trình duyệt chỉ tạo khóa thiết bị cho địa chỉ có tên miền; địa chỉ ${origin} là số nên chưa dùng được.`,
    passkeysNeedScript: 'Thêm khóa thiết bị cần trình duyệt có JavaScript. Ứng dụng xác thực thì không cần.',
    noPasskeys: 'Chưa có khóa nào.',
    label: 'Đặt tên cho khóa',
    labelHint: 'Ví dụ: Máy ở quầy, Khóa cắm màu xanh',
    add: 'Thêm khóa thiết bị',
    remove: 'Xóa khóa',
    added: 'Thêm lúc',
    used: 'Dùng lần cuối',
    neverUsed: 'chưa dùng',
    done: 'Đã lưu.',
    failed: 'Thiết bị chưa tạo được khóa. Thử lại, hoặc dùng ứng dụng xác thực.',
  },
  confirm: {
    title: 'Xác nhận lại là ông/bà',
    why: (minutes: number) =>
      `Việc này cần biết chắc chính ông/bà đang ngồi trước máy. Xác nhận một lần, dùng được trong ${minutes} phút.`,
    submit: 'Xác nhận',
    again: 'Đăng nhập lại để xác nhận',
    back: 'Thôi, quay lại',
  },
  account: {
    title: 'Tài khoản',
    dossiers: 'Hồ sơ của tôi',
    dossiersHelp: 'Hồ sơ đã nộp và đang làm dở',
    sessions: 'Nơi đang đăng nhập',
    sessionsHelp: 'Xem và kết thúc phiên ở máy khác',
    second: 'Xác nhận lần hai',
    secondHelp: 'Ứng dụng xác thực, khóa thiết bị',
    password: 'Mật khẩu',
    passwordHelp: 'Đổi mật khẩu',
    tokens: 'Mã truy cập cho phần mềm',
    tokensHelp: 'Cho phần mềm làm việc thay ông/bà',
    agency: 'Cơ quan đang làm việc',
    signOut: 'Đăng xuất',
  },
  sessions: {
    title: 'Nơi đang đăng nhập',
    intro: 'Thấy máy lạ thì kết thúc phiên đó ngay, rồi đổi mật khẩu.',
    here: 'Máy này',
    from: 'từ địa chỉ',
    since: 'Đăng nhập',
    seen: 'Dùng lần cuối',
    until: 'Tự kết thúc',
    end: 'Kết thúc phiên này',
    endOthers: 'Kết thúc mọi phiên khác',
    onlyHere: 'Chỉ đang đăng nhập ở máy này.',
  },
  tokens: {
    title: 'Mã truy cập cho phần mềm',
    intro:
      'Phần mềm cầm mã này làm việc thay ông/bà qua giao diện lập trình, trong phạm vi và thời hạn ông/bà chọn. Chỉ đưa cho phần mềm ông/bà tin. Đổi mật khẩu thì mọi mã hết dùng.',
    label: 'Dùng cho việc gì',
    days: 'Dùng trong',
    daysUnit: 'ngày',
    scopes: 'Được làm gì',
    scopesHint: 'Chọn ít nhất có thể. Mã không bao giờ làm được nhiều hơn chính ông/bà.',
    scopesWrong: 'Chọn ít nhất một việc.',
    everything: 'mọi việc ông/bà làm được',
    scopeWords: {
      'meetings:read': 'Xem cuộc họp',
      'files:read': 'Xem việc tải tệp lên',
      'files:write': 'Tải tệp lên',
      'dossiers:read': 'Xem hồ sơ',
      'dossiers:write': 'Nộp và xử lý hồ sơ',
      'dossiers:sign': `Ký và phát hành, chỉ trong ${signingTokenMinutes} phút sau khi tạo mã`,
      'vault:read': 'Xem kho giấy tờ',
      'documents:read': 'Xem văn bản',
      'documents:write': 'Đề nghị thu hồi văn bản',
      'operations-centre:read': 'Xem số liệu điều hành',
      'directives:read': 'Xem nhiệm vụ',
      'directives:write': 'Giao và báo cáo nhiệm vụ',
      'payments:read': 'Xem biên lai và hoàn trả',
      'payments:write': 'Đề nghị hoàn trả',
    },
    create: 'Tạo mã',
    createdTitle: 'Chép mã này ngay, nó chỉ hiện một lần',
    token: 'Mã truy cập',
    none: 'Chưa có mã nào.',
    created: 'Tạo',
    used: 'Dùng lần cuối',
    neverUsed: 'chưa dùng',
    expires: 'Hết hạn',
    end: 'Hủy mã',
    daysWrong: (most: number) => `Ghi số ngày tròn, từ 1 đến ${most}.`,
  },
  agency: {
    title: 'Cơ quan đang làm việc',
    intro: 'Ông/bà được giao việc ở nhiều cơ quan. Chọn nơi đang làm việc; hồ sơ hiện ra là của nơi đó.',
    only: 'Ông/bà được giao việc ở một cơ quan.',
    choose: 'Làm việc cho cơ quan này',
    now: 'Đang làm việc ở đây',
  },
  password: {
    title: 'Đổi mật khẩu',
    current: 'Mật khẩu đang dùng',
    next: 'Mật khẩu mới',
    nextHint:
      'Ít nhất 12 ký tự. Một câu dài dễ nhớ tốt hơn một từ khó. Đừng dùng tên, đơn vị hay dãy số quen thuộc.',
    submit: 'Đổi mật khẩu',
    done: 'Đã đổi mật khẩu. Các phiên ở máy khác và mọi mã truy cập đã kết thúc.',
  },
  signOut: {
    title: 'Đăng xuất',
    ask: 'Kết thúc phiên trên máy này?',
    unsentTitle: 'Còn việc chưa gửi',
    unsent:
      'Những việc dưới đây ông/bà đã viết mà chưa gửi. Chúng được cất kín trên máy chủ, chỉ ông/bà mở được khi đăng nhập lại; người dùng máy này sau ông/bà không xem được.',
    draftOf: (service: string) => `Hồ sơ đang làm: ${service}`,
    typedAt: (page: string) => `${page}: những gì vừa gõ, giữ một ngày`,
    /** What people call the pages where something may wait. */
    pages: {
      dossier: (code: string) => `Hồ sơ ${code}`,
      supplement: (code: string) => `Bổ sung hồ sơ ${code}`,
      withdrawal: (code: string) => `Rút hồ sơ ${code}`,
      application: 'Tờ khai đang làm',
      workList: 'Danh sách hồ sơ của cơ quan',
      newTask: 'Giao nhiệm vụ mới',
      task: 'Nhiệm vụ',
      newAccount: 'Mở tài khoản mới',
      account: 'Tài khoản của một cán bộ',
      administration: 'Trang quản trị',
      ownAccount: 'Tài khoản của ông/bà',
      other: 'Một trang khác',
    },
    submit: 'Đăng xuất',
    stay: 'Ở lại làm tiếp',
  },
  roles: {
    one_stop: 'Một cửa',
    specialist: 'Thẩm định',
    leader: 'Lãnh đạo',
    monitor: 'Giám sát',
    commander: 'Chỉ đạo',
    administrator: 'Quản trị',
    finance: 'Tài chính',
    clerk: 'Văn thư',
    submitter: 'Hệ thống nộp hồ sơ',
  },
  demoProvider: {
    name: 'Tài khoản thử – thay cho VNeID',
    title: 'Chọn tài khoản thử',
    markTitle: 'Đây không phải VNeID.',
    mark: 'Người dưới đây đều hư cấu. Đừng nhập số căn cước hay mật khẩu thật.',
    choose: 'Đăng nhập là',
    type: 'Hoặc nhập số định danh thử',
    idNumber: 'Số định danh (12 số)',
    password: 'Mật khẩu chung của bản thử',
    signIn: 'Đăng nhập',
    cancel: 'Thôi, quay lại Nhịp',
    wrong: 'Số định danh hoặc mật khẩu không đúng. Chọn một người trong danh sách, hoặc nhập lại.',
    errorTitle: 'Lần đăng nhập này đã dừng',
    error: 'Có thể đã quá mười phút, hoặc trang này được mở lại. Hãy bắt đầu lại từ Nhịp.',
    again: 'Bắt đầu lại',
  },
}

export const identityRefusals = {
  'identity.sign_in_needed': 'Đăng nhập để tiếp tục.',
  'identity.citizens_only':
    'Trang này dành cho người dân. Đăng xuất tài khoản cán bộ rồi đăng nhập bằng VNeID.',
  'identity.officers_only': 'Trang này dành cho cán bộ. Đăng nhập bằng tài khoản cán bộ.',
  'identity.role_needed':
    'Ông/bà chưa được giao việc này ở cơ quan đang chọn. Chọn cơ quan khác, hoặc hỏi người quản trị.',
  'identity.confirmation_needed': ({ minutes }) =>
    `Lần xác nhận gần nhất đã quá ${minutes} phút. Xác nhận lại là ông/bà rồi làm tiếp.`,
  'identity.signing_token_needed': ({ minutes }) =>
    `Mã truy cập chỉ ký được trong ${minutes} phút sau khi tạo. Tạo mã mới có quyền ký rồi ký lại.`,
  'identity.not_asked_anew':
    'Nơi đăng nhập chưa hỏi lại ông/bà, nên chúng tôi chưa coi là đã xác nhận. Thử lại; nếu vẫn vậy, gọi tổng đài.',
  'identity.confirmed_by_another':
    'Người vừa xác nhận không phải người đang đăng nhập ở đây, hoặc phiên đã kết thúc. Đăng nhập lại bằng tài khoản của ông/bà.',
  'identity.credentials_wrong': 'Tài khoản hoặc mật khẩu chưa đúng. Kiểm tra phím hoa và bộ gõ rồi nhập lại.',
  'identity.too_many_attempts': ({ seconds }) =>
    `Đã nhập sai nhiều lần. Chờ ${waitWords(Number(seconds))} rồi thử lại.`,
  'identity.too_many_on_new_device': ({ seconds }) =>
    `Tài khoản này đã bị nhập sai nhiều lần. Chờ ${waitWords(Number(seconds))} rồi thử lại. Máy đã từng đăng nhập tài khoản này thì vào được ngay; nếu đang dùng máy mới và cần gấp, nhờ người quản trị cho thử lại.`,
  'identity.account_locked': 'Tài khoản này đang bị khóa. Liên hệ người quản trị để mở.',
  'identity.no_role':
    'Tài khoản này chưa được giao việc ở cơ quan nào. Liên hệ người quản trị để được giao quyền.',
  'identity.sign_in_expired': 'Lần đăng nhập này đã quá mười phút hoặc đã dùng rồi. Đăng nhập lại từ đầu.',
  'identity.code_wrong': 'Mã chưa đúng. Xem giờ trên điện thoại có đúng không, rồi nhập mã đang hiện.',
  'identity.code_used': 'Mã này đã dùng rồi. Chờ ứng dụng hiện mã mới, khoảng nửa phút, rồi nhập lại.',
  'identity.passkey_not_accepted': 'Khóa thiết bị chưa được nhận. Thử lại, hoặc dùng ứng dụng xác thực.',
  'identity.passkey_known': 'Khóa này đã thêm rồi.',
  'identity.second_factor_exists': 'Tài khoản đã có lớp xác nhận thứ hai. Đăng nhập lại và dùng cách đã cài.',
  'identity.last_second_factor':
    'Phải còn ít nhất một cách xác nhận lần hai. Cài cách khác trước rồi hãy bỏ cách này.',
  'identity.provider_unavailable': 'Chưa liên lạc được với nơi đăng nhập. Thử lại sau vài phút.',
  'identity.sign_in_rejected':
    'Nơi đăng nhập trả lời không khớp với yêu cầu, nên chúng tôi không nhận. Đăng nhập lại từ đầu.',
  'identity.sign_in_cancelled': 'Ông/bà đã dừng đăng nhập. Bấm đăng nhập khi muốn làm lại.',
  'identity.claims_name_invalid': (wrong) =>
    `Nơi đăng nhập gửi sang một họ tên chưa ghi nhận được. ${form.name.wrong(wrong as unknown as WrongLetter)} Đề nghị nơi cấp tài khoản sửa lại, hoặc mang thẻ căn cước đến quầy một cửa.`,
  'identity.claims_missing':
    'Tài khoản này chưa chia sẻ số định danh, họ tên hoặc ngày sinh. Đăng nhập lại và đồng ý chia sẻ, hoặc dùng VNeID mức 2.',
  'identity.person_differs':
    'Tài khoản này từng gắn với một số định danh khác. Mang căn cước đến quầy để được kiểm tra.',
  'identity.agency_not_yours': 'Ông/bà chưa được giao việc ở cơ quan này. Chọn cơ quan trong danh sách.',
  'identity.token_not_accepted': 'Mã truy cập không dùng được: sai, hết hạn hoặc đã hủy. Tạo mã mới.',
  'identity.client_not_accepted': 'Mã hoặc khóa của hệ thống chưa đúng.',
  'identity.scope_unknown': 'Phạm vi này không có. Chọn trong danh sách của trang /api/v1.',
  'identity.insufficient_scope': ({ scope }) =>
    `Mã truy cập này không có phạm vi ${scope}. Tạo mã khác có phạm vi ấy.`,
  'identity.staff_only': 'Việc này chỉ dành cho tài khoản cán bộ.',
  'identity.password_wrong': 'Mật khẩu đang dùng chưa đúng. Nhập lại.',
  'identity.password_too_short': 'Chọn mật khẩu dài ít nhất 12 ký tự.',
  'identity.password_common':
    'Mật khẩu này dễ đoán: quá quen thuộc, lặp lại, hoặc chỉ gồm tên, đơn vị và vài con số. Chọn một câu dài của riêng ông/bà.',
  'identity.login_taken': 'Đã có tài khoản với tên này. Chọn tên khác.',
  'identity.account_not_found': 'Không có tài khoản này. Quay lại danh sách và chọn lại.',
  'identity.grant_not_found': 'Không có quyền này. Tải lại trang để xem danh sách mới.',
  'identity.grant_exists': 'Tài khoản đã có quyền này ở cơ quan đó trong thời gian ấy.',
  'identity.provincial_role_elsewhere':
    'Giám sát, chỉ đạo và quản trị chỉ giao ở Ủy ban nhân dân thành phố. Chọn cơ quan đó.',
  'identity.roles_for_staff_only': 'Chỉ giao quyền cho cán bộ hoặc hệ thống, không giao cho người dân.',
  'identity.role_of_another_kind':
    'Hệ thống chỉ được nộp hồ sơ, cán bộ được giao mọi việc khác. Chọn lại việc.',
  'identity.administrator_exists': 'Đã có người quản trị. Nhờ người ấy mở tài khoản và giao quyền.',
  'identity.not_oneself': 'Không tự làm việc này với tài khoản của mình. Nhờ một người quản trị khác.',
} satisfies Refusals

function waitWords(seconds: number): string {
  return seconds < 60 ? `${seconds} giây` : `${Math.ceil(seconds / 60)} phút`
}
