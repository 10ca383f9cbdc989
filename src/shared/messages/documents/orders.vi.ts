/** Words about what a document tells agencies to do. */
import type { Refusals } from '../refusals.ts'

export const orders = {
  title: 'Nhiệm vụ giao trong văn bản',
  lead: 'Mỗi nhiệm vụ nằm trong một đoạn của văn bản. Khi văn bản được ban hành, cơ quan chủ trì nhận nhiệm vụ ngay, kèm thời hạn.',
  leadIssued: 'Văn bản đã ban hành. Cơ quan được giao báo cáo trong mục Nhiệm vụ.',
  link: (count: number) => (count > 0 ? `Nhiệm vụ giao (${count})` : 'Giao nhiệm vụ'),
  proposed: (count: number) => `Đề xuất từ lời văn (${count})`,
  proposedHint: 'Đọc từ câu chữ theo quy tắc. Xem lại rồi xác nhận; không xác nhận thì không giao.',
  inferred: 'Văn bản không ghi năm: năm là năm gần nhất tính từ hôm nay.',
  unknown:
    'Chưa giao được như đề xuất: nơi chủ trì không phải một cơ quan ở đây, hoặc thời hạn đã qua. Mở ra để sửa.',
  takeAll: 'Xác nhận mọi đề xuất đủ cơ quan chủ trì',
  confirm: 'Xác nhận nhiệm vụ',
  confirmed: (count: number) => `Đã xác nhận (${count})`,
  none: 'Chưa có nhiệm vụ nào',
  noneHint: 'Xác nhận đề xuất, hoặc thêm nhiệm vụ vào một đoạn của văn bản.',
  noneRead: 'Văn bản này không giao nhiệm vụ cho cơ quan nào.',
  blockGone: 'Đoạn giao nhiệm vụ này không còn trong văn bản: nhiệm vụ sẽ không được giao.',
  unsent: (names: string) => `Chưa có trong Nơi nhận: ${names}.`,
  send: 'Thêm vào Nơi nhận',
  change: 'Sửa',
  save: 'Lưu',
  drop: 'Bỏ nhiệm vụ',
  add: 'Thêm nhiệm vụ',
  fields: {
    block: 'Đoạn giao nhiệm vụ',
    lead: 'Chủ trì',
    leadHint: 'Một cơ quan, ghi đúng tên. Nhiều cơ quan cùng chủ trì thì mỗi cơ quan một nhiệm vụ.',
    others: 'Phối hợp',
    othersHint: 'Mỗi dòng một cơ quan, đơn vị.',
    term: 'Thời hạn như văn bản ghi',
    termHint: 'Ví dụ: trước ngày 15 tháng 12; hằng quý.',
    due: 'Hạn là ngày nào',
    reportTo: 'Báo cáo cho',
    condition: 'Điều kiện',
  },
  done: {
    put: 'Đã lưu nhiệm vụ.',
    drop: 'Đã bỏ nhiệm vụ.',
    take: 'Đã xác nhận các đề xuất.',
    send: 'Đã thêm vào Nơi nhận.',
  } as Record<string, string>,
}

export const ordersRefusals = {
  'documents.order_elsewhere':
    'Đoạn giao nhiệm vụ không còn trong văn bản. Tải lại trang, rồi chọn đoạn khác.',
  'documents.order_in_past': 'Hạn phải từ hôm nay trở đi. Chọn lại ngày.',
  'documents.too_many_orders': 'Một văn bản giao tối đa 200 nhiệm vụ. Bỏ bớt, hoặc chia thành nhiều văn bản.',
} satisfies Refusals
