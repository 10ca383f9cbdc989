/** Words about listening to what was recorded of a meeting, and about how long it is kept. */
import type { Refusals } from '../refusals.ts'

export const listening = {
  title: 'Nghe lại',
  open: 'Nghe lại cuộc họp',
  none: 'Chưa có bản ghi âm nào để nghe',
  closed: 'Cuộc họp hạn chế: không ghi âm, không có gì để nghe lại.',
  logged: 'Mỗi lượt nghe được ghi lại: ai nghe, đoạn nào, lúc nào.',
  tracks: 'Chọn bản ghi âm',
  track: (whose: string, from: string, length: string) => `${whose}, từ ${from}, ${length}`,
  isOn: 'Đang ghi tiếp. Tải lại trang để nghe phần mới.',
  player: 'Trình nghe',
  play: 'Nghe',
  pause: 'Tạm dừng',
  back: 'Lùi 10 giây',
  forward: 'Tới 10 giây',
  position: 'Vị trí, theo giờ trong ngày',
  at: (clock: string, item: string) => (item === '' ? clock : `${clock}, ${item}`),
  speed: 'Tốc độ',
  speeds: { '1': '1×', '1.5': '1,5×', '2': '2×' },
  keys: 'Bàn phím: phím cách để nghe hoặc tạm dừng, ← và → để lùi hoặc tới khoảng 10 giây.',
  needsScript:
    'Nghe liền mạch cần trình duyệt bật JavaScript. Không bật được thì nghe từng đoạn ở danh sách bên dưới.',
  skipped: (from: string, to: string) =>
    `Không có tiếng từ ${from} đến ${to}, nghe tiếp sau đó. Lý do ghi ở mục Chỗ không có tiếng.`,
  failed: (clock: string) => `Không mở được đoạn lúc ${clock}, nghe tiếp đoạn sau.`,
  stopped:
    'Không tải được tiếng. Kiểm tra kết nối, tải lại trang rồi đăng nhập lại nếu được hỏi; nghe tiếp từ chỗ vừa dừng.',
  over: 'Đã nghe hết bản ghi này.',
  items: 'Nội dung họp',
  item: (number: number, title: string) => `${number}. ${title}`,
  itemFrom: (clock: string) => `từ ${clock}`,
  itemUnheard: 'không có tiếng trong bản ghi này',
  itemWaiting: 'chưa tới lượt',
  gaps: 'Chỗ không có tiếng',
  gap: (from: string, to: string, why: string) => `Từ ${from} đến ${to}: ${why}`,
  gapToEnd: (from: string, why: string) => `Từ ${from} trở đi: ${why}`,
  why: {
    off: 'không ghi (máy ghi tắt hoặc micro ngừng)',
    waiting: (count: number) => `thiếu ${count} đoạn, máy ghi còn giữ, chưa gửi tới`,
    'given up': (count: number, reason: string) => `thiếu ${count} đoạn, đã thôi chờ. Lý do: ${reason}`,
    lost: (count: number) => `thiếu ${count} đoạn`,
  },
  damaged: (clock: string) => `Đoạn lúc ${clock} hỏng ở cuối: chỉ nghe được phần đầu.`,
  moreDamaged: (count: number) => `Còn ${count} đoạn nữa hỏng ở cuối.`,
  firstGaps: (count: number) => `Chỉ kể ${count} chỗ đầu; các chỗ sau được báo khi nghe tới.`,
  list: 'Nghe từng đoạn',
  listOf: (item: string) => `Nghe từng đoạn: ${item}`,
  all: 'Cả bản ghi',
  part: (from: number, to: number, of: number) => `Đoạn ${from} đến ${to} trong ${of}`,
  noPart: 'Không có tiếng ở nội dung này.',
  chunk: (clock: string) => `Nghe đoạn lúc ${clock}`,
  next: 'Các đoạn sau',
  before: 'Các đoạn trước',
  keeping: {
    released: (when: string, count: number) =>
      `Bản ghi âm đã được xóa lúc ${when} (${count} đoạn) khi hết thời hạn giữ. Mã băm của từng phút vẫn lưu trong nhật ký.`,
    until: (day: string) =>
      `Bản ghi âm được giữ đến hết ngày ${day}, sau đó tự xóa. Cần giữ lâu hơn thì lãnh đạo ra lệnh giữ ở hồ sơ có thông báo kết luận.`,
    'until issued': (days: number) =>
      `Bản ghi âm được giữ đến khi thông báo kết luận được ban hành, rồi thêm ${days} ngày.`,
    'no rule': 'Tỉnh chưa định thời hạn giữ bản ghi âm của loại cuộc họp này: giữ đến khi có quy định.',
    ordered: 'Hồ sơ có thông báo kết luận đang có lệnh giữ: bản ghi âm không bị xóa.',
  },
  listeners: {
    title: 'Ai được nghe',
    always: 'Chủ trì và thư ký nghe được mọi bản ghi; mỗi người nghe được micro của riêng mình.',
    allow: 'Cho phép nghe',
    who: 'Người được nghe',
    hint: 'Người có tên trong cuộc họp. Được nghe mọi bản ghi của cuộc họp này cho đến khi chủ trì thôi cho phép.',
    since: (name: string, when: string) => `${name}, từ ${when}`,
    end: 'Thôi cho phép',
    endOf: (name: string) => `Thôi cho phép ${name} nghe`,
    none: 'Chưa cho phép ai khác.',
  },
  heard: {
    title: 'Ai đã nghe',
    none: 'Chưa ai nghe.',
    line: (name: string, when: string, whose: string, from: string, to: string) =>
      `${name}, ${when}: ${whose}, từ ${from} đến ${to}`,
  },
  done: {
    allow: 'Đã cho phép nghe.',
    end: 'Đã thôi cho phép nghe.',
  } as Record<string, string>,
}

export const listeningRefusals: Refusals = {
  'meetings.may_not_listen':
    'Nghe lại cần chủ trì cuộc họp cho phép. Đề nghị chủ trì cho phép ở trang Nghe lại của cuộc họp.',
  'meetings.chair_allows': 'Chỉ chủ trì cuộc họp quyết định ai được nghe lại.',
  'meetings.listener_gone': 'Người này không còn được phép nghe. Tải lại trang để xem ai đang được nghe.',
  'meetings.sound_gone': 'Bản ghi âm đã được xóa khi hết thời hạn giữ.',
}
