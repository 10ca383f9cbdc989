/** Words about a file that was recorded elsewhere and is brought to a meeting. */
import { clockOf } from '../files/sound-clock.ts'
import type { Refusals } from '../refusals.ts'

export const soundFiles = {
  title: 'Đưa tệp ghi âm vào',
  lead: 'Dùng khi cuộc họp được ghi bằng máy ghi âm hoặc điện thoại. Đường truyền đứt thì chọn lại đúng tệp ấy, máy gửi tiếp phần còn thiếu.',
  file: 'Tệp ghi âm',
  fileHint: (megabytes: number, hours: number) =>
    `WAV, MP3, FLAC hoặc Opus (WebM, MP4, Ogg), đến ${megabytes} MB và ${hours} giờ.`,
  aac: 'Máy chủ này đọc được cả AAC (M4A).',
  noAac: 'Tệp AAC (M4A) chưa đọc được vì máy chủ không có ffmpeg: lưu lại thành WAV, MP3 hoặc FLAC.',
  clock: 'Bản ghi bắt đầu lúc',
  clockHint:
    'Giờ, phút, giây theo đồng hồ, ví dụ 8:05 hoặc 8:05:30. Sai giờ thì nghe lại sẽ lệch với chương trình họp.',
  send: 'Gửi tệp',
  stop: 'Tạm dừng gửi',
  needsScript: 'Đưa tệp ghi âm vào cần trình duyệt bật JavaScript.',
  noFile: 'Chọn tệp ghi âm.',
  sending: (percent: number) => `Đã gửi ${percent} %`,
  sent: 'Đã gửi xong. Máy chủ đang đọc tệp; bản ghi hiện ở đây khi đọc xong.',
  broken: 'Mất kết nối. Phần đã gửi còn nguyên: có mạng thì bấm Gửi tệp lần nữa để gửi tiếp.',
  signedOut: 'Phiên đăng nhập đã hết. Đăng nhập lại rồi chọn đúng tệp này để gửi tiếp.',
  list: 'Tệp đã đưa vào',
  begins: (clock: string) => `bắt đầu ${clock}`,
  states: {
    sending: (percent: number) => `mới gửi ${percent} %. Chọn lại đúng tệp này để gửi tiếp`,
    waiting: (seconds: number) =>
      seconds > 0 ? `đang đọc, được ${clockOf(seconds)}` : 'đã gửi xong, chờ đọc',
    taken: 'đã thành bản ghi âm',
    partly: (taken: string, seconds: number) =>
      `${taken}; tệp hỏng từ phút ${clockOf(seconds)} trở đi, phần trước đó được giữ`,
    silent: 'đã thành bản ghi âm nhưng gần như không có tiếng. Nghe thử; nếu chọn nhầm tệp thì gửi tệp đúng',
  },
  released: 'Âm thanh của cuộc họp này đã hết hạn giữ nên không nhận tệp.',
  drop: 'Bỏ tệp này',
}

export const soundFileRefusals: Refusals = {
  'meetings.clock_unread': 'Giờ bắt đầu chưa đọc được. Ghi giờ và phút, ví dụ 8:05 hoặc 8:05:30.',
  'meetings.begins_elsewhen': ({ from, to }) =>
    `Giờ bắt đầu của bản ghi phải trong cuộc họp (${from} đến ${to}) hoặc trước đó không quá một giờ. Xem lại giờ.`,
  'meetings.sound_file_large': ({ most }) =>
    `Tệp lớn quá ${Math.round(Number(most) / 1024 / 1024)} MB. Lưu lại thành MP3 hoặc Opus, hoặc chia thành nhiều tệp rồi gửi từng tệp.`,
  'meetings.sound_files_many': ({ most }) => `Cuộc họp này đã có ${most} tệp ghi âm nên không nhận thêm.`,
  'meetings.sound_file_gone': 'Tệp này đã được đọc, đã bỏ, hoặc do người khác gửi. Tải lại trang để xem.',
  'meetings.piece_other': 'Tệp này khác tệp đang gửi dở cùng tên. Bỏ tệp đang gửi dở rồi gửi lại từ đầu.',
}
