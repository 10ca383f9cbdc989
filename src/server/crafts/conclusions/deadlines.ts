/** Until when something is to be done: the words that say so, and the day they mean where they mean one. */
import { daysInMonth } from '#shared/dates.ts'
import type { Word } from './words.ts'

export interface Deadline {
  /** Indexes of its words. */
  from: number
  end: number
  /** `yyyy-MM-dd`; null where the words name no day, or one no calendar has. */
  day: string | null
  /** No year was said: the next such day after the meeting is meant. */
  isInferred: boolean
  /** So long from the meeting on, where that is what the words say. */
  within?: Within
}

/** “Trong 10 ngày”, “trong 05 ngày làm việc”. */
export interface Within {
  days: number
  isWorking: boolean
}

interface Span {
  end: number
  year: number | null
  month: number
  day: number | null
}

const periods = ['tuần', 'tháng', 'quý', 'năm', 'ngày', '6']

/**
 * The deadline in these words, a day before anything vaguer. “Trước ngày D” is D, “trong tháng M” its last day (as registers of
 * tasks keep them). `after` is the day of the notice, `yyyy-MM-dd`, from which a missing year is taken.
 */
export function findDeadline(
  words: readonly Word[],
  from: number,
  end: number,
  after: string,
): Deadline | undefined {
  let vague: Deadline | undefined
  for (let at = from; at < end; at += 1) {
    const found = dated(words, at, end, after)
    if (found) return found
    vague ??= recurring(words, at, end, at === from) ?? relative(words, at, end)
  }
  return vague
}

function dated(words: readonly Word[], at: number, end: number, after: string): Deadline | undefined {
  const key = (index: number) => (index < end ? words[index]?.key : undefined)
  const is = (index: number, ...keys: string[]) => keys.every((one, step) => key(index + step) === one)
  let next = at
  let isBefore = false
  if (is(at, 'chậm', 'nhất')) next = at + 2 + (key(at + 2) === 'là' ? 1 : 0)
  else if (is(at, 'muộn', 'nhất')) next = at + 2 + (key(at + 2) === 'là' ? 1 : 0)
  else if (is(at, 'đến', 'hết')) next = at + 2
  else if (is(at, 'đến') && is(at + 1, 'trước')) next = at + 2
  else if (key(at) === 'trước') {
    next = at + 1
    isBefore = true
  } else if (key(at) === 'trong' || key(at) === 'vào') next = at + 1
  else return undefined
  if (key(next) === 'trong' || key(next) === 'trước') next += 1
  if (key(next) === 'hết') next += 1
  const span = spanAt(words, next, end)
  if (!span) return undefined
  if (['hằng', 'hàng'].includes(key(span.end) ?? '')) return undefined
  const isInferred = span.year === null
  const year = span.year ?? yearAfter(span, after)
  const since = key(at - 1) === 'nay' && key(at - 2) === 'từ' ? at - 2 : undefined
  const begins =
    since ??
    (key(at - 1) === 'thành' && key(at - 2) === 'hoàn' ? at - 2 : key(at - 1) === 'xong' ? at - 1 : at)
  const last = daysInMonth(year, span.month)
  const day = span.day ?? (isBefore ? 0 : last)
  const place = { from: Math.max(begins, 0), end: span.end }
  // Said by mistake, 31/11 is no day at all: which one was meant is for people to say.
  if (day > last) return { ...place, day: null, isInferred: false }
  const meant = day === 0 ? lastOfMonthBefore(year, span.month) : iso(year, span.month, day)
  return { ...place, day: meant, isInferred }
}

/** A day, month, quarter or year as written; a month stands for its last day. */
function spanAt(words: readonly Word[], from: number, end: number): Span | undefined {
  const key = (index: number) => (index < end ? words[index]?.key : undefined)
  let at = from
  const unit = key(at)
  if (unit === 'ngày') at += 1
  if (unit === 'năm') {
    const year = yearOf(key(at + 1))
    return year === undefined ? undefined : { end: at + 2, year, month: 12, day: null }
  }
  if (unit === 'tháng' || unit === 'quý') {
    const [first = '', second] = (key(at + 1) ?? '').split(/[/-]/)
    const number = unit === 'quý' ? quarterOf(first) : monthOf(first)
    if (number === undefined) return undefined
    const later = key(at + 2) === 'năm' ? yearOf(key(at + 3)) : undefined
    const slash = key(at + 2) === '/' ? yearOf(key(at + 3)) : undefined
    const year = yearOf(second) ?? later ?? slash ?? null
    const length = later !== undefined || slash !== undefined ? 4 : 2
    return { end: at + length, year, month: unit === 'quý' ? number * 3 : number, day: null }
  }
  const parts = (key(at) ?? '').split(/[/.-]/)
  if (parts.length >= 2) {
    const [day, month, year] = [Number(parts[0]), Number(parts[1]), yearOf(parts[2])]
    return isDay(day, month) ? { end: at + 1, year: year ?? null, month, day } : undefined
  }
  const day = Number(key(at))
  const month = key(at + 1) === 'tháng' ? Number((key(at + 2) ?? '').split('/')[0]) : Number.NaN
  if (!isDay(day, month)) return undefined
  const joined = yearOf((key(at + 2) ?? '').split('/')[1])
  const later = key(at + 3) === 'năm' ? yearOf(key(at + 4)) : undefined
  return { end: later === undefined ? at + 3 : at + 5, year: joined ?? later ?? null, month, day }
}

