/** Speech made text: what the command says, and why something is not heard. */
const failures: Record<string, string> = {
  unusable: 'Bộ máy nghe không chạy được trên máy này. Kiểm tra: npm run assets -- speech',
  'too-long': 'Một đoạn ghi âm tốn quá nhiều thời gian nên đã dừng. Thử lại; nếu vẫn vậy, cắt tệp ngắn hơn.',
  'too-large': 'Bộ máy nghe vượt giới hạn bộ nhớ nên đã dừng. Đóng bớt chương trình khác rồi thử lại.',
  ended: 'Bộ máy nghe bị dừng hai lần liền. Xem bộ nhớ còn trống của máy rồi thử lại.',
  overdue: 'Máy đang bận, chưa nghe kịp. Thử lại sau ít phút.',
}

export const speech = {
  help: `npm run transcribe -- TỆP [tùy chọn]

  Gỡ băng một tệp ghi âm tiếng Việt (WAV, MP3, FLAC, Opus): chữ và giây của từng từ. Chỗ không ai nói thì để trống.

  --terms TỆP   tệp chữ UTF-8, mỗi dòng một tên riêng hoặc thuật ngữ có thể được nói (tối đa 500)
  --json        in JSON: text, words (text, start, end)
  --help        trang này

  Thoát 0: đã nghe hết. Thoát 2: không nghe được (thiếu bộ máy, tệp không đọc được).`,
  badCommand: 'Ghi đúng một tệp ghi âm. Xem: npm run transcribe -- --help',
  noFile: (path: string) => `Không mở được tệp ${path}. Kiểm tra lại đường dẫn và quyền đọc.`,
  missing: (state: string, share: string) => {
    if (state === 'damaged') return 'Bộ máy nghe đã hỏng. Tải lại: npm run assets -- speech'
    if (state === 'fetching') return `Bộ máy nghe đang được tải (${share}). Đợi tải xong rồi thử lại.`
    return 'Chưa có bộ máy nghe. Tải: npm run assets -- speech'
  },
  failed: (why: string) => failures[why] ?? why,
  nothing: 'Không nghe thấy ai nói.',
}
