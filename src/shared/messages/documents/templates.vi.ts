import type { Refusals } from '../refusals.ts'

/** Mẫu văn bản: texts of the agency that drafts begin with. */
export const templates = {
  title: 'Mẫu văn bản',
  lead: 'Bài viết dùng đi dùng lại của cơ quan. Dự thảo soạn theo mẫu bắt đầu bằng bài ấy; sửa dự thảo không đổi mẫu.',
  none: 'Cơ quan chưa có mẫu nào. Loại nào chưa có mẫu thì dự thảo bắt đầu bằng bố cục của Nghị định 30/2020/NĐ-CP.',
  columns: { name: 'Mẫu', type: 'Loại văn bản', days: 'Dùng', act: 'Việc' },
  from: (day: string) => `từ ${day}`,
  until: (from: string, to: string) => `từ ${from} đến ${to}`,
  draft: 'Soạn theo mẫu',
  end: 'Thôi dùng',
  make: 'Thêm mẫu',
  makeHint:
    'Lấy bài viết của một văn bản của cơ quan, kể cả dự thảo. Hình không đi theo; phần Kính gửi, nơi nhận cũng không.',
  document: 'Văn bản lấy làm mẫu',
  name: 'Tên mẫu',
  nameHint: 'Ví dụ: Quyết định phê duyệt kế hoạch năm',
  save: 'Lưu thành mẫu',
  nothing: 'Chưa có văn bản nào của cơ quan để lấy làm mẫu. Soạn một văn bản trước.',
  done: {
    make: 'Đã lưu mẫu. Từ nay chọn được mẫu này khi soạn.',
    end: 'Đã thôi dùng mẫu. Dự thảo soạn theo mẫu này giữ nguyên.',
  } as Record<string, string>,
}

export const templatesRefusals = {
  'documents.template_not_found':
    'Không có mẫu này, hoặc mẫu đã thôi dùng. Chọn mẫu khác ở trang Mẫu văn bản.',
  'documents.template_without_text':
    'Văn bản này không có bài viết để lấy làm mẫu, hoặc thuộc cơ quan khác. Chọn văn bản khác của cơ quan.',
  'documents.template_of_other_type':
    'Mẫu này của loại văn bản khác. Chọn đúng loại của mẫu, hoặc bỏ mẫu rồi soạn lại.',
  'documents.too_many_templates': ({ most }) =>
    `Cơ quan đã có ${most} mẫu đang dùng. Thôi dùng mẫu cũ rồi thêm mẫu mới.`,
} satisfies Refusals
