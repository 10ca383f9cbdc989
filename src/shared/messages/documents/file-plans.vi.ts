/** Words of the yearly list of work files. */
import { formatNumber } from '../../money.ts'
import type { Refusals } from '../refusals.ts'

const counted = (count: number): string => formatNumber(count, 0)
const text = (title: string, width: number) => ({ title, kind: 'text' as const, width })

/** Danh mục hồ sơ, in the columns of NĐ 30/2020/NĐ-CP Phụ lục V. */
export const filePlans = {
  title: 'Danh mục hồ sơ',
  titleOf: (year: number) => `Danh mục hồ sơ năm ${year}`,
  lead: 'Những hồ sơ cơ quan sẽ lập trong năm. Văn thư lập, lãnh đạo cơ quan phê duyệt; hồ sơ mở từ danh mục lấy sẵn ký hiệu, tiêu đề, thời hạn và người lập.',
  years: 'Chọn năm',
  yearOf: (year: number) => `Năm ${year}`,
  columns: [
    text('Số và ký hiệu hồ sơ', 20),
    text('Tên đề mục và tiêu đề hồ sơ', 60),
    text('Thời hạn bảo quản', 18),
    text('Người lập hồ sơ', 26),
    text('Ghi chú', 30),
  ],
  file: 'Hồ sơ',
  noHeading: 'Chưa xếp đề mục',
  asPdf: 'Tải PDF',
  asSheet: 'Tải XLSX',
  approved: (name: string, day: string) => `${name} phê duyệt ngày ${day}`,
  draft: 'Chưa phê duyệt',
  draftHint: 'Văn thư còn sửa được từng mục. Phê duyệt xong mới mở hồ sơ từ danh mục.',
  approvedHint: 'Các mục giữ nguyên; mục bổ sung mang ngày bổ sung.',
  addition: (day: string) => `Bổ sung ngày ${day}`,
  none: (year: number) => `Cơ quan chưa có danh mục hồ sơ năm ${year}`,
  noneHint: 'Không có danh mục vẫn mở hồ sơ được: bấm “Mở hồ sơ mới” ở trang Hồ sơ công việc.',
  empty: 'Danh mục chưa có mục nào',
  emptyHint: 'Thêm từng hồ sơ dự kiến lập trong năm ở dưới.',
  open: 'Mở hồ sơ',
  openOf: (code: string, title: string) => `Mở hồ sơ ${code}: ${title}`,
  opened: (code: string) => `Đang mở: ${code}`,
  closed: (code: string) => `Đã đóng: ${code}`,
  destroyed: (code: string) => `Đã hủy: ${code}`,
  unopened: 'Chưa mở',
  countUnopened: (count: number) => `${counted(count)} mục chưa mở hồ sơ`,
  forDocument: 'Bấm “Mở hồ sơ” ở mục phù hợp; văn bản được xếp vào hồ sơ ấy ngay.',
  change: 'Sửa',
  changeOf: (code: string) => `Sửa mục ${code}`,
  outside: {
    title: 'Hồ sơ ngoài danh mục',
    lead: 'Hồ sơ đang làm trong năm mà danh mục không có.',
    none: 'Không có hồ sơ nào ngoài danh mục.',
    more: 'Còn hồ sơ khác nữa; đây là những hồ sơ mở gần đây nhất.',
    openedOn: 'Ngày mở',
    put: 'Ghi vào danh mục',
    putOf: (code: string) => `Ghi vào danh mục: ${code}`,
  },
  begin: {
    title: (year: number) => `Lập danh mục năm ${year}`,
    lead: (year: number) =>
      `Chọn những mục của năm ${year} còn dùng. Mục mà hồ sơ đã đóng chưa được chọn sẵn; hồ sơ còn mở thì đi tiếp với ký hiệu cũ.`,
    fresh: 'Danh mục bắt đầu không có mục nào; thêm từng mục sau.',
    entries: 'Các mục lấy lại',
    send: 'Lập danh mục',
  },
  write: {
    add: 'Thêm mục',
    addition: 'Bổ sung mục',
    additionHint: 'Danh mục đã phê duyệt: mục mới mang ngày hôm nay và không sửa lại được.',
    heading: 'Đề mục',
    headingHint: 'Ví dụ: I. Tổng hợp. Gõ như đề mục đã có để xếp vào đó.',
    code: 'Số và ký hiệu hồ sơ',
    codeHint: 'Ví dụ: 03.KT-XD. Mã hồ sơ mở ra có thêm năm.',
    title: 'Tiêu đề hồ sơ',
    retention: 'Thời hạn bảo quản',
    responsible: 'Người lập hồ sơ',
    note: 'Ghi chú',
    save: 'Ghi vào danh mục',
    remove: 'Bỏ mục này',
    cancel: 'Không sửa',
  },
  approve: {
    title: 'Phê duyệt danh mục',
    words: 'Phê duyệt xong, các mục không sửa, không bỏ được; chỉ bổ sung mục mới có ngày.',
    send: 'Phê duyệt',
    waits: 'Danh mục chờ người lãnh đạo cơ quan phê duyệt tại trang này.',
  },
  fromPlan: 'Mở từ danh mục hồ sơ',
  responsible: 'Người lập hồ sơ',
  paper: {
    title: 'DANH MỤC HỒ SƠ',
    whose: (agency: string, year: number) => `${agency}, năm ${year}`,
    sheet: (year: number) => `Danh mục hồ sơ ${year}`,
    count: (count: number) => `${counted(count)} hồ sơ`,
    draft: 'DỰ THẢO, chưa phê duyệt',
    closing: (count: number, permanent: number) =>
      `Danh mục có ${counted(count)} hồ sơ, gồm ${counted(permanent)} hồ sơ bảo quản vĩnh viễn và ${counted(count - permanent)} hồ sơ bảo quản có thời hạn.`,
  },
  done: {
    lap: 'Đã lập danh mục. Thêm, sửa các mục rồi trình lãnh đạo phê duyệt.',
    them: 'Đã ghi mục vào danh mục.',
    sua: 'Đã sửa mục.',
    bo: 'Đã bỏ mục khỏi danh mục.',
    duyet: 'Đã phê duyệt danh mục.',
  } as Record<string, string>,
}

