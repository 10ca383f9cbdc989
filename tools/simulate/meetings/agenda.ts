/** What a weekly meeting of the province was about, and what its chair concluded: made up, in the words of such meetings. */
import { addDays, formatDate, type LocalDay } from '#shared/dates.ts'

interface Point {
  title: string
  reporter: string
  minutes: number
  /** What the chair concluded, a line a paragraph; those told are named by the agencies there are. */
  concluded(those: Told): string
}

export interface Told {
  lead: string
  other: string
  /** Until when. */
  due: LocalDay
}

const until = (due: LocalDay) => {
  const [day, month, year] = formatDate(due).split('/')
  return `trước ngày ${day} tháng ${month} năm ${year}`
}

const points: Point[] = [
  {
    title: 'Hồ sơ thủ tục hành chính quá hạn',
    reporter: 'Văn phòng',
    minutes: 20,
    concluded: ({ lead, other, due }) =>
      `Ghi nhận số hồ sơ quá hạn đã giảm so với tuần trước.\nGiao ${lead} chủ trì, phối hợp với ${other} rà soát từng hồ sơ quá hạn, hoàn thành ${until(due)}; báo cáo Ủy ban nhân dân thành phố.`,
  },
  {
    title: 'Tiến độ số hóa kết quả giải quyết',
    reporter: 'Sở Khoa học và Công nghệ',
    minutes: 15,
    concluded: ({ lead, due }) =>
      `Thống nhất lộ trình số hóa theo báo cáo.\nGiao ${lead} xây dựng kế hoạch số hóa chi tiết, hoàn thành ${until(due)}.`,
  },
  {
    title: 'Giải ngân vốn đầu tư công',
    reporter: 'Sở Tài chính',
    minutes: 25,
    concluded: ({ lead, other, due }) =>
      `Tuy nhiên tiến độ một số dự án còn chậm.\nYêu cầu ${lead} phối hợp với ${other} tháo gỡ vướng mắc mặt bằng, báo cáo Ủy ban nhân dân thành phố ${until(due)}.`,
  },
  {
    title: 'Chuẩn bị họp Hội đồng nhân dân',
    reporter: 'Văn phòng',
    minutes: 15,
    concluded: ({ lead, due }) =>
      `Đồng ý danh mục nội dung trình kỳ họp.\nGiao ${lead} hoàn thiện hồ sơ trình, hoàn thành ${until(due)}.`,
  },
  {
    title: 'Phòng, chống mưa lũ cuối năm',
    reporter: 'Sở Nông nghiệp và Môi trường',
    minutes: 20,
    concluded: ({ lead, other, due }) =>
      `Biểu dương các lực lượng trực ban.\nGiao ${lead} chủ trì, phối hợp với ${other} kiểm tra các điểm sạt lở, hoàn thành ${until(due)}; trường hợp vượt thẩm quyền thì báo cáo Chủ tịch Ủy ban nhân dân thành phố.`,
  },
]

/** Two points for each week, in turn. */
export function agendaOf(week: number): Point[] {
  return [0, 1].map((at) => points[(week * 2 + at) % points.length] as Point)
}

/** Four weeks later: what the last notices order is not over when they are made. */
export function dueAfter(day: LocalDay): LocalDay {
  return addDays(day, 28)
}
