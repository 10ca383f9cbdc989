import type { Refusals } from '../refusals.ts'

/** Sao y, sao lục, trích sao: a copy of a document is begun. */
export const copies = {
  open: 'Sao văn bản',
  title: 'Sao văn bản',
  lead: 'Bản sao thành một dự thảo của cơ quan: giữ nguyên các trang của văn bản, phần bản sao đứng dưới trang cuối. Trình, ký, lấy số, đóng dấu và gửi như văn bản khác.',
  original: 'Văn bản được sao',
  form: 'Hình thức sao',
  forms: {
    true_copy: 'Sao y: toàn bộ, từ bản gốc hoặc bản chính',
    copy_of_copy: 'Sao lục: toàn bộ, từ một bản sao y của nơi khác gửi đến',
    extract_copy: 'Trích sao: một phần, chọn trang hoặc chọn đoạn',
  },
  pages: 'Trang trích sao',
  pagesHint: 'Chỉ khi trích sao. Ghi như 1, 3-5. Nên lấy cả trang đầu, nơi có số, ngày và cơ quan ban hành.',
  blocks: 'Hoặc chọn đoạn trích sao',
  blocksHint:
    'Chỉ khi trích sao, thay cho trang. Đoạn không chọn in là […]; bảng và ảnh thì trích theo trang.',
  onlyHead: 'Chỉ người đứng đầu hoặc cấp phó ký',
  onlyHeadHint:
    'Không đánh dấu thì người được ký thừa lệnh hoặc thừa ủy quyền, như Chánh Văn phòng, cũng ký được.',
  recipients: 'Nơi nhận bản sao',
  recipientsHint: 'Mỗi dòng một nơi, in trên bản sao.',
  recipientTooLong: 'Có dòng dài quá 300 chữ cái. Viết ngắn lại, hoặc tách thành nhiều dòng.',
  recipientsUsual: 'Lưu: VT',
  recipientAgencies: 'Gửi qua hệ thống đến',
  recipientAgenciesHint: 'Cơ quan có tên ở đây nhận bản sao ngay khi phát hành. Mỗi dòng một cơ quan.',
  create: 'Lập bản sao',
  /** On the page of a copy. */
  ofOriginal: 'Bản sao của',
  originalChanged: 'Văn bản được sao đã thay đổi',
}

const reasons: Record<string, string> = {
  dossier: 'Kết quả thủ tục hành chính không sao ở đây: cấp bản sao theo thủ tục của loại giấy ấy.',
  own_copy: 'Đây đã là bản sao của cơ quan. Mở văn bản được sao rồi sao từ đó.',
  not_issued: 'Văn bản chưa phát hành, hoặc không có bản ký số ở đây, nên chưa sao được.',
  no_pages: 'Tệp của văn bản này không phải PDF hay ảnh nên không sao được. Sao từ bản quét PDF.',
  both: 'Trích sao theo trang hoặc theo đoạn. Bỏ một trong hai rồi bấm lại.',
  own: 'Sao lục chỉ dùng cho văn bản nơi khác ban hành. Văn bản của cơ quan thì chọn Sao y.',
  copy: 'Văn bản đến là một bản sao, theo ký hiệu của nó. Chọn Sao lục.',
  no_copy: 'Văn bản này không sao lục được. Chọn Sao y hoặc Trích sao.',
}

export const copyRefusals = {
  'documents.not_to_be_copied': ({ why }) =>
    reasons[String(why)] ?? 'Văn bản này không sao được. Mở lại trang để xem.',
  'documents.pages_unclear': ({ count }) =>
    count
      ? `Chưa rõ trích trang nào. Ghi như 1, 3-5; văn bản có ${String(count)} trang.`
      : 'Đoạn được chọn không còn trong văn bản này. Mở lại trang rồi chọn lại.',
  'documents.copy_too_long': ({ most }) =>
    `Bản sao tối đa ${String(most)} trang. Trích sao những trang cần, hoặc gửi chính văn bản.`,
  'documents.original_frozen': ({ why }) =>
    `${why ? String(why) : 'Văn bản được sao đã bị thu hồi hoặc thay thế'} nên không sao và không ký bản sao được nữa. Có văn bản thay thế thì sao văn bản ấy.`,
} satisfies Refusals