/** “Định kỳ hằng quý”; “hằng quý” alone where it begins the sentence: elsewhere it may be said of a budget. */
function recurring(words: readonly Word[], at: number, end: number, isFirst: boolean): Deadline | undefined {
  const key = (index: number) => (index < end ? words[index]?.key : undefined)
  const every = key(at) === 'định' && key(at + 1) === 'kỳ' ? at + 2 : at
  if (every === at && !isFirst) return undefined
  if (!['hằng', 'hàng'].includes(key(every) ?? '') || !periods.includes(key(every + 1) ?? ''))
    return undefined
  let last = every + 2
  while (last < end && (key(last) === ',' || key(last) === 'và') && periods.includes(key(last + 1) ?? ''))
    last += 2
  return { from: at, end: last, day: null, isInferred: false }
}

/** “Trong thời hạn 10 ngày”, “trong 02 tuần”, “trước khi trình …”, “để kịp …”. */
function relative(words: readonly Word[], at: number, end: number): Deadline | undefined {
  const key = (index: number) => (index < end ? words[index]?.key : undefined)
  const none = { day: null, isInferred: false }
  if (key(at) === 'trong') {
    let next = at + 1
    if (key(next) === 'thời' && (key(next + 1) === 'hạn' || key(next + 1) === 'gian')) next += 2
    if (key(next) === 'vòng') next += 1
    if (/^\d{1,3}$/.test(key(next) ?? '') && periods.includes(key(next + 1) ?? '')) {
      const isWorking = key(next + 2) === 'làm' && key(next + 3) === 'việc'
      const last = isWorking ? next + 4 : next + 2
      // “Kể từ ngày nhận được …” counts from another day than the meeting's.
      const isOfMeeting = key(next + 1) === 'ngày' && !['kể', 'từ', 'sau', 'tính'].includes(key(last) ?? '')
      const within = { days: Number(key(next)), isWorking }
      return { from: at, end: last, ...none, ...(isOfMeeting ? { within } : {}) }
    }
    if (key(next) === 'tuần' && ['này', 'sau', 'tới'].includes(key(next + 1) ?? ''))
      return { from: at, end: next + 2, ...none }
  }
  const isBeforeAct = key(at) === 'trước' && key(at + 1) === 'khi'
  const isInTime = key(at) === 'để' && key(at + 1) === 'kịp' && key(at + 2) !== 'thời'
  if (!isBeforeAct && !isInTime) return undefined
  let last = at + 2
  while (last < end && last - at < 20 && !words[last]?.isMark) last += 1
  return { from: at, end: last, ...none }
}

function yearOf(word: string | undefined): number | undefined {
  const year = Number(word)
  return Number.isInteger(year) && year >= 1990 && year <= 2100 ? year : undefined
}

function monthOf(word: string): number | undefined {
  const month = Number(word)
  return Number.isInteger(month) && month >= 1 && month <= 12 ? month : undefined
}

function quarterOf(word: string): number | undefined {
  const roman = ['i', 'ii', 'iii', 'iv'].indexOf(word) + 1
  const number = roman > 0 ? roman : Number(word)
  return Number.isInteger(number) && number >= 1 && number <= 4 ? number : undefined
}

function isDay(day: number, month: number): boolean {
  return (
    Number.isInteger(day) && Number.isInteger(month) && month >= 1 && month <= 12 && day >= 1 && day <= 31
  )
}

function yearAfter({ month, day }: Span, after: string): number {
  const year = Number(after.slice(0, 4))
  return iso(year, month, day ?? 31) >= after ? year : year + 1
}

function lastOfMonthBefore(year: number, month: number): string {
  return month === 1 ? iso(year - 1, 12, 31) : iso(year, month - 1, daysInMonth(year, month - 1))
}

function iso(year: number, month: number, day: number): string {
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}
