import { type Messages, m } from './messages/index.ts'

/**
 * Vietnamese wall time: UTC+7 all year, with neither `Intl` nor the process's own time zone, so that a
 * due date is the same on every machine. A day is the text `2026-11-23`; an instant is a `Date`.
 */

/** A calendar day in Vietnam, `yyyy-MM-dd`. */
export type LocalDay = string

export const minuteMs = 60_000
const dayMs = 86_400_000
const offsetMs = 7 * 60 * minuteMs

const weekdayNames = ['Chủ Nhật', 'thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy'] as const

const twoDigits = (value: number): string => String(value).padStart(2, '0')

/** Days since 1/1/1970 of a calendar day. The arithmetic of the whole calendar is done on these. */
export function dayNumber(day: LocalDay): number {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day)
  if (!match) throw new RangeError(`Not a day: ${day}`)
  const [year, month, date] = [Number(match[1]), Number(match[2]), Number(match[3])]
  if (month < 1 || month > 12 || date < 1 || date > daysInMonth(year, month)) {
    throw new RangeError(`No such day: ${day}`)
  }
  return utcDays(year, month, date)
}

export function dayOfNumber(number: number): LocalDay {
  const date = new Date(number * dayMs)
  const year = String(date.getUTCFullYear()).padStart(4, '0')
  return `${year}-${twoDigits(date.getUTCMonth() + 1)}-${twoDigits(date.getUTCDate())}`
}

export function addDays(day: LocalDay, count: number): LocalDay {
  return dayOfNumber(dayNumber(day) + count)
}

/** 0 is Sunday, as in `Date`. */
export function weekdayOf(day: LocalDay | number): number {
  const number = typeof day === 'number' ? day : dayNumber(day)
  return (((number + 4) % 7) + 7) % 7
}

/** `thứ Ba`, `Chủ Nhật`: Vietnamese whoever reads, as the law and its calendar say it. */
export function weekdayName(day: LocalDay | number): string {
  return weekdayNames[weekdayOf(day)] ?? ''
}

/** The same in the reader's language. */
export function weekdayWord(day: LocalDay | number): string {
  return m.ui.weekdays[weekdayOf(day)] ?? ''
}

export function daysInMonth(year: number, month: number): number {
  if (month !== 2) return [4, 6, 9, 11].includes(month) ? 30 : 31
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
}

export function localDayNumber(instant: Date): number {
  return Math.floor((instant.getTime() + offsetMs) / dayMs)
}

/** The day it is in Vietnam at that instant. */
export function localDay(instant: Date): LocalDay {
  return dayOfNumber(localDayNumber(instant))
}

/** Whole minutes since midnight in Vietnam at that instant. */
export function localMinutes(instant: Date): number {
  return Math.floor((instant.getTime() + offsetMs - localDayNumber(instant) * dayMs) / minuteMs)
}

export function startOfLocalDay(day: LocalDay | Date): Date {
  return instantAt(typeof day === 'string' ? dayNumber(day) : localDayNumber(day), 0)
}

/** When the day is over in Vietnam: as the next begins, also after the last that is written with four digits. */
export function endOfLocalDay(day: LocalDay): Date {
  return instantAt(dayNumber(day) + 1, 0)
}

/** The instant at which it is so many minutes past midnight, in Vietnam, on that day. */
export function instantAt(day: LocalDay | number, minutes: number): Date {
  const number = typeof day === 'number' ? day : dayNumber(day)
  return new Date(number * dayMs + minutes * minuteMs - offsetMs)
}

/** `2026-11-23T08:00` is Vietnamese wall time; with `Z` or an offset it is what it says. */
export function parseInstant(text: string): Date | undefined {
  const match =
    /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?)?$/i.exec(
      text.trim(),
    )
  if (!match) return undefined
  const [, day = '', hours = '00', minutes = '00', seconds = '00', zone] = match
  if (Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 59 || !isLocalDay(day)) return undefined
  const wall =
    dayNumber(day) * dayMs + (Number(hours) * 60 + Number(minutes)) * minuteMs + Number(seconds) * 1000
  return new Date(wall - zoneOffsetMs(zone))
}

