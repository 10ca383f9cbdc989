const source = 'Bộ luật Lao động 45/2019/QH14, Điều 112'

const day = (
  date: string,
  counted: number | undefined,
  text: string,
  code: string,
  events: string[] = [],
) => ({
  date,
  counted: counted !== undefined,
  consumedAfter: counted ?? 0,
  due: counted === 5,
  reason: { code, text, source },
  events,
})

/** Received on Monday 23/11/2026, five working days: what the calendar explains, for the gallery. */
export const bridgeLines = [
  day('2026-11-23', undefined, 'Ngày tiếp nhận, không tính', 'first_day', ['08:21: tiếp nhận']),
  day('2026-11-24', undefined, 'Nghỉ: Ngày Văn hóa Việt Nam', 'holiday'),
  day('2026-11-25', 1, 'Ngày làm việc thứ 1', 'counted'),
  day('2026-11-26', 2, 'Ngày làm việc thứ 2', 'counted'),
  day('2026-11-27', 3, 'Ngày làm việc thứ 3', 'counted'),
  day('2026-11-28', undefined, 'Thứ Bảy, nghỉ hằng tuần', 'weekend'),
  day('2026-11-29', undefined, 'Chủ Nhật, nghỉ hằng tuần', 'weekend'),
  day('2026-11-30', 4, 'Ngày làm việc thứ 4', 'counted'),
  day('2026-12-01', 5, 'Ngày làm việc thứ 5', 'counted'),
]
