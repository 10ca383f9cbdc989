import type { Refusals } from '../refusals.ts'

/** `isData`: the province's own words, Vietnamese in every language. */
interface Remark {
  text: string
  isData: boolean
}

/** Public services: the list, one service, and when something is asked for. */
export const catalogue = {
  list: {
    title: 'Dịch vụ',
    all: 'Tất cả',
    fields: 'Lĩnh vực',
    count: (count: number) => `${count} dịch vụ`,
    countIn: (count: number, field: string) => `${count} dịch vụ về ${field}`,
    clear: 'Bỏ tìm, xem tất cả',
  },
  service: {
    start: 'Bắt đầu nộp hồ sơ',
    signInFirst: 'Ông/bà sẽ được mời đăng nhập.',
    when: 'Khi nào có',
    fee: 'Lệ phí',
    how: 'Cách nộp',
    where: 'Ai giải quyết',
    prepare: 'Ông/bà cần chuẩn bị',
    nothingToPrepare: 'Không cần giấy tờ nào. Ông/bà chỉ trả lời các câu hỏi.',
    formats: 'Ảnh chụp rõ bốn góc hoặc tệp PDF, mỗi tệp dưới 50 MB.',
    notNeeded: 'Ông/bà không phải nộp',
    showAtCounter: 'Chỉ xuất trình khi đến quầy.',
    mayBeKnown:
      'Khi ông/bà đăng nhập, điều nào dưới đây đã có trong cơ sở dữ liệu của Nhà nước thì được điền sẵn, ông/bà chỉ xem lại.',
    knownDetail:
      'Những điều sau đã có trong cơ sở dữ liệu của Nhà nước. Chúng tôi điền sẵn, ông/bà chỉ xem lại.',
    conditions: 'Điều kiện',
    steps: 'Các bước',
    firstStep: 'Trả lời câu hỏi và gửi',
    firstStepDetail: 'Ông/bà có thể dừng và làm tiếp sau, trên máy khác cũng được.',
    lastStep: 'Nhận kết quả',
    lastStepDetail: (result: string) => `${result}, trong mục Giấy tờ của tôi.`,
    together: 'Cùng giải quyết',
    legalBasis: 'Căn cứ pháp lý',
    result: 'Kết quả',
    code: (code: string, from: string) => `Mã thủ tục ${code} · bản có hiệu lực từ ${from}`,
    officialName: (name: string) => `Tên trong danh mục: ${name}`,
    sameDay: 'Trong ngày',
    workingHours: (hours: number) => `${hours} giờ làm việc`,
    workingDays: (days: number) => `${days} ngày làm việc`,
    calendarDays: (days: number) => `${days} ngày`,
    free: 'Không mất tiền',
    feeUnknown: 'Mức thu báo khi tiếp nhận',
    feeDepends: 'Tùy trường hợp',
    byChannel: 'Tùy cách nộp',
    eachPage: (amount: string) => `${amount} mỗi trang`,
    waived: (reason: string): Remark[] => [{ text: `Miễn: ${reason}`, isData: true }],
    /** One fee: what it is called, how much it is, and when and by which rule it is asked for. */
    feeOf: (name: string, amount: string, about: string): Remark[] => [
      { text: `${name}: ${amount}. ${about}`.trim(), isData: true },
    ],
    wholeOnline: 'Qua mạng, không phải đến nơi',
    partlyOnline: 'Nộp qua mạng, có bước phải đến nơi',
    orAtCounter: 'Cũng nộp được tại quầy của Trung tâm Phục vụ hành chính công',
    orByPost: 'Cũng nộp được qua bưu chính công ích',
    onlyInOutage: (ways: string) => `Chỉ nộp ${ways} khi có sự cố khách quan, đột xuất`,
    nextRound: (day: string) => `Nộp hôm nay thì vào đợt rà soát bắt đầu ngày ${day}`,
    notOnline: 'Thủ tục này không nhận hồ sơ trực tuyến.',
    commune: 'Ủy ban nhân dân phường, xã',
    provinceAgency: 'Cơ quan của thành phố',
    onlyWhen: (condition: string) => `Nếu ${condition}.`,
    notRequired: 'Không bắt buộc.',
    reusable: 'Đã có trong Giấy tờ của tôi thì không phải nộp lại.',
  },
  /** What of a service is established or not, inside a sentence. */
  figures: {
    code: 'mã và tên thủ tục',
    level: 'mức độ trực tuyến',
    channels: 'cách nộp',
    time: 'thời hạn',
    fees: 'phí, lệ phí',
    papers: 'thành phần hồ sơ',
    steps: 'các bước',
    signer: 'người ký kết quả',
    form: 'mẫu kết quả',
    basis: 'căn cứ pháp lý',
    checks: 'những điều phải kiểm tra',
  } as Record<string, string>,
  /** Said where an old code was typed or opened. */
  replaced: (old: string, code: string) => `Mã ${old} đã thay bằng ${code}`,
  replacedSince: (day: string, basis: string) => `từ ngày ${day}, theo ${basis}.`,
  /** A figure in one line that nobody has found in its text yet. */
  notCompared: (figure: string) => `${figure} (chưa đối chiếu)`,
  /** Beside a figure nobody has found in its text yet. */
  notEstablished: {
    code: 'Mã và tên thủ tục chưa đối chiếu với văn bản gốc.',
    how: 'Cách nộp chưa đối chiếu với văn bản gốc; hỏi bộ phận một cửa trước khi đến hoặc gửi.',
    time: 'Thời hạn này chưa đối chiếu với văn bản gốc; hỏi bộ phận một cửa trước khi hẹn việc khác theo ngày này.',
    fees: 'Mức thu này chưa đối chiếu với văn bản gốc; hỏi bộ phận một cửa trước khi nộp tiền.',
    papers:
      'Thành phần hồ sơ chưa đối chiếu với văn bản gốc; hỏi bộ phận một cửa trước khi chuẩn bị giấy tờ mất tiền.',
    steps: 'Các bước chưa đối chiếu với văn bản gốc; hỏi bộ phận một cửa trước khi đi lại.',
    signer: 'Người ký kết quả chưa đối chiếu với văn bản gốc.',
    form: 'Mẫu của kết quả chưa đối chiếu với văn bản gốc; hỏi nơi sẽ dùng trước khi nộp.',
    basis: 'Căn cứ pháp lý chưa đối chiếu với văn bản gốc; hỏi bộ phận một cửa trước khi viện dẫn.',
  },
  condition: {
    and: ' và ',
    or: ' hoặc ',
    yes: 'Có',
    no: 'Không',
    not: (condition: string) => `không ${condition}`,
    is: (question: string, answer: string) => `trả lời “${question}” là ${answer}`,
    present: (question: string) => `có trả lời “${question}”`,
    atLeast: (question: string, count: number) => `“${question}” từ ${count} trở lên`,
    notAbove: (question: string, limit: string) => `“${question}” không quá ${limit}`,
    notBelow: (question: string, limit: string) => `“${question}” không dưới ${limit}`,
    before: (one: string, other: string, days: number) =>
      days === 1 ? `${one} trước ${other}` : `${one} trước ${other} từ ${days} ngày trở lên`,
    aged: (born: string, on: string, atLeast: number | undefined, below: number | undefined) =>
      [
        `tuổi theo “${born}” tính đến ${on}`,
        atLeast === undefined ? '' : `từ ${atLeast} trở lên`,
        below === undefined ? '' : `dưới ${below}`,
      ]
        .filter(Boolean)
        .join(' '),
    since: (question: string, day: string) => `“${question}” từ ${day}`,
    same: (one: string, other: string) => `“${one}” giống “${other}”`,
    sameSurname: (one: string, other: string) => `“${one}” cùng họ với “${other}”`,
    matches: (question: string) => `“${question}” ghi đúng mẫu`,
    distinct: (questions: string) => `${questions} không trùng nhau`,
    items: (group: string, such: string, atLeast: number | undefined, atMost: number | undefined) =>
      [
        `“${group}” có`,
        atLeast === undefined ? '' : `ít nhất ${atLeast}`,
        atMost === undefined ? '' : `nhiều nhất ${atMost}`,
        `dòng mà ${such}`,
      ]
        .filter(Boolean)
        .join(' '),
    sum: (question: string, atLeast: string | undefined, atMost: string | undefined) =>
      [
        `tổng “${question}”`,
        atLeast === undefined ? '' : `không dưới ${atLeast}`,
        atMost === undefined ? '' : `không quá ${atMost}`,
      ]
        .filter(Boolean)
        .join(' '),
    facts: {
      'filing.channel': 'cách nộp',
      'filing.on': 'ngày nộp',
      'filing.year': 'năm nộp',
      today: 'hôm nay',
    } as Record<string, string>,
    channels: { online: 'trực tuyến', counter: 'tại quầy', post: 'qua bưu điện' } as Record<string, string>,
  },
}

export const catalogueRefusals = {
  'catalogue.service_not_found':
    'Không có thủ tục này hoặc thủ tục đã ngừng tiếp nhận. Tìm lại theo tên việc ông/bà cần làm.',
  'catalogue.service_replaced': ({ code, replacedBy, since, basis }) =>
    `Mã ${code} đã thay bằng ${replacedBy} từ ngày ${String(since).split('-').reverse().join('/')}, theo ${basis}. Mở thủ tục mang mã ${replacedBy}.`,
} satisfies Refusals
