import { formatDong } from '../../money.ts'
import type { Refusals } from '../refusals.ts'

/** Quy chế văn bản của cơ quan: who looks at a document before it is signed, who seals it, which book numbers it and for how long. */
export const rules = {
  title: 'Quy chế văn bản của cơ quan',
  lead: 'Văn bản đi qua ai trước khi ký, ai đóng dấu, lấy số ở sổ nào và giữ số bao lâu, theo quy định của cơ quan từng ngày. Chỗ nào cơ quan chưa quy định thì theo quy chế chung của tỉnh, thành phố.',
  order:
    'Ở mỗi mục xét từ trên xuống, gặp quy định đầu tiên hợp với văn bản thì theo. Quy định của cơ quan xét trước quy chế chung; trong đó quy định nêu số tiền xét trước, rồi đến độ khẩn, rồi đến loại văn bản; ngang nhau thì quy định ghi sau xét trước.',
  kept: 'Văn bản đã trình giữ quy định lúc trình; số đã lấy giữ theo quy định của ngày lấy. Quy định chỉ thêm hoặc cho hết hiệu lực, từ hôm nay trở đi; ngày đã qua giữ nguyên.',
  day: 'Xem ngày',

  badDay: 'Ngày không đọc được, trang này theo ngày hôm nay.',
  inForce: (day: string) => `Quy định áp dụng ngày ${day}`,
  /** What goes where no rule is about it. */
  noneOf: {
    route: 'Ngày này không có quy định: văn bản trình thẳng người ký.',
    seal: 'Ngày này không có quy định: dấu đóng ngay khi ký.',
    register: 'Ngày này không có quy định: mỗi loại văn bản một sổ riêng.',
    hold: 'Ngày này không có quy định: số giữ đến hết ngày lấy.',
  },
  others: 'Quy định của cơ quan không áp dụng ngày này',
  columns: { about: 'Văn bản', says: 'Quy định', days: 'Hiệu lực', act: 'Việc' },
  abouts: {
    route: 'Duyệt trước khi ký',
    seal: 'Đóng dấu',
    register: 'Sổ lấy số',
    hold: 'Thời hạn giữ số',
  },
  booksCommon:
    'Sổ lấy số theo quy chế chung của tỉnh, thành phố. Đổi sổ giữa năm làm đứt dãy số, nên không thêm ở đây.',
  book: (name: string) => `Lấy số: ${name}`,
  bookOfType: (type: string) => `Lấy số: sổ riêng của loại ${type}`,
  ownBook: 'Lấy số: mỗi loại văn bản một sổ riêng',
  held: (days: number) =>
    `Giữ số ${days === 0 ? 'đến hết ngày lấy' : `${days} ngày làm việc sau ngày lấy`}; quá hạn mà người ký chưa xác nhận thì số để trống`,
  everyType: 'Mọi loại văn bản',
  urgent: (degrees: string) => `độ khẩn: ${degrees}`,
  amounts: (from: number | null, to: number | null) =>
    to === null
      ? `chi từ ${formatDong(from ?? 0)}`
      : from === null
        ? `chi dưới ${formatDong(to)}`
        : `chi từ ${formatDong(from)} đến dưới ${formatDong(to)}`,
  own: 'Của cơ quan',
  common: 'Quy chế chung',
  straight: 'Trình thẳng người ký',
  step: (kind: string, who: string) => `${kind}: ${who}`,
  standIn: (who: string) => `vắng thì ${who}`,
  within: (days: number) => (days === 0 ? 'trong 2 giờ làm việc' : `trong ${days} ngày làm việc`),
  noPosition: 'chức vụ cơ quan chưa có',
  vacant: 'bỏ qua: chưa có người giữ chức vụ này',
  signs: (who: string) => `Người ký: ${who}`,
  anySigner: 'Người ký: ai có thẩm quyền theo luật',
  seals: {
    at_once: 'Dấu đóng ngay khi ký',
    by_clerk: 'Văn thư đóng dấu sau khi ký',
  } as Record<string, string>,
  from: (day: string) => `từ ${day}`,
  until: (from: string, end: string) => `từ ${from}, hết hiệu lực từ ${end}`,
  madeBy: (who: string, moment: string) => `${who} ghi lúc ${moment}`,
  endedBy: (who: string, moment: string) => `${who} cho hết hiệu lực lúc ${moment}`,
  end: 'Cho hết hiệu lực',
  endOf: (what: string) => `Cho hết hiệu lực: ${what}`,
  endFrom: 'Hết hiệu lực từ ngày',

  try: {
    title: 'Thử: văn bản đi qua ai?',
    type: 'Loại văn bản',
    urgency: 'Độ khẩn',
    amount: 'Số tiền chi (đồng)',
    amountHint: 'Để trống nếu không chi tiền.',
    go: 'Xem luồng trình',
    badAmount: 'Số tiền chỉ gồm chữ số, ví dụ 500.000.000. Luồng dưới đây tính như không chi tiền.',
    result: (type: string, urgency: string, day: string) => `${type}, ${urgency}, ngày ${day}`,
    byOwn: 'Theo quy định của cơ quan.',
    byCommon: 'Theo quy chế chung: cơ quan chưa có quy định cho văn bản này.',
    byNone: 'Chưa có quy định nào cho văn bản này.',
  },

  make: {
    route: 'Thêm quy định về duyệt trước khi ký',
    seal: 'Thêm quy định về đóng dấu',
    hold: 'Thêm quy định về thời hạn giữ số',
    holdDays: 'Giữ số mấy ngày làm việc sau ngày lấy',
    holdHint:
      'Ghi 0 là giữ đến hết ngày lấy. Chỉ tính cho số lấy từ ngày áp dụng trở đi; không giữ số nào qua năm.',
    badHold: (most: number) => `Nhập số ngày làm việc, từ 0 đến ${most}.`,
    onlyHead: 'Người đứng đầu cơ quan hoặc cấp phó ký thay (KT.) thêm quy định hoặc cho hết hiệu lực.',
    types: 'Loại văn bản',
    typesHint: 'Không chọn loại nào thì áp dụng cho mọi loại.',
    urgencies: 'Độ khẩn',
    urgenciesHint: 'Không chọn thì áp dụng cho mọi độ khẩn, kể cả hỏa tốc.',
    amountFrom: 'Chi từ (đồng)',
    amountTo: 'Chi dưới (đồng)',
    amountHint: 'Để trống nếu quy định không theo số tiền.',
    validFrom: 'Áp dụng từ ngày',
    step: (at: number) => `Bước ${at}`,
    kind: 'Việc',
    position: 'Chức vụ',
    noStep: 'Không có bước này',
    standIn: 'Người thay khi vắng',
    noStandIn: 'Người được cử khi báo vắng; không có thì ai có thẩm quyền ký',
    days: 'Số ngày làm việc',
    daysHint: '0 là trong 2 giờ làm việc.',
    direct: 'Không qua bước nào: trình thẳng người ký',
    signers: 'Ai ký',
    signersHint: 'Không chọn thì ai có thẩm quyền theo luật cũng ký được.',
    sealBy: 'Đóng dấu',
    save: 'Thêm quy định',
  },
  done: {
    make: 'Đã thêm quy định.',
    end: 'Đã ghi ngày hết hiệu lực. Văn bản đã trình vẫn theo quy định lúc trình.',
  } as Record<string, string>,
}

