import { formatNumber } from '../../money.ts'
import type { ConditionWords, Details } from './words.ts'

const stages: [string, string][] = [
  ['signature', 'đã xác nhận nhưng chưa ký xong'],
  ['reading', 'gửi đến nhưng chưa được đọc'],
  ['mark', 'đã vào sổ nhưng chưa có dấu ĐẾN'],
  ['sending', 'đã ban hành nhưng chưa đến nơi nhận'],
  ['search', 'vừa thay đổi nhưng chưa tìm thấy được'],
]

const exchangeProblems: Record<string, string> = {
  unreachable: 'không nối được tới trục',
  too_slow: 'trục không trả lời kịp',
  not_taken: 'có văn bản chưa lấy về được',
  not_read: 'chương trình không đọc trục nữa',
  not_acknowledged: 'đã lấy về nhưng chưa báo nhận được cho trục',
}

const number = (value: unknown) => formatNumber(Number(value))
const minutes = ({ seconds }: Details) => number(Math.max(1, Math.round(Number(seconds) / 60)))

export const documentConditionNames = {
  documents: 'Văn bản chờ chương trình',
  exchange: 'Trục liên thông văn bản',
  mailboxes: 'Hộp thư của cơ quan',
  reminders: 'Nhắc hạn văn bản đến',
}

/** What of documents operators are told. */
export const documentConditions: Record<string, ConditionWords> = {
  'documents.in_time': { is: 'Văn bản được ký, đọc, đóng dấu, gửi đi và tìm được đúng lúc.' },
  'documents.late': {
    is: (details) => {
      const late = stages.flatMap(([stage, words]) =>
        Number(details[stage]) > 0 ? [`${number(details[stage])} văn bản ${words}`] : [],
      )
      return `${late.join('; ')}; lâu nhất đã ${minutes(details)} phút.`
    },
    todo: 'Không văn bản nào mất, số đã cấp vẫn giữ; chương trình tự làm tiếp mỗi phút. Xem tiến trình nền có chạy không, khóa ký và ổ đĩa có dùng được không; lý do ở log/worker.log.',
  },
  'documents.flawed': {
    is: ({ count }) =>
      `Trong bảy ngày qua, ${number(count)} tệp đã ký, đóng dấu không đạt chuẩn lưu trữ PDF/A-2a. Chữ ký và số vẫn có giá trị.`,
    todo: 'Mở Quản trị, Sự kiện, tìm “Tệp đã ký không đạt chuẩn lưu trữ PDF/A”: mỗi dòng ghi văn bản và điều của ISO 19005-2 chưa đạt. Báo nhà phát triển kèm dòng ấy.',
  },
  'exchange.unread': { is: 'Chưa nhận lần nào từ trục liên thông văn bản.' },
  'exchange.read': {
    is: ({ seconds }) =>
      `Văn bản trên trục liên thông đã nhận hết; lần gần nhất cách đây ${number(seconds)} giây.`,
  },
  'exchange.behind': {
    is: (details) => {
      const problem = exchangeProblems[String(details.problem)]
      return `${minutes(details)} phút rồi chưa nhận hết văn bản từ trục liên thông${problem ? `: ${problem}` : ''}.`
    },
    todo: 'Văn bản chưa nhận vẫn nằm ở trục, không văn bản nào mất hay nhận hai lần; mỗi phút chương trình tự nhận lại. Xem đường nối tới trục, ổ đĩa và log/worker.log.',
  },
  'mailboxes.read': {
    is: ({ all }) =>
      Number(all) === 0 ? 'Chưa cơ quan nào nối hộp thư.' : `${number(all)} hộp thư, hộp nào cũng đọc được.`,
  },
  'mailboxes.unread': {
    is: (details) =>
      `${number(details.count)} trong ${number(details.all)} hộp thư không đọc được, lâu nhất đã ${minutes(details)} phút.`,
    todo: 'Văn thư của cơ quan mở Văn bản đến, Hộp thư để xem lý do: mật khẩu, địa chỉ hay chứng thư. Thư vẫn nằm ở máy chủ thư, không thư nào mất.',
  },
  'mailboxes.not_fetched': {
    is: ({ count }) =>
      `${number(count)} thư gửi đến cơ quan tải mấy lần đều đứt giữa chừng, nên chưa có tệp.`,
    todo: 'Xem đường nối tới máy chủ thư, rồi văn thư của cơ quan mở thư ấy ở Văn bản đến, bấm Tải lại thư; không cần nữa thì bấm Không nhận. Thư vẫn nằm ở máy chủ thư.',
  },
  'reminders.given': { is: 'Ai có văn bản sắp đến hạn đều đã được nhắc.' },
  'reminders.late': {
    is: ({ count }) => `${number(count)} lời nhắc hạn lẽ ra đã gửi mà chưa gửi.`,
    todo: 'Xem tiến trình nền có chạy không, đồng hồ có bị giữ lại không; mở Quản trị, Việc nền, hàng “Nhắc hạn văn bản đến”. Lãnh đạo xem hạn ở Văn bản, Việc.',
  },
}