/** Whether it is a day of a year of four digits: there is no year 0, and `Date` takes the first hundred for those of the last century. */
export function isLocalDay(text: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  if (!match) return false
  const [year, month, date] = [Number(match[1]), Number(match[2]), Number(match[3])]
  return year >= 1000 && month >= 1 && month <= 12 && date >= 1 && date <= daysInMonth(year, month)
}

/** Completed years between two days. */
export function ageOn(bornOn: LocalDay, day: LocalDay): number {
  const years = Number(day.slice(0, 4)) - Number(bornOn.slice(0, 4))
  return day.slice(5) < bornOn.slice(5) ? years - 1 : years
}

/** `01/12/2026` whoever reads: for papers, tables that are taken along and what is typed. Pages say `dateWords`. */
export function formatDate(value: LocalDay | Date): string {
  const day = typeof value === 'string' ? dayOfNumber(dayNumber(value)) : localDay(value)
  return `${day.slice(8)}/${day.slice(5, 7)}/${day.slice(0, 4)}`
}

/** `05 tháng 3 năm 2020`: a day in the words of a document, 0 before a day under ten and before January and February (NĐ 30/2020/NĐ-CP Phụ lục I). */
export function writtenDay(day: LocalDay): string {
  const [year, month, date] = day.split('-')
  return `${date} tháng ${Number(month) < 3 ? month : Number(month)} năm ${year}`
}

/** A day on a page, unmistakable in the reader's language: `01/12/2026`, `1 December 2026`. */
export function dateWords(value: LocalDay | Date, words: Messages['ui'] = m.ui): string {
  const day = typeof value === 'string' ? dayOfNumber(dayNumber(value)) : localDay(value)
  return words.day(day.slice(8), words.months[Number(day.slice(5, 7)) - 1] ?? '', day.slice(0, 4))
}

/** The same without its year: `01/12`, `1 Dec`. */
export function shortDateWords(value: LocalDay | Date): string {
  const day = typeof value === 'string' ? value : localDay(value)
  return m.ui.shortDay(day.slice(8), m.ui.months[Number(day.slice(5, 7)) - 1] ?? '')
}

/** `17:00`. */
export function formatTime(instant: Date): string {
  const minutes = localMinutes(instant)
  return `${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}`
}

/** `17:00, thứ Ba, 01/12/2026`, `17:00, Tuesday, 1 December 2026`: a moment on a page. */
export function formatDateTime(instant: Date): string {
  return `${formatTime(instant)}, ${weekdayWord(localDayNumber(instant))}, ${dateWords(instant)}`
}

/** The moment that words of `formatDateTime` begin with, in the reader's language, as `<time datetime>` needs it: `2026-12-01T17:00+07:00`. */
export function machineTime(words: string): string | undefined {
  const [, time, day = '', month = '', year] =
    /^(\d\d:\d\d), (?:[^,\d]*, )?(\d\d?)[/ ](\d\d|[A-Z][a-z]+)[/ ](\d{4})/.exec(words) ?? []
  const number = m.ui.months.indexOf(month) + 1
  return time && number > 0 ? `${year}-${twoDigits(number)}-${day.padStart(2, '0')}T${time}+07:00` : undefined
}

/** `2026-11-23T08:00:00+07:00`, for JSON that people read too. */
export function formatIsoLocal(instant: Date): string {
  return `${new Date(instant.getTime() + offsetMs).toISOString().slice(0, 19)}+07:00`
}

export type DateProblem = 'date.malformed' | 'date.short_year' | 'date.no_such_month' | 'date.no_such_day'

export type ParsedDate = { ok: true; day: LocalDay } | { ok: false; problem: DateProblem; message: string }

/** The three boxes of a form. */
export interface DayBoxes {
  day: string | number
  month: string | number
  year: string | number
}

/** A whole date that someone typed or pasted into the first of three boxes. */
export function wholeDayIn({ day, month, year }: DayBoxes): string | undefined {
  const isAlone = `${month}${year}`.trim() === ''
  const text = String(day).trim()
  return isAlone && text.length > 2 ? text : undefined
}

