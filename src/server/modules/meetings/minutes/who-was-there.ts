/** Who was there, as minutes say it: what was said of each by the roll call, and nothing that nobody said. */
import { formatTime } from '#shared/dates.ts'
import { vi } from '#shared/messages/vi.ts'
import type { Person } from '../look/queries.ts'
import type { PersonPresence } from '../run/attendance.ts'
import { graceMs, stateAt } from '../run/timeline.ts'

/** Of those invited, one line each. */
export interface WhoWasThere {
  present: string[]
  absent: string[]
  /** Of whom nobody said anything: that is neither. */
  unsaid: string[]
  /** Their ids: whoever presided was not one of these. */
  absentIds: ReadonlySet<string>
}

type Span = { startedAt: Date; closedAt: Date }
type Line = PersonPresence['line']

/** Sorts them by what was said of the time the meeting took. */
export function whoWasThere(
  people: readonly Person[],
  presences: readonly PersonPresence[],
  span: Span,
): WhoWasThere {
  const lines = new Map(presences.map(({ personId, line }) => [personId, line]))
  const there = { present: [] as string[], absent: [] as string[], unsaid: [] as string[] }
  const absentIds = new Set<string>()
  for (const person of people) {
    const line = (lines.get(person.id) ?? []).filter(({ since }) => since <= span.closedAt)
    const name = calledOf(person)
    if (line.length === 0) there.unsaid.push(name)
    else if (wasThere(line, span)) there.present.push([name, ...comings(line, span)].join(', '))
    else {
      absentIds.add(person.id)
      there.absent.push(`${name}: ${whyAbsent(line)}`)
    }
  }
  return { ...there, absentIds }
}

/** “Lê Văn A, Giám đốc, Sở Xây dựng (cử Trần B đi thay)”. */
export function calledOf({ name, post, agencyName, substituteName }: Person): string {
  const who = [name, post, agencyName].filter(Boolean).join(', ')
  return substituteName ? vi.meetings.minutes.sent(who, substituteName) : who
}

/** “08 giờ 05 phút”. */
export function clockWords(moment: Date): string {
  const [hours = '', minutes = ''] = formatTime(moment).split(':')
  return vi.meetings.minutes.clock(hours, minutes)
}

function wasThere(line: Line, { startedAt }: Span): boolean {
  return (
    stateAt(line, startedAt) === 'present' ||
    line.some(({ state, since }) => state === 'present' && since > startedAt)
  )
}

/** From when on they were there where not from the beginning, when they left, and when they came again. */
function comings(line: Line, { startedAt }: Span): string[] {
  const words = vi.meetings.minutes
  const within = line.filter(({ since }) => since > startedAt)
  let state = stateAt(line, startedAt)
  let hasCome = state === 'present'
  const said: string[] = []
  for (const mark of within) {
    const at = clockWords(mark.since)
    if (mark.state === 'present' && !hasCome) {
      if (mark.since.getTime() - startedAt.getTime() > graceMs) said.push(words.late(at))
      hasCome = true
    } else if (mark.state === 'present' && state !== 'present') said.push(words.again(at))
    else if (mark.state !== 'present' && state === 'present') said.push(words.gone(at))
    state = mark.state
  }
  return said
}

/** Who left before it began was not there, and nobody knows why. */
function whyAbsent(line: Line): string {
  const reason = line.at(-1)?.reason
  return reason ? vi.meetings.minutes.absentFor(reason) : vi.meetings.minutes.absent
}