export const filePlanRefusals = {
  'documents.plan_not_found':
    'Cơ quan của ông/bà chưa có danh mục hồ sơ của năm này. Văn thư lập danh mục trước.',
  'documents.plan_begun_already': 'Năm này đã có danh mục. Mở lại trang để xem và viết tiếp.',
  'documents.plan_year_over': 'Chỉ lập và ghi danh mục của năm nay hoặc năm sau. Chọn lại năm.',
  'documents.plan_of_head':
    'Chỉ người đứng đầu hoặc cấp phó ký thay phê duyệt danh mục. Đề nghị người ấy phê duyệt.',
  'documents.plan_empty': 'Danh mục chưa có mục nào nên chưa phê duyệt được. Văn thư thêm mục trước.',
  'documents.plan_changed':
    'Danh mục vừa có người sửa, khác bản ông/bà đang xem. Mở lại trang, xem lại rồi làm tiếp.',
  'documents.plan_stands': 'Danh mục đã phê duyệt nên các mục giữ nguyên. Cần thêm thì bổ sung mục mới.',
  'documents.plan_not_approved':
    'Danh mục chưa phê duyệt nên chưa mở hồ sơ từ đây. Chờ phê duyệt, hoặc mở hồ sơ mới không theo danh mục.',
  'documents.plan_full': ({ most }) =>
    `Một danh mục có tối đa ${Number(most) || 0} mục. Gộp bớt các hồ sơ cùng việc.`,
  'documents.plan_entry_not_found': 'Mục này không còn trong danh mục của cơ quan. Mở lại danh mục để chọn.',
  'documents.plan_code_taken': ({ code }) =>
    `Số và ký hiệu ${String(code ?? '')} đã có trong danh mục. Ghi số, ký hiệu khác.`,
  'documents.plan_person_unknown': 'Người này không làm việc với văn bản ở cơ quan. Chọn người khác.',
  'documents.plan_entry_opened': 'Mục này đã có hồ sơ. Mở lại danh mục để xem hồ sơ của mục.',
} satisfies Refusals