const whyNot: Record<string, string> = {
  past: 'Chọn ngày từ hôm nay trở đi: ngày đã qua giữ nguyên quy định của ngày ấy.',
  amounts: 'Số tiền “chi dưới” phải lớn hơn số tiền “chi từ”.',
  steps: 'Chọn chức vụ cho ít nhất một bước, hoặc đánh dấu “Không qua bước nào”.',
  position: 'Ngày ấy cơ quan không có chức vụ đã chọn. Mở lại trang rồi chọn chức vụ khác.',
  stand_in: 'Người thay phải giữ chức vụ khác ở cùng đơn vị với người được thay.',
  signer: 'Người ký phải giữ chức vụ có thẩm quyền ký của cơ quan.',
  ended: 'Quy định này đã hết hiệu lực từ ngày ấy hoặc sớm hơn.',
}

export const rulesRefusals = {
  'documents.rule_not_possible': ({ why, most }) =>
    why === 'many'
      ? `Cơ quan đã có ${Number(most) || 100} quy định chưa hết hiệu lực nên không thêm được. Cho hết hiệu lực những quy định không còn dùng, rồi thêm lại.`
      : (whyNot[String(why)] ?? 'Quy định này không ghi được. Xem lại từng mục.'),
  'documents.rules_of_head':
    'Chỉ người đứng đầu cơ quan hoặc cấp phó ký thay (KT.) thêm quy định, cho hết hiệu lực. Người ký thừa lệnh, thừa ủy quyền báo người ấy khi cần đổi.',
  'documents.rule_not_found': 'Không có quy định này của cơ quan. Mở lại trang để xem.',
} satisfies Refusals
