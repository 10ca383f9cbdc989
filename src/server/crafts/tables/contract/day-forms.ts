/** Days and moments as people and machines write them, and in which order a column writes day and month. */

/** `dmy`: 31/12/2026, as Vietnamese law writes; `mdy`: 12/31/2026; `ymd`: 2026-12-31. */
export type DayOrder = 'dmy' | 'mdy' | 'ymd'

const clock = String.raw`(?:[T ]+(?<hour>\d{1,2})(?::|h|g)(?<minute>\d{2})(?::(?<second>\d{2})(?:\.\d+)?)?\s?(?<zone>Z|[+-]\d{2}:?\d{2})?)?`
const yearLast = new RegExp(
  String.raw`^(?<one>\d{1,2})(?<mark>[-/.])(?<two>\d{1,2})\k<mark>(?<year>\d{4})${clock}$`,
)
const yearFirst = new RegExp(
  String.raw`^(?<year>\d{4})(?<mark>[-/.]?)(?<one>\d{2})\k<mark>(?<two>\d{2})${clock}$`,
)

export function looksLikeDay(text: string): boolean {
  const groups = yearLast.exec(text)?.groups ?? yearFirst.exec(text)?.groups
  // Eight digits are a number unless a clock follows.
  return groups !== undefined && (groups.mark !== '' || groups.hour !== undefined)
}

/** The order these texts are written in; days that fit no order or another than most are found later, one by one. */
export function judgeOrder(texts: readonly string[]): { order: DayOrder } | { doubt: string[] } {
  const seen: Record<DayOrder, string[]> = { dmy: [], mdy: [], ymd: [] }
  let open = 0
  for (const text of texts) {
    const last = yearLast.exec(text)?.groups
    if (!last) {
      if (yearFirst.test(text)) seen.ymd.push(text)
      continue
    }
    const [one, two] = [Number(last.one), Number(last.two)]
    if (one > 12 && two <= 12) seen.dmy.push(text)
    else if (two > 12 && one <= 12) seen.mdy.push(text)
    else open += 1
  }
  const [most, next] = Object.entries(seen).toSorted(([, one], [, other]) => other.length - one.length) as [
    [DayOrder, string[]],
    [DayOrder, string[]],
  ]
  // A column may hold a slip or two; it does not change its way of writing.
  if (next[1].length > 0 && next[1].length * 20 > most[1].length)
    return { doubt: [most[1][0] ?? '', next[1][0] ?? ''] }
  if (most[1].length === 0 || (most[0] === 'ymd' && open > 0)) return { order: open > 0 ? 'dmy' : 'ymd' }
  return { order: most[0] }
}

/** `2026-12-31`, or with its time `2026-12-31T07:30:00` and its zone where it has one; undefined where there is no such day. */
export function readDay(text: string, order: DayOrder): string | undefined {
  const groups = order === 'ymd' ? yearFirst.exec(text)?.groups : yearLast.exec(text)?.groups
  if (!groups) return undefined
  const { one = '', two = '', year = '', hour, minute = '00', second = '00', zone = '' } = groups
  const [month, day] = order === 'dmy' ? [two, one] : [one, two]
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  if (!isRealDay(date)) return undefined
  if (hour === undefined) return date
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined
  return `${date}T${hour.padStart(2, '0')}:${minute}:${second}${zone === 'Z' ? '+00:00' : zone.replace(/(\d\d)(\d\d)$/, '$1:$2')}`
}

export function isRealDay(date: string): boolean {
  const time = Date.parse(`${date}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === date
}
