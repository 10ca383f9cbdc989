import { formatNumber } from '../../money.ts'

const counted = (count: number): string => formatNumber(count, 0)

/** The officers' list of what is to be done. */
export const workList = {
  title: 'Hồ sơ cần làm',
  takeAlong: {
    csv: 'Tải bảng (CSV)',
    calendar: 'Tải lịch hạn (iCalendar)',
    calendarName: 'Hạn hồ sơ cần làm',
    due: (code: string) => `Hạn trả kết quả hồ sơ ${code}`,
    acceptBy: (code: string) => `Hạn tiếp nhận hồ sơ ${code}`,
    columns: [
      'Mã hồ sơ',
      'Mã thủ tục',
      'Thủ tục',
      'Người nộp',
      'Trạng thái',
      'Bước',
      'Người phụ trách',
      'Nộp lúc',
      'Tiếp nhận lúc',
      'Hạn',
      'Kết thúc lúc',
    ],
  },
  summary: (fresh: number, overdue: number) =>
    `${fresh === 0 ? 'Không có hồ sơ mới' : `${counted(fresh)} hồ sơ mới`}. ${overdue === 0 ? 'Không hồ sơ nào quá hạn.' : `${counted(overdue)} hồ sơ đã quá hạn.`}`,
  live: (time: string) => `Cập nhật trực tiếp, lúc ${time}`,
  offline: (time: string) => `Mất kết nối từ ${time}, đang nối lại`,
  refused: 'Phiên làm việc đã kết thúc, hoặc quyền đã đổi.',
  tabs: {
    all: 'Tất cả',
    new: 'Mới đến',
    overdue: 'Quá hạn',
    today: 'Hạn hôm nay',
    paused: 'Tạm dừng',
    waiting: 'Chờ bên ngoài',
    deciding: 'Chờ ký',
    paper: 'Chờ trả bản giấy',
    done: 'Đã kết thúc',
  },
  filterByClock: 'Lọc theo hạn',
  everyService: 'Mọi thủ tục',
  service: 'Thủ tục',
  whose: 'Người phụ trách',
  everyone: 'Mọi người',
  mine: 'Việc của tôi',
  asked: (count: number) => `Cơ quan khác đang chờ ${counted(count)} ý kiến của cơ quan ông/bà`,
  many: {
    with: 'Với các hồ sơ đã chọn:',
    withSo: (count: number) =>
      count === 0 ? 'Chưa chọn hồ sơ nào:' : `Với ${counted(count)} hồ sơ đã chọn:`,
    choose: 'Chọn',
    chooseAll: 'Chọn cả trang',
    chooseOne: (name: string, code: string) => `Chọn hồ sơ ${code} của ${name}`,
    assign: 'Giao',
    nothing: 'Chưa chọn hồ sơ nào. Đánh dấu ở đầu dòng rồi bấm lại.',
    summary: (done: number, all: number) =>
      done === all ? `Xong cả ${counted(all)} hồ sơ.` : `Xong ${counted(done)} trong ${counted(all)} hồ sơ.`,
  },
  filter: 'Lọc',
  sorted: { due: 'Hạn gần nhất lên trước', newest: 'Mới nộp lên trước' },
  caption: (order: string) => `Hồ sơ, ${order.toLocaleLowerCase('vi')}`,
  columns: {
    who: 'Người nộp, thủ tục',
    due: 'Hạn',
    used: 'Ngày đã dùng',
    step: 'Bước, người phụ trách',
    code: 'Mã hồ sơ',
  },
  unassigned: 'Chưa giao',
  found: (count: number, query: string) => `${count >= 1000 ? 'Hơn 1.000' : count} hồ sơ khớp với “${query}”`,
  clearSearch: 'Bỏ tìm',
  range: (from: number, to: number, total: number) =>
    `${counted(from)}–${counted(to)} trong ${counted(total)} hồ sơ`,
  nothing: 'Không còn hồ sơ nào ở đây',
  nothingNext: 'Hồ sơ mới tự hiện ra khi có người nộp.',
  seeEveryone: 'Xem cả việc của người khác',
  preview: 'Xem trước',
  open: 'Mở',
  askMore: 'Yêu cầu bổ sung',
  /** Of “Đang chờ tiếp nhận, trước 17:00, 30/11/2026” where the moment stands below. */
  acceptShort: 'Chờ tiếp nhận, trước',
  pausedSince: (day: string) => `từ ${day}`,
  waits: (step: string, count: number, until: string) =>
    `${step}, chờ ${counted(count)} việc${until ? ` đến ${until}` : ''}`,
  /** Left out of “Còn 3 ngày làm việc” where a list is short of room. */
  workingWord: 'làm việc',
  acceptOverdue: 'Quá giờ tiếp nhận',
  endedLate: (status: string) => `${status}, trễ hạn`,
  dueOn: (day: string) => `hạn ${day}`,
  channels: { online: 'nộp qua mạng', direct: 'nộp tại quầy', post: 'nộp qua bưu chính' } as Record<
    string,
    string
  >,
}
