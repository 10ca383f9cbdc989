import { provinceCalled } from '../../province-words.ts'

const named = (name: string, otherwise = 'người này'): string => name || otherwise

const numberProblems: Record<string, string> = {
  'identity.not_digits': 'có ký tự không phải chữ số',
  'identity.wrong_length': 'không đủ 12 chữ số',
  'identity.unknown_province': 'có mã nơi đăng ký không tồn tại',
  'identity.unknown_century': 'có mã thế kỷ không tồn tại',
  'identity.wrong_birth_year': 'mang năm sinh khác năm đã khai',
  'identity.wrong_gender': 'mang giới tính khác',
}

const register = `Kho dữ liệu của ${provinceCalled}`

/** What must be so before anything is signed, as an officer works through it. */
export const checks = {
  title: 'Kiểm tra trước khi ký',
  lead: (left: number, all: number) =>
    left === 0
      ? `Đã kiểm tra xong ${all} việc.`
      : `Còn ${left} trong ${all} việc phải kiểm tra trước khi trình ký.`,
  /** Once the result is signed, as each stood then. */
  signedOn: (count: number, at: string) => `${count} việc như đã thấy khi ký, lúc ${at}.`,
  /** Of a result signed before that was kept. */
  lookedUp: (count: number) => `Cán bộ đã tra cứu và ghi ${count} việc trước khi ký.`,
  states: {
    holds: 'Đúng',
    ticked: 'Cán bộ đã tra cứu, đúng',
    explained: 'Không đúng, đã giải trình',
    toCheck: 'Phải tra cứu',
    toExplain: 'Không đúng, phải giải trình',
    unlawful: 'Trái luật, không ký được',
    later: 'Xét khi có nội dung quyết định',
  },
  later: (count: number) => `${count} việc xét khi có nội dung quyết định`,
  foundBy: 'Chương trình thấy',
  clause: 'Căn cứ',
  notEstablished: 'chưa đối chiếu với văn bản',
  verdict: 'Kết quả tra cứu',
  right: 'Đã tra cứu, đúng',
  wrong: 'Không đúng',
  reason: 'Ghi chú',
  reasonHint: 'Bắt buộc khi không đúng: nêu điều đã thấy, ở đâu, và vì sao vẫn ký được nếu luật cho phép.',
  explain: 'Lý do vẫn giải quyết',
  mark: 'Ghi kết quả tra cứu',
  clear: (count: number) => `${count} việc đã rõ`,
  again: 'Tra cứu lại',
  markedBy: (name: string, at: string) => `${name}, ${at}`,
  stale: 'Đã tra cứu trước khi nội dung này thay đổi: tra cứu lại.',
  useAsReason: 'Không giải quyết vì lý do này',
  nothingChosen: 'Chọn kết quả tra cứu của ít nhất một việc.',
  declineReason: (title: string, found: string, clause: string) =>
    `${title}: ${found || 'không đúng'}${/[.!?]$/.test(found) ? '' : '.'} Căn cứ: ${clause}.`,

  divorce: {
    title: 'Ghi chú ly hôn vào sổ hộ tịch',
    lead: 'Khi có bản án, quyết định ly hôn đã có hiệu lực. Hôn nhân trong sổ chỉ chấm dứt khi cán bộ khác xem giấy và xác nhận; khi đó hai bên được báo.',
    marriage: 'Hôn nhân của',
    court: 'Tòa án',
    judgment: 'Số bản án, quyết định',
    judgedOn: 'Ngày bản án, quyết định',
    source: 'Nguồn',
    sourceHint: 'Giấy đã xem hoặc cơ sở dữ liệu đã tra cứu, ví dụ: Bản chính quyết định xuất trình tại quầy.',
    do: 'Ghi chú ly hôn',
    of: ([one = '', other = '']: readonly string[], number: string, on: string, court: string) =>
      `${one} – ${other}, bản án, quyết định số ${number} ngày ${on} của ${court}`,
    waits: 'chờ cán bộ khác xác nhận',
    told: (untold: readonly string[]) =>
      untold.length === 0
        ? 'đã báo cả hai bên'
        : `chưa báo được ${untold.join(' và ')}: không có tài khoản, cơ quan báo bằng cách khác`,
    confirm: {
      title: 'Xác nhận ghi chú ly hôn',
      lead: 'Người khác với người đã ghi chú xem bản án, quyết định rồi xác nhận: hôn nhân trong sổ chấm dứt, hai bên được kết hôn lại và được báo.',
      do: 'Xác nhận, chấm dứt hôn nhân trong sổ',
    },
    undo: {
      title: 'Hủy ghi chú ly hôn ghi nhầm',
      lead: 'Người khác với người đã ghi chú hủy, có lý do: hôn nhân trong sổ còn hiệu lực như trước. Ghi chú chưa xác nhận thì ai cũng hủy được. Ghi chú đã hủy vẫn được giữ.',
      divorce: 'Ghi chú ly hôn',
      reason: 'Vì sao ghi chú sai',
      do: 'Hủy ghi chú',
    },
  },

  register,
  registerOn: (source: string, day: string) => `${register} (nguồn: ${source}), ngày ${day}`,
  dossiers: 'Hồ sơ đang giải quyết',
  form: 'Tờ khai',
  number: 'Số định danh cá nhân',
  vault: 'Kho giấy tờ',
  calendar: 'Lịch làm việc',
  counter: 'Bộ phận một cửa',
  signedIn: 'Tài khoản đã đăng nhập',

  found: {
    name: 'họ tên',
    birthDate: 'ngày sinh',
    sex: 'giới tính',
    entry: (number: string, day: string, agency: string) => `số ${number} ngày ${day} của ${agency}`,
    personUnknown: (name: string) => `Kho dữ liệu chưa có số định danh của ${named(name)}.`,
    noNumber: (name: string) => `Tờ khai không có số định danh của ${named(name)}.`,
    formerNumber: 'Số định danh đã khai là số cũ, người này nay có số khác.',
    same: (name: string) => `Dữ liệu của ${named(name)} khớp.`,
    differs: (name: string, what: readonly string[]) =>
      `Số định danh này trong kho dữ liệu có ${what.join(', ')} khác với tờ khai của ${named(name)}.`,
    deathEntered: (name: string, entry: string) => `${named(name)} đã được đăng ký khai tử, ${entry}.`,
    died: (name: string, on: string) => `Kho dữ liệu ghi ${named(name)} đã chết ngày ${on}.`,
    alive: (name: string) => `Kho dữ liệu không ghi ${named(name)} đã chết.`,
    marriageEntered: (name: string, entry: string) =>
      `${named(name)} đã đăng ký kết hôn với người khác, ${entry}.`,
    married: (name: string) => `Kho dữ liệu ghi ${named(name)} đang có vợ hoặc chồng.`,
    tiesUnknown: (name: string) => `Kho dữ liệu không có thông tin hôn nhân của ${named(name)}.`,
    unmarried: (name: string) => `Kho dữ liệu không ghi ${named(name)} đang có vợ hoặc chồng.`,
    marriageFound: (entry: string) => `Hai người đã đăng ký kết hôn, ${entry}.`,
    marriedTogether: 'Kho dữ liệu ghi hai người là vợ chồng.',
    marriedToAnother: (name: string) => `Kho dữ liệu ghi ${named(name)} là vợ hoặc chồng của người khác.`,
    ended: {
      divorce: (name: string, number: string, on: string, court: string) =>
        `${named(name)} đã ly hôn theo bản án, quyết định số ${number} ngày ${on} của ${court}.`,
      death: (name: string, number: string, on: string, agency: string) =>
        `${named(name)}: hôn nhân chấm dứt do vợ hoặc chồng chết, trích lục khai tử số ${number} ngày ${on} của ${agency}.`,
    },
    noEndKnown: (name: string) => `Kho dữ liệu không ghi hôn nhân của ${named(name)} chấm dứt.`,
    endedOtherwise: (said: string) => `Số, ngày đã khai khác với sổ. ${said}`,
    marriageNotFound: 'Kho dữ liệu không có việc kết hôn của hai người.',
    kin: {
      parent: 'Hai người là cha, mẹ và con.',
      directLine: 'Hai người có cùng dòng máu về trực hệ.',
      siblings: 'Hai người là anh chị em có chung cha hoặc mẹ, trong phạm vi ba đời.',
      uncleOrAunt: 'Hai người là bác, chú, cậu, cô, dì và cháu, trong phạm vi ba đời.',
      cousins: 'Hai người là anh chị em con chú, con bác, con cô, con cậu hoặc con dì, trong phạm vi ba đời.',
      distant: 'Cha mẹ, ông bà hai bên đều có trong kho dữ liệu, không ai chung.',
    } as Record<string, string>,
    ancestorsUnknown: 'Kho dữ liệu không đủ cha mẹ, ông bà của hai người.',
    anotherParent: (gender: string) =>
      gender === 'male'
        ? 'Kho dữ liệu ghi cha của người con là người khác.'
        : 'Kho dữ liệu ghi mẹ của người con là người khác.',
    parentUnknown: 'Kho dữ liệu không ghi cha hoặc mẹ của người con.',
    livesThere: (name: string) => `${named(name)} cư trú tại nơi này.`,
    livesElsewhere: (names: readonly string[]) =>
      `Kho dữ liệu ghi ${names.map((name) => named(name)).join(', ')} cư trú ở nơi khác.`,
    residenceUnknown: (name: string) => `Kho dữ liệu không ghi nơi cư trú của ${named(name)}.`,
    registeredBefore: (entry: string) => `Đã đăng ký, ${entry}.`,
    askedElsewhere: (code: string, agency: string) =>
      `Hồ sơ ${code} về cùng việc này đang giải quyết ở ${agency}.`,
    nothingToFindBy: 'Tờ khai không đủ thông tin để tìm trong kho dữ liệu.',
    notRegisteredHere: 'Kho dữ liệu của địa phương không có; nơi khác có thể đã đăng ký.',
    ownerUnknown: 'Chưa rõ người này trong kho dữ liệu để xem giấy đã cấp.',
    noOther: 'Kho dữ liệu của địa phương không có giấy còn hạn cho cùng mục đích; nơi khác có thể đã cấp.',
    other: (number: string, on: string, until: string | null) =>
      `Đã cấp giấy số ${number} ngày ${on} cho cùng mục đích${until ? `, còn hạn đến ${until}` : ''}.`,
    businessUnknown: 'Sổ của địa phương không có hộ kinh doanh mã số này; nơi khác có thể đã đăng ký.',
    ownsIt: (name: string, entry: string) => `${named(name)} đứng tên hộ kinh doanh này, ${entry}.`,
    ownedByAnother: (name: string, entry: string) =>
      `Hộ kinh doanh mã số này do người khác đứng tên, không phải ${named(name)}, ${entry}.`,
    diedThen: (name: string, on: string) =>
      `Kho dữ liệu ghi ${named(name)} đã chết ngày ${on}, đúng như tờ khai.`,
    notDied: (name: string) =>
      `Kho dữ liệu không ghi ${named(name)} đã chết; nơi khác có thể đã đăng ký khai tử.`,
    inRegister: (entries: readonly (readonly [label: string, notes: string])[]) =>
      `Có trong sổ: ${entries.map(([label, notes]) => (notes ? `${label} (Ghi chú: ${notes})` : label)).join('; ')}.`,
    notInRegister: 'Không có trong sổ của hệ thống: tra cứu cơ sở dữ liệu hộ tịch điện tử hoặc sổ giấy.',
    entryEnded: (label: string, on: string) =>
      `Việc này đã bị hủy: ${label}, giấy đã thu hồi ngày ${on}. Không cấp bản sao.`,
    sameAsRegister: 'Họ tên và ngày sinh trong tờ khai khớp với sổ.',
    registerSays: (said: string) => `Sổ ghi khác tờ khai: ${said}.`,
    nothingToCompare: 'Chưa có việc nào trong sổ để so.',
    similar: (entry: string, on: string) =>
      `Có đăng ký gần giống, ${entry}${on ? `, về người sinh ngày ${on}` : ''}.`,
    motherWithoutNumber: 'Không tìm được con khác của cùng người mẹ khi mẹ không có số định danh.',
    nothingSimilar: 'Kho dữ liệu không có đăng ký nào gần giống.',
    answersFit: 'Các mục đã khai phù hợp.',
    answersDoNotFit: 'Các mục đã khai không phù hợp.',
    answersMissing: 'Chưa đủ mục để so.',
    number: (name: string, problems: readonly string[]) =>
      `Số định danh của ${named(name)} ${problems.map((problem) => numberProblems[problem] ?? problem).join(', ')}.`,
    numberFits: (name: string) => `Số định danh của ${named(name)} khớp giới tính và năm sinh.`,
    sexUnknown: (name: string) => `Chưa rõ giới tính của ${named(name)}.`,
    applicantIs: (name: string) => `Người nộp là ${named(name)}.`,
    applicantHasPaper: 'Người nộp đã kèm giấy tờ cho việc làm thay; xem giấy đó.',
    applicantUnknown: 'Tờ khai không có số định danh để so với người nộp.',
    applicantIsAnother: 'Người nộp không phải là người được làm thủ tục này và không kèm giấy ủy quyền.',
    seenAtCounter: 'Người nộp có mặt tại bộ phận một cửa.',
    levelUnknown: 'Không rõ mức tài khoản định danh của người nộp.',
    level: (level: number) => `Đăng nhập bằng tài khoản định danh mức ${level}.`,
    levelTooLow: (level: number, needed: number) =>
      `Đăng nhập bằng tài khoản định danh mức ${level}, thủ tục này cần mức ${needed}.`,
    paperMissing: (name: string) => `Chưa nộp ${name}.`,
    paperUnknown: (name: string) => `${name} là tệp tải lên, chương trình không biết nguồn gốc.`,
    paperRevoked: (name: string, number: string, on: string) =>
      `${name}${number ? ` số ${number}` : ''} đã bị thu hồi${on ? ` ngày ${on}` : ''}.`,
    paperIsCopy: (number: string) =>
      `Tệp đã nộp là bản sao chứng thực${number ? ` số ${number}` : ''}, không phải bản chính.`,
    paperReplaced: (name: string, number: string, by: string) =>
      `${name}${number ? ` số ${number}` : ''} đã được thay thế bởi số ${by}.`,
    paperOfAnotherKind: (name: string) => `Giấy đã nộp không phải ${name}.`,
    paperOfAnother: (name: string, person: string) =>
      `${name} là giấy của người khác, không phải của ${named(person)}.`,
    paperOwnerUnknown: (name: string, person: string) =>
      `Chưa rõ ${name} có phải của ${named(person)} không.`,
    paperTooOld: (name: string, on: string, months: number) =>
      `${name} cấp ngày ${on}, đã quá ${months} tháng.`,
    paperToLookAt: (name: string, number: string) =>
      `${name}${number ? ` số ${number}` : ''} do cơ quan ở đây cấp, chưa bị thu hồi; xem có đúng loại không.`,
    paperStands: (name: string, number: string) => `${name}${number ? ` số ${number}` : ''} còn giá trị.`,
    noDay: 'Tờ khai không có ngày này.',
    dayPast: (day: string) => `Ngày ${day} đã qua.`,
    dayTooFar: (day: string) => `Lịch làm việc chưa có ngày ${day}.`,
    dayOff: (day: string, why: string) => `Ngày ${day} cơ quan không làm việc: ${why}.`,
    dayAfterLimit: (day: string, last: string) => `Ngày ${day} sau hạn ${last}.`,
    noPause: 'Kho dữ liệu không ghi đợt tạm ngừng nào chưa kết thúc; nơi khác có thể có.',
    paused: (from: string, to: string, number: string) =>
      `Hộ kinh doanh đã đăng ký tạm ngừng từ ngày ${from} đến hết ngày ${to}, giấy xác nhận số ${number}.`,
    workingDay: (day: string) => `Ngày ${day} cơ quan làm việc.`,
  },
}
