import type { Refusals } from '../refusals.ts'

export const staleText =
  'Văn bản đã được lưu từ nơi khác (trang khác, máy khác), nên trang này không ghi đè. Chép phần chưa lưu nếu cần, rồi mở lại trang.'

export const turnLost = (name: string): string =>
  `Lượt viết đã sang ${name || 'người khác'}. Phần chưa lưu vẫn còn trên trang này: bấm Chép phần chưa lưu, hoặc gửi thành đề xuất sửa.`

const problems: Record<string, string> = {
  same: 'Đề xuất giống hệt bản hiện có, chưa sửa chữ nào.',
  long_block: 'Có đoạn dài quá 20.000 chữ cái. Tách đoạn ấy ra rồi lưu lại.',
  too_many_blocks: 'Văn bản có quá 5.000 đoạn. Để phần dài thành phụ lục kèm theo dạng tệp.',
  too_long: 'Văn bản dài quá 500.000 chữ cái. Để phần dài thành phụ lục kèm theo dạng tệp.',
  too_many_images: 'Văn bản có quá 100 ảnh. Bỏ bớt ảnh rồi lưu lại.',
  uneven_table: 'Có bảng không đủ ô trong một hàng. Thêm hoặc gộp ô cho đủ rồi lưu lại.',
}

export const editRefusals = {
  'documents.others_turn': ({ name }) =>
    `${name ? String(name) : 'Người khác'} đang viết dự thảo này. Đợi hết lượt, hoặc góp ý, đề xuất sửa.`,
  'documents.turn_lost': ({ name }) => turnLost(typeof name === 'string' ? name : ''),
  'documents.stale_text': staleText,
  'documents.not_open_to_writing': ({ state }) =>
    state === 'elsewhere'
      ? 'Dự thảo của cơ quan khác: chỉ cơ quan ấy viết. Ông/bà góp ý, đề xuất sửa được.'
      : state === 'copy'
        ? 'Bản sao giữ nguyên các trang của văn bản được sao nên không sửa được. Sai thì bỏ dự thảo này rồi sao lại.'
        : 'Văn bản không còn là dự thảo nên không sửa, không góp ý được nữa. Mở lại trang để xem.',
  'documents.text_unreadable': ({ problem }) =>
    problems[String(problem)] ??
    'Nội dung gửi lên không đọc được. Mở lại trang rồi làm lại; chữ đã lưu vẫn còn.',
  'documents.remark_not_found': 'Không thấy góp ý này nữa. Mở lại trang.',
  'documents.proposal_not_found': 'Không thấy đề xuất này nữa. Mở lại trang.',
  'documents.block_not_found': 'Đoạn được đề xuất sửa không còn trong bài. Mở lại trang để xem bản mới.',
  'documents.already_decided': 'Việc này vừa được người khác quyết xong. Mở lại trang để xem.',
  'documents.version_not_found': 'Không có bản này. Chọn hai bản trong danh sách.',
  'documents.too_many_remarks': ({ most }) =>
    `Dự thảo đã có ${most} ý kiến. Kết thúc những ý kiến đã xong, hoặc gộp ý vào một văn bản góp ý.`,
  'documents.proposals_too_long':
    'Các đề xuất đang chờ quyết của dự thảo này đã quá dài. Đợi người soạn quyết bớt, hoặc đề xuất sửa từng đoạn thay vì cả bài.',
  'documents.picture_not_own':
    'Có ảnh không phải do trang soạn này gửi lên. Bỏ ảnh ấy rồi chèn lại bằng nút Ảnh.',
  'documents.secret_text': ({ mark }) =>
    `Văn bản có dấu ${String(mark ?? 'chỉ độ mật')} đứng riêng một dòng nên không lưu. Văn bản mang bí mật nhà nước không soạn trên hệ thống nối mạng: soạn trên máy riêng theo quy định. Nếu không phải, bỏ dòng ấy rồi lưu lại.`,
  'documents.not_picture': 'Ảnh phải là tệp PNG hoặc JPEG. Chọn tệp khác.',
} satisfies Refusals
