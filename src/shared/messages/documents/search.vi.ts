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
  /** How many there are, and how far the search went; with accents typed, in what order. */
  found: (
    count: number,
    { isFirst, isMore, isToned }: { isFirst: boolean; isMore: boolean; isToned: boolean },
  ) => {
    const counted = formatNumber(count, 0)
    const order = isToned ? ', đúng dấu đã gõ đứng trước' : ''
    if (isFirst)
      return isMore
        ? `Hơn ${counted} văn bản. Dưới đây là ${counted} văn bản mới nhất${order}. Văn bản cũ hơn${isToned ? ', kể cả đúng dấu' : ''}: xem tiếp ở cuối trang, gõ thêm từ, hoặc chọn năm, loại, cơ quan.`
        : `${counted} văn bản${order}${isToned ? ', rồi' : ','} mới nhất trước`
    return isMore
      ? `${counted} văn bản tiếp theo, cũ hơn${order}; còn nữa ở cuối trang`
      : `${counted} văn bản cuối cùng, cũ nhất${order}`
  },
  newest: 'Về văn bản mới nhất',
  older: 'Văn bản cũ hơn',
  none: 'Không có văn bản nào có cụm từ này',
  noneHint: 'Thử bỏ bớt từ, hoặc tìm riêng từng cụm:',
  apart: (typed: string) => `Tìm ${typed}`,
  filtersHint: 'Bỏ bớt điều kiện lọc cũng có thể thấy thêm.',
  waits: (count: number, since: string) =>
    `${formatNumber(count, 0)} văn bản vừa thay đổi, từ ${since}, đang được đưa vào tìm kiếm.`,
  signing: 'Đang ký',
  noSymbol: 'Chưa có số',
  pages: 'Trang kết quả',
}
