/** A reason not to start that the reader can do something about: shown as one line, without a stack. */
export class StartFailure extends Error {}

/** The line for a failure of the file system, or the message as it is. */
export function describeStartFailure(error: unknown): string {
  if (error instanceof StartFailure) return error.message
  const { code, path, message } = error as NodeJS.ErrnoException
  const where = path ? `: ${path}` : ''
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return `Ổ đĩa đã đầy${where}. Giải phóng dung lượng rồi chạy lại.`
  if (code === 'EROFS') return `Ổ đĩa chỉ cho đọc${where}. Chọn thư mục khác bằng --data.`
  if (code === 'EACCES' || code === 'EPERM')
    return `Không có quyền ghi${where}. Chọn thư mục khác bằng --data.`
  if (code === 'ENOENT' || code === 'ENOTDIR') return `Không tạo được${where}. Chọn thư mục khác bằng --data.`
  return message ?? String(error)
}
