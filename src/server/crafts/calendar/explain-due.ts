import {
  dayOfNumber,
  formatDate,
  formatTime,
  type LocalDay,
  localDayNumber,
  localMinutes,
} from '#shared/dates.ts'
import { type DayKind, kindOf, type LegalCalendar } from './calendar.ts'
import { type Clock, type ClockEntry, type ClockHistory, type ClockRun, foldHistory } from './clock.ts'

export type DueReasonCode =
  | DayKind['reason']['code']
  | 'counted'
  | 'overdue'
  | 'first_day'
  | 'after_hours'
  | 'resumed'
  | 'restarted'
  | 'paused'
  | 'awaits_round'

/** One day of the answer to “Vì sao ngày này?”. */
export interface DueLine {
  date: LocalDay
  counted: boolean
  /** In the budget's unit, at the end of that day. */
  consumedAfter: number
  /** The day on which the time limit ends. */
  due: boolean
  reason: { code: DueReasonCode; text: string; source: string; unverified: boolean }
  /** What happened to the clock on that day, in Vietnamese. */
  events: string[]
}

const civilCode = 'BLDS 91/2015/QH13, Điều 147–148'
const dossierDecree = 'NĐ 118/2025/NĐ-CP'
const ownLimit = 'Thời hạn của thủ tục'
const longestExplanation = 3660

/**
 * Every day from the first entry to the due day (or to the pause, while paused), with whether it counted, why and
 * by which rule. The counted days of the last round add up to the budget.
 */
export function explainDue(calendar: LegalCalendar, entries: readonly ClockEntry[]): DueLine[] {
  const history = foldHistory(calendar, entries)
  const first = entries[0]
  if (!first) return []

  const firstDay = localDayNumber(first.at)
  const lastDay = Math.max(
    history.clock.dueAt ? localDayNumber(history.clock.dueAt) : firstDay,
    ...(history.clock.dueAt ? [] : entries.map((entry) => localDayNumber(entry.at))),
  )
  const describe = history.clock.budget?.unit === 'working_hours' ? describeHours : describeDay
  const lines: DueLine[] = []
  for (let day = firstDay; day <= Math.min(lastDay, firstDay + longestExplanation); day++) {
    const previous = lines.at(-1)?.consumedAfter ?? 0
    lines.push({
      date: dayOfNumber(day),
      due: history.clock.dueAt !== null && day === localDayNumber(history.clock.dueAt),
      ...describe(calendar, history, day, previous),
      events: entries.filter((entry) => localDayNumber(entry.at) === day).map(entryWords),
    })
  }
  return lines
}

type Described = Pick<DueLine, 'counted' | 'consumedAfter' | 'reason'>

function describeDay(
  calendar: LegalCalendar,
  { clock, runs }: ClockHistory,
  day: number,
  previous: number,
): Described {
  const kind = kindOf(calendar.tables, day)
  const idle = (code: DueReasonCode, text: string, source: string, consumedAfter = previous): Described => ({
    counted: false,
    consumedAfter,
    reason: { code, text, source, unverified: false },
  })
  if (!kind.working) return dayOff(kind, previous)

  const index = calendar.tables.workingDaysBefore[day - calendar.tables.firstDay] as number
  const restart = runs.findLast((run) => run.cause === 'restart' && run.begin === index)
  if (restart)
    return idle(
      'restarted',
      restart.end === index
        ? 'Nhận đủ hồ sơ, tính lại thời hạn từ đầu: trả trong ngày'
        : 'Nhận đủ hồ sơ, tính lại thời hạn từ đầu; ngày nhận không tính',
      dossierDecree,
      0,
    )

  const run = runs.findLast((candidate) => index > candidate.begin && index <= candidate.end)
  if (run && !restartedBefore(runs, run, index)) {
    const consumedAfter = run.before + index - run.begin
    return counted(kind, clock, consumedAfter)
  }
  const beginning = runs.find((candidate) => candidate.begin === index)
  if (beginning) return idle(...firstDayWords(calendar, beginning, day, clock))
  if (runs.some(({ awaited, from, begin }) => awaited && localDayNumber(from) <= day && index < begin))
    return idle('awaits_round', 'Chờ đợt xét hằng tháng, chưa tính', ownLimit)
  const filed = runs.find((candidate) => localDayNumber(candidate.from) === day)
  if (filed) {
    const [words, source] = latenessOf(calendar, filed)
    return idle('after_hours', `${words}, tính như nhận vào ngày làm việc tiếp theo`, source)
  }
  return idle('paused', 'Tạm dừng tính thời hạn', dossierDecree)
}

/** A round that a restart has ended counts no day from the restart on. */
function restartedBefore(runs: readonly ClockRun[], run: ClockRun, index: number): boolean {
  return runs.slice(runs.indexOf(run) + 1).some((later) => later.cause === 'restart' && later.begin <= index)
}

function firstDayWords(
  calendar: LegalCalendar,
  run: ClockRun,
  day: number,
  { budget }: Clock,
): [DueReasonCode, string, string] {
  const isDue = run.end === run.begin
  if (run.cause === 'resume') {
    const what = run.after ? `Ngày hết ${run.after}` : 'Ngày nhận bổ sung'
    return isDue
      ? ['resumed', `${what}; thời hạn đã đếm đủ trước khi tạm dừng nên trả trong ngày`, civilCode]
      : ['resumed', `${what}, không tính`, civilCode]
  }
  if (run.awaited) return ['first_day', 'Đợt xét hằng tháng bắt đầu, ngày đầu không tính', ownLimit]
  const isSameDay = localDayNumber(run.from) === day
  const words = isSameDay ? 'Ngày tiếp nhận' : `${latenessOf(calendar, run)[0]} nên coi như nhận vào ngày này`
  if (budget?.amount === 0) return ['first_day', `${words}, trả trong ngày`, ownLimit]
  return ['first_day', isSameDay ? `${words}, không tính` : `${words}; ngày tiếp nhận không tính`, civilCode]
}

