/** Words about recording a meeting. */
import type { Refusals } from '../refusals.ts'

const machineOf = (machine: string) => (machine === '' ? 'máy ghi' : `máy ${machine}`)

export const recording = {
  title: 'Ghi âm',
  open: 'Ghi âm cuộc họp',
  none: 'Chưa có bản ghi âm nào',
  whose: { room: 'Micro chung của phòng', person: (name: string) => `Micro của ${name}` },
  chooseTrack: 'Ghi bằng micro nào',
  tracks: { room: 'Micro chung của phòng', person: 'Micro của riêng tôi' },
  begin: 'Bắt đầu ghi',
  goOn: 'Ghi tiếp',
  end: 'Ghi xong',
  needsScript: 'Ghi âm cần trình duyệt bật JavaScript. Không bật được thì dùng máy ghi âm ngoài.',
  denied:
    'Trình duyệt không cho dùng micro. Bấm biểu tượng ổ khóa cạnh địa chỉ trang, cho phép Micro rồi bấm Bắt đầu ghi; hoặc ghi bằng máy khác.',
  unsupported: 'Trình duyệt này không ghi được âm thanh Opus. Dùng Chrome, Edge hoặc Firefox bản mới.',
  isOn: 'Đang ghi',
  isOff: 'Không ghi',
  level: 'Mức tiếng',
  silent: 'Micro gần như không có tiếng trong 8 giây qua. Kiểm tra micro đã bật và đúng micro chưa.',
  clipping: 'Tiếng quá to, bị vỡ. Để micro xa hơn hoặc giảm âm lượng thu.',
  waiting: (count: number) =>
    count === 0 ? 'Không còn đoạn nào chờ gửi' : `${count} đoạn đang chờ gửi, còn giữ trên máy này`,
  line: {
    line: 'Mất kết nối: vẫn ghi và giữ trên máy này, có mạng sẽ gửi tiếp.',
    full: 'Máy chủ tạm hết chỗ chứa: vẫn ghi và giữ trên máy này, có chỗ sẽ gửi tiếp. Báo quản trị hệ thống.',
    'signed out':
      'Phiên đăng nhập đã hết: vẫn ghi và giữ trên máy này. Đăng nhập lại ở một cửa sổ khác, máy sẽ gửi tiếp.',
    trouble: 'Máy chủ đang trục trặc: vẫn ghi và giữ trên máy này, sẽ gửi lại.',
  },
  unsafe: (from: string, to: string) =>
    `Trình duyệt hết chỗ lưu: tiếng từ ${from} đến ${to} chỉ còn trong cửa sổ này, đóng lại là mất. Giữ cửa sổ mở đến khi gửi xong, và dọn chỗ trống trên máy.`,
  lost: (from: string, to: string) =>
    `Mất tiếng từ ${from} đến ${to}: máy không còn chỗ giữ mà cũng không gửi được. Bản ghi sẽ thiếu chỗ này.`,
  aside: 'Đoạn để riêng',
  asideHint: 'Máy chủ chưa nhận những đoạn này. Các đoạn khác vẫn gửi tiếp; chúng còn giữ trên máy này.',
  refused: (number: number, why: string) => `Đoạn ${number + 1}: ${why}`,
  save: (number: number) => `Tải đoạn ${number + 1} về máy`,
  sendAgain: 'Gửi lại những đoạn này',
  stopped: 'Micro vừa ngừng. Cắm lại micro rồi bấm Ghi tiếp.',
  endedElsewhere: 'Bản ghi này đã được kết thúc, máy này ngừng ghi. Những gì còn chờ vẫn gửi tiếp.',
  meetingOver: 'Cuộc họp đã kết thúc, máy này ngừng ghi. Những gì còn chờ vẫn gửi tiếp.',
  takenOver: 'Một cửa sổ khác của trình duyệt này đã chuyển sang ghi. Cửa sổ này ngừng ghi.',
  otherWindow:
    'Một cửa sổ khác của trình duyệt này đang ghi cuộc họp. Ghi ở cả hai thì tiếng trùng nhau; có thể chuyển việc ghi sang cửa sổ này.',
  takeOver: 'Ghi ở cửa sổ này',
  endHere: 'Kết thúc bản ghi này',
  endHint: 'Dùng khi máy ghi không còn ở đây. Những đoạn máy ấy còn giữ vẫn được nhận khi gửi tới.',
  table: { when: 'Bắt đầu', length: 'Đã nhận' },
  states: {
    on: 'Đang ghi',
    waiting: 'Đã kết thúc, chưa đủ',
    whole: 'Đã ghi xong, đủ mọi đoạn',
    'given up': 'Đã kết thúc, thiếu',
  },
  waitingFor: (count: number, machine: string) =>
    count === 0
      ? `còn chờ ${machineOf(machine)} báo đã gửi hết`
      : `còn chờ ${count} đoạn của ${machineOf(machine)}`,
  givenUp: (count: number, reason: string) =>
    `${count === 0 ? 'không chờ thêm' : `không chờ ${count} đoạn nữa`}. Lý do: ${reason}`,
  giveUp: 'Thôi chờ',
  giveUpReason: 'Lý do thôi chờ',
  giveUpHint: 'Ghi vào bản ghi để người nghe biết vì sao thiếu. Đoạn nào vẫn gửi tới thì vẫn được nhận.',
  gaps: 'Chỗ không có tiếng',
  gap: (from: string, to: string, missing: number) =>
    missing > 0 ? `Từ ${from} đến ${to}: thiếu ${missing} đoạn` : `Từ ${from} đến ${to}: không ghi`,
  damaged: (count: number) => `${count} đoạn hỏng một phần`,
  closed: 'Cuộc họp hạn chế: không ghi âm.',
  notRunning: 'Ghi được khi cuộc họp đang diễn ra.',
}

export const recordingRefusals: Refusals = {
  'meetings.not_recorded':
    'Cuộc họp này không ghi âm: thuộc loại hạn chế, chưa bắt đầu, hoặc là cuộc họp mô phỏng.',
  'meetings.tracks_many': (details) =>
    `Ông/bà đã mở ${Number(details.most)} bản ghi âm riêng trong cuộc họp này nên không mở thêm được. Mở lại trang Ghi âm trên máy đang ghi để ghi tiếp, hoặc báo thư ký cuộc họp.`,
  'meetings.recording_not_found': 'Không có bản ghi âm này, hoặc ông/bà không được nghe.',
  'meetings.recording_over':
    'Bản ghi âm này đã kết thúc, chỉ nhận những đoạn ghi trước lúc ấy. Cuộc họp còn diễn ra thì bấm Bắt đầu ghi để ghi một bản khác.',
  'meetings.recording_goes_on': 'Bản ghi âm này đang ghi. Kết thúc nó trước rồi mới thôi chờ.',
  'meetings.recording_whole': 'Bản ghi âm này đã đủ mọi đoạn, không còn gì phải chờ.',
  'meetings.chunk_other': 'Số đoạn này đã nhận một đoạn khác. Giữ tệp trên máy và báo thư ký cuộc họp.',
  'meetings.chunk_broken': 'Đoạn ghi âm hỏng trên đường truyền. Máy sẽ gửi lại.',
  'meetings.chunk_unfit':
    'Đoạn ghi âm phải là Opus trong WebM hoặc MP4, dài không quá 2 phút. Ghi bằng trang Ghi âm của cuộc họp.',
}
