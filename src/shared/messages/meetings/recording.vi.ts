/** Words about recording a meeting. */
import type { Refusals } from '../refusals.ts'

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
  silent: 'Micro gần như không có tiếng trong 8 giây qua. Kiểm tra micro đã bật và đúng micro chưa.',
  clipping: 'Tiếng quá to, bị vỡ. Để micro xa hơn hoặc giảm âm lượng thu.',
  waiting: (count: number) =>
    count === 0 ? 'Mọi đoạn đã về máy chủ' : `${count} đoạn đang chờ gửi, còn giữ trên máy này`,
  offline: 'Mất kết nối: vẫn ghi và giữ trên máy này, có mạng sẽ gửi tiếp.',
  refused: (number: number, why: string) => `Đoạn ${number + 1} chưa nhận được: ${why}`,
  stopped: 'Micro vừa ngừng. Những gì đã ghi còn nguyên; cắm lại micro rồi bấm Ghi tiếp.',
  endHere: 'Kết thúc bản ghi này',
  endHint: 'Dùng khi máy ghi không còn. Những đoạn đến muộn trong số đã ghi vẫn được nhận.',
  table: { when: 'Bắt đầu', length: 'Đã nhận' },
  states: { on: 'Đang ghi', over: 'Đã ghi xong' },
  missing: (count: number) => `thiếu ${count} đoạn, nhận được khi máy ghi gửi tới`,
  damaged: (count: number) => `${count} đoạn hỏng một phần`,
  listen: 'Nghe',
  chunk: (number: number) => `Nghe đoạn ${number + 1}`,
  closed: 'Cuộc họp hạn chế: không ghi âm.',
  notRunning: 'Ghi được khi cuộc họp đang diễn ra.',
}

export const recordingRefusals: Refusals = {
  'meetings.not_recorded':
    'Cuộc họp này không ghi âm: thuộc loại hạn chế, chưa bắt đầu, hoặc là cuộc họp mô phỏng.',
  'meetings.recording_not_found': 'Không có bản ghi âm này, hoặc ông/bà không được nghe.',
  'meetings.recording_over':
    'Bản ghi âm này đã kết thúc, không nhận thêm đoạn mới. Bấm Bắt đầu ghi để ghi một bản khác của cùng cuộc họp.',
  'meetings.chunk_other': 'Số đoạn này đã nhận một đoạn khác. Giữ tệp trên máy và báo thư ký cuộc họp.',
  'meetings.chunk_broken': 'Đoạn ghi âm hỏng trên đường truyền. Máy sẽ gửi lại.',
  'meetings.chunk_unfit':
    'Đoạn ghi âm phải là Opus trong WebM hoặc MP4, dài không quá 12 giây. Ghi bằng trang Ghi âm của cuộc họp.',
}
