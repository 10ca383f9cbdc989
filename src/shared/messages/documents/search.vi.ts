/** Words of the search among documents. */
import { formatNumber } from '../../money.ts'

export const search = {
  title: 'Tìm văn bản',
  lead: 'Gõ một cụm từ, tên người, số ký hiệu hay nơi gửi; có dấu hay không dấu đều tìm được.',
  asked: 'Tìm gì',
  hint: 'Nhiều cụm từ cách nhau bằng dấu phẩy: quyết định, giải phóng mặt bằng',
  kind: 'Loại văn bản',
  direction: 'Đến, đi, dự thảo',
  directions: { in: 'Văn bản đến', out: 'Văn bản đi', draft: 'Dự thảo' },
  agency: 'Văn bản của cơ quan',
  year: 'Năm',
  every: 'Tất cả',
  find: 'Tìm',
  found: (count: number, most: number) =>
    count >= most
      ? `Hơn ${formatNumber(most, 0)} văn bản; ở đây là ${formatNumber(most, 0)} văn bản mới nhất. Muốn tìm văn bản cũ hơn, thêm từ vào cụm từ hoặc chọn năm, loại, cơ quan.`
      : `${formatNumber(count, 0)} văn bản, mới nhất trước`,
  none: 'Không có văn bản nào có cụm từ này',
  noneHint: 'Thử bỏ bớt từ, hoặc tìm riêng từng cụm:',
  apart: (typed: string) => `Tìm ${typed}`,
  filtersHint: 'Bỏ bớt điều kiện lọc cũng có thể thấy thêm.',
  waits: (count: number, since: string) =>
    `${formatNumber(count, 0)} văn bản vừa thay đổi, từ ${since}, đang được đưa vào tìm kiếm.`,
  revoked: 'Đã thu hồi',
  signing: 'Đang ký',
  noSymbol: 'Chưa có số',
  pages: 'Trang kết quả',
}
