import { formatNumber } from '../../money.ts'
import type { Refusals } from '../refusals.ts'
import { templates, templatesRefusals } from './templates.vi.ts'

/** What texts are made from, and Word in and out: what an import left behind or changed, each with what was done about it. */
export const word = {
  templates,
  export: 'Tải bản Word (DOCX)',
  kept: 'Mọi nội dung của tệp Word đã vào bài viết.',
  title: 'Những gì khác với tệp Word',
  /** By kind: said with how many there were. */
  dropped: {
    tracked_changes: (count: number) =>
      `${counted(count)} chỗ sửa đang theo dõi (Track Changes): phần thêm được giữ, phần xóa đã bỏ.`,
    comments: (count: number) => `${counted(count)} bình luận không đưa vào bài:`,
    notes: (count: number) => `${counted(count)} chú thích cuối trang không đưa vào bài:`,
    headers_footers: (count: number) =>
      `${counted(count)} đầu trang, chân trang bỏ đi (số trang do hệ thống đánh):`,
    images: (count: number) =>
      `${counted(count)} hình không đưa vào bài (không phải PNG hay JPEG, hỏng, quá 60 triệu điểm ảnh, nằm ngoài tệp, quá nhiều, hoặc thuộc phần đầu, phần ký). Lưu hình cần dùng thành PNG hay JPEG rồi chèn lại:`,
    table_images: (count: number) => `${counted(count)} hình trong bảng đã chuyển xuống ngay dưới bảng:`,
    old_fonts: (count: number) =>
      `${counted(count)} đoạn phông TCVN3 hoặc VNI đã chuyển sang Unicode. Đọc lại các đoạn:`,
    letters: (count: number) =>
      `${counted(count)} chỗ có chữ rời dấu, chữ rộng hoặc ký tự ẩn đã viết lại theo Unicode dựng sẵn.`,
    links: (count: number) => `${counted(count)} liên kết giữ phần chữ, bỏ địa chỉ:`,
    head: () =>
      'Quốc hiệu, số, ngày, tên loại, trích yếu, Kính gửi: lấy sang các ô của văn bản, không lặp trong bài:',
    foot: () => 'Nơi nhận, chữ ký: lấy sang các ô của văn bản, không lặp trong bài:',
    kept_numbers: (count: number) =>
      `${counted(count)} số điều, khoản, điểm gõ tay không liền nhau được giữ nguyên như chữ. Xem lại:`,
    automatic_numbers: (count: number) => `${counted(count)} dòng Word tự đánh số đã thành danh sách.`,
    uneven_tables: (count: number) => `${counted(count)} bảng có ô lệch hàng cột đã thành các dòng chữ:`,
    nested_tables: (count: number) => `${counted(count)} bảng nằm trong bảng đã thành các dòng chữ:`,
    strikethrough: (count: number) => `${counted(count)} chỗ gạch ngang chữ: chữ được giữ, nét gạch bỏ:`,
    text_beyond_limits: (count: number) =>
      `${counted(count)} đoạn vượt giới hạn một văn bản nên không vào. Tách chúng thành văn bản hoặc phụ lục khác:`,
  },
}

function counted(count: number): string {
  return formatNumber(count, 0)
}

export const wordRefusals = {
  ...templatesRefusals,
  'documents.not_docx':
    'Tệp này không phải tệp Word (.docx). Mở bằng Word, chọn Lưu thành .docx rồi gửi lại.',
  'documents.secret_docx': ({ mark }) =>
    `Tệp có dấu ${String(mark ?? 'chỉ độ mật')} ở đầu văn bản nên không đọc. Văn bản mang bí mật nhà nước không soạn trên hệ thống nối mạng. Nếu không phải, bỏ dòng ấy trong Word rồi gửi lại.`,
  'documents.docx_too_large': ({ limit }) =>
    `Tệp Word lớn quá ${Math.floor((Number(limit) || 20 << 20) / (1 << 20))} MB. Nén hoặc bỏ bớt hình trong tệp rồi gửi lại; hình bỏ ra chèn sau trong bài.`,
  'documents.docx_too_costly':
    'Tệp Word này đọc quá tốn công: hơn hẳn mọi văn bản thường. Chép phần chữ sang một tệp mới, lưu .docx rồi gửi lại.',
} satisfies Refusals
