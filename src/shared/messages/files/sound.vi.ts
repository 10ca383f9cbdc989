import type { Refusals } from '../refusals.ts'
import { clockOf } from './sound-clock.ts'

const problems: Record<string, string> = {
  unreadable:
    'Không đọc được âm thanh trong tệp này. Mở thử trên máy; nếu nghe được, lưu lại thành WAV, MP3 hoặc FLAC rồi gửi; nếu không, lấy lại tệp từ máy ghi âm.',
  'no-sound': 'Tệp này không có âm thanh. Chọn đúng tệp ghi âm rồi gửi lại.',
  codec:
    'Âm thanh trong tệp được ghi theo cách hệ thống không đọc được. Lưu lại thành WAV, MP3, FLAC hoặc Opus rồi gửi.',
  'needs-ffmpeg':
    'Đây là âm thanh AAC, máy chủ này chưa đọc được vì không có ffmpeg. Lưu lại thành WAV, MP3, FLAC hoặc Opus rồi gửi; hoặc đề nghị quản trị viên cài ffmpeg.',
  'too-long': 'Bản ghi dài quá 12 giờ nên không nhận. Chia thành nhiều tệp rồi gửi từng tệp.',
  'too-costly':
    'Tệp được dựng quá rắc rối, không đọc được trong giới hạn. Lưu lại thành WAV, MP3 hoặc FLAC rồi gửi.',
}

/** Why sound is not read, or not to its end. */
export const soundRefusals = {
  'files.sound_refused': ({ problem, second }) =>
    problem === 'damaged'
      ? `Tệp hỏng từ phút ${clockOf(second)} trở đi; phần trước đó đã đọc được và vẫn giữ. Nếu có bản gốc, gửi lại bản gốc.`
      : (problems[String(problem)] ?? (problems.unreadable as string)),
  'files.sound_overdue':
    'Máy chủ đang bận nên chưa đọc xong âm thanh; tệp không bị coi là hỏng. Đợi ít phút rồi thử lại.',
} satisfies Refusals