/** Why what came in then counts as another day's, and by which rule. */
function latenessOf(calendar: LegalCalendar, { from, cutoff }: ClockRun): [words: string, source: string] {
  const { working, sessions } = kindOf(calendar.tables, localDayNumber(from))
  if (!working) return ['Nhận vào ngày nghỉ', dossierDecree]
  const isOpen = localMinutes(from) <= (sessions.at(-1)?.to ?? 0)
  return cutoff !== undefined && isOpen
    ? [`Nhận sau ${hourWords(cutoff)}`, ownLimit]
    : ['Nhận ngoài giờ làm việc', dossierDecree]
}

function counted(kind: DayKind, clock: Clock, consumedAfter: number): Described {
  const over = consumedAfter - (clock.budget?.amount ?? 0)
  const swapped = kind.reason.code === 'swap_work' ? ` (${kind.reason.name.toLowerCase()})` : ''
  return {
    counted: true,
    consumedAfter,
    reason: {
      code: over > 0 ? 'overdue' : kind.reason.code === 'swap_work' ? 'swap_work' : 'counted',
      text: over > 0 ? `Quá hạn ngày thứ ${over}` : `Ngày làm việc thứ ${consumedAfter}${swapped}`,
      source: kind.reason.source,
      unverified: kind.reason.unverified,
    },
  }
}

function describeHours(
  calendar: LegalCalendar,
  { runs }: ClockHistory,
  day: number,
  previous: number,
): Described {
  const kind = kindOf(calendar.tables, day)
  if (!kind.working) return dayOff(kind, previous)

  const offset = day - calendar.tables.firstDay
  const opens = calendar.tables.minutesBefore[offset] as number
  const closes = calendar.tables.minutesBefore[offset + 1] as number
  let minutes = 0
  let consumed = previous
  for (const run of runs) {
    const part = Math.min(closes, run.end) - Math.max(opens, run.begin)
    if (run.cause === 'restart' && localDayNumber(run.from) === day) consumed = run.before / 60
    if (part <= 0) continue
    minutes += part
    consumed = (run.before + Math.min(closes, run.end) - run.begin) / 60
  }
  if (minutes > 0) {
    return {
      counted: true,
      consumedAfter: consumed,
      reason: {
        code: 'counted',
        text: `Tính ${hourWords(minutes)}`,
        source: kind.reason.source,
        unverified: kind.reason.unverified,
      },
    }
  }
  const filed = runs.some((run) => localDayNumber(run.from) === day)
  return {
    counted: false,
    consumedAfter: consumed,
    reason: {
      code: filed ? 'after_hours' : 'paused',
      text: filed ? 'Nhận ngoài giờ làm việc, tính từ buổi làm việc tiếp theo' : 'Tạm dừng tính thời hạn',
      source: dossierDecree,
      unverified: false,
    },
  }
}

function dayOff(kind: DayKind, consumedAfter: number): Described {
  const { code, name, source, unverified } = kind.reason
  const text = code === 'weekend' ? `${capitalised(name)}, nghỉ hằng tuần` : `Nghỉ: ${name}`
  return { counted: false, consumedAfter, reason: { code, text, source, unverified } }
}

function entryWords(entry: ClockEntry): string {
  const time = formatTime(entry.at)
  switch (entry.kind) {
    case 'start':
      return `${time}: tiếp nhận, thời hạn ${budgetWords(entry.budget)}`
    case 'pause':
      return entry.reason ? `${time}: tạm dừng, ${entry.reason}` : `${time}: tạm dừng`
    case 'resume':
      return `${time}: tính tiếp`
    case 'restart':
      return `${time}: tính lại từ đầu`
    case 'extend':
      return `${time}: gia hạn thêm ${entry.amount}`
    case 'stop':
      return `${time}: kết thúc`
    case 'note':
      return `${time}: ${entry.text}`
  }
}

export function budgetWords(budget: { unit: 'working_days' | 'working_hours'; amount: number }): string {
  if (budget.amount === 0) return 'trong ngày'
  const amount = String(budget.amount).replace('.', ',')
  return budget.unit === 'working_days' ? `${amount} ngày làm việc` : `${amount} giờ làm việc`
}

/** One line a day, for a terminal or a plain letter. */
export function explanationText(lines: readonly DueLine[]): string[] {
  return lines.map((line) => {
    const mark = line.counted ? '+' : ' '
    const events = line.events.length > 0 ? ` [${line.events.join('; ')}]` : ''
    return `${mark} ${formatDate(line.date)}  ${line.reason.text}${line.due ? ', ngày hết hạn' : ''}${events}`
  })
}

function hourWords(minutes: number): string {
  const hours = Math.floor(minutes / 60)
  const rest = Math.round(minutes % 60)
  if (hours === 0) return `${rest} phút`
  return rest === 0 ? `${hours} giờ` : `${hours} giờ ${rest} phút`
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