/** What a person writes for a day: `5/2/2026`, `05-02-2026`, `05022026`, `ngày 5 tháng 2 năm 2026`, or three boxes. */
export function parseVietnameseDate(input: string | DayBoxes): ParsedDate {
  const text = typeof input === 'string' ? input : wholeDayIn(input)
  const parts = text === undefined ? formParts(input as DayBoxes) : splitDate(text)
  if (!parts) {
    const { malformed, malformedBoxes } = m.form.date
    return refuse('date.malformed', text === undefined ? malformedBoxes : malformed)
  }
  const [date, month, year] = parts
  if (year < 1000) return refuse('date.short_year', m.form.date.shortYear)
  if (month < 1 || month > 12) {
    return refuse('date.no_such_month', m.form.date.noSuchMonth(month))
  }
  const length = daysInMonth(year, month)
  if (date < 1 || date > length) {
    return refuse('date.no_such_day', m.form.date.noSuchDay(date, month, year, length))
  }
  return { ok: true, day: `${year}-${twoDigits(month)}-${twoDigits(date)}` }
}

/** What is left of a time limit, as the calendar counts it. Negative when it has passed. */
export interface TimeLeft {
  workingDays: number
  workingMinutes: number
  overdue: boolean
  state: 'ok' | 'soon' | 'today' | 'late' | 'hold' | 'done'
}

/** `Còn 3 ngày làm việc`, `Quá hạn 1 ngày làm việc`, `Tạm dừng, còn 2 ngày làm việc`. */
export function timeLeftWords(
  left: TimeLeft,
  unit: 'working_days' | 'working_hours' = 'working_days',
): string {
  const words = m.ui.timeLeft
  if (left.state === 'done') return left.overdue ? words.doneLate : words.doneOnTime
  const amount =
    unit === 'working_days' ? dayWords(Math.abs(left.workingDays)) : hourWords(Math.abs(left.workingMinutes))
  if (left.state === 'hold') return amount ? words.pausedWith(amount) : words.paused
  if (left.overdue) return amount ? words.overdueBy(amount) : words.justOverdue
  return amount ? words.left(amount) : unit === 'working_days' ? words.dueToday : words.due
}

function dayWords(days: number): string | undefined {
  return days === 0 ? undefined : m.ui.timeLeft.days(days)
}

function hourWords(minutes: number): string | undefined {
  if (minutes < 1) return undefined
  return m.ui.timeLeft.hours(Math.floor(minutes / 60), Math.floor(minutes % 60))
}

function splitDate(text: string): [number, number, number] | undefined {
  const plain = text.normalize('NFC').trim().toLowerCase()
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(plain)
  if (iso) return [Number(iso[3]), Number(iso[2]), Number(iso[1])]
  const match =
    /^(\d{1,2})\s*[/.\-\s]\s*(\d{1,2})\s*[/.\-\s]\s*(\d{1,4})$/.exec(plain) ??
    /^(\d{2})(\d{2})(\d{4})$/.exec(plain) ??
    /^(?:ngày|mồng|mùng)\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+(?:năm\s+)?(\d{1,4})$/.exec(plain)
  return match ? [Number(match[1]), Number(match[2]), Number(match[3])] : undefined
}

function formParts(input: DayBoxes): [number, number, number] | undefined {
  const texts = [input.day, input.month, input.year].map((part) => withoutItsWord(String(part)))
  if (!texts.every((part) => /^\d{1,4}$/.test(part))) return undefined
  return [Number(texts[0]), Number(texts[1]), Number(texts[2])]
}

/** `tháng 3` in the box for the month is 3. */
function withoutItsWord(part: string): string {
  const plain = part.normalize('NFC').trim()
  return /^(?:ngày|mồng|mùng|tháng|năm)\s{0,3}(\d{1,4})$/i.exec(plain)?.[1] ?? plain
}

function refuse(problem: DateProblem, message: string): ParsedDate {
  return { ok: false, problem, message }
}

function utcDays(year: number, month: number, date: number): number {
  return Math.round(Date.UTC(year, month - 1, date) / dayMs)
}

function zoneOffsetMs(zone: string | undefined): number {
  if (!zone) return offsetMs
  if (zone.toUpperCase() === 'Z') return 0
  const digits = zone.replace(':', '')
  const minutes = Number(digits.slice(1, 3)) * 60 + Number(digits.slice(3, 5))
  return (digits.startsWith('-') ? -minutes : minutes) * minuteMs
}
