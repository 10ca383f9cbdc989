/** A reason not to start that the reader can do something about: shown as one line, without a stack. */
export class StartFailure extends Error {}

const silent = ['EIO', 'ENXIO', 'ENODEV', 'ENOTCONN', 'ESTALE', 'EHOSTDOWN', 'EREMOTEIO', 'ESHUTDOWN']

/** The line for a failure of the file system, with what to do about it, or the message as it is. */
export function describeStartFailure(error: unknown): string {
  if (error instanceof StartFailure) return error.message
  const { code = '', path, message, syscall } = error as NodeJS.ErrnoException
  if (code.startsWith('ERR_PARSE_ARGS')) return 'Không hiểu dòng lệnh. Xem các lựa chọn: thêm --help'
  const where = path ? `: ${path}` : ''
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return `Ổ đĩa đã đầy${where}. Giải phóng dung lượng rồi chạy lại.`
  if (code === 'EROFS') return `Ổ đĩa chỉ cho đọc${where}. Gắn lại để ghi được, hoặc chọn thư mục khác.`
  if (code === 'EACCES' || code === 'EPERM') {
    return `Không có quyền đọc hoặc ghi${where}. Đổi chủ sở hữu của nó (chown), hoặc chọn thư mục khác.`
  }
  if (silent.includes(code)) return `Ổ đĩa không trả lời${where} (${code}). Xem lại ổ đĩa rồi chạy lại.`
  if (path && syscall === 'mkdir') return `Không tạo được thư mục${where}. Chọn thư mục khác.`
  if (code === 'ENOENT' || code === 'ENOTDIR') return `Không tìm thấy hoặc không tạo được${where}.`
  return message ?? String(error)
}
