/** Điểm danh: the secretary's list, and who was there at which point of the agenda. */
import { z } from 'zod'
import type { Officer } from '#server/platform/actor.ts'
import { newId } from '#server/platform/id.ts'
import type { Work } from '#server/platform/work.ts'
import { refuseMarks } from '../call/call-meeting.ts'
import { personMarked } from '../events.ts'
import { requireNoMinutes } from '../look/minutes-of.ts'
import { changeMeeting, type Item, listItems, type Meeting, type Person } from '../look/queries.ts'
import { line } from '../model.ts'
import { personUnknown } from '../refusals.ts'
import { requireRunner } from '../rights.ts'
import { insertMark, listMarks, type Mark } from './queries.ts'
import { type AtItem, atItem, presences, stateAt, timelineOf } from './timeline.ts'

export const MarkPerson = z.strictObject({
  personId: z.uuid(),
  state: z.enum(presences),
  /** Since the beginning, and not only since now. */
  fromStart: z.literal('yes').optional(),
  /** Why they are absent; the minutes say it. */
  reason: line(300).optional(),
})
export type MarkPerson = z.infer<typeof MarkPerson>

/** Says of somebody invited that they are there, have left or are not there. What was said before of the time from then on no longer counts. Refuses once minutes stand that say otherwise, and a mark of secrecy. */
export async function markPerson(
  work: Work,
  officer: Officer,
  id: string,
  { personId, state, fromStart, reason = '' }: MarkPerson,
): Promise<void> {
  const { meeting, people } = await requireRunner(work, officer, id, 'called', 'running', 'closed')
  await requireNoMinutes(work, meeting)
  if (!people.some((one) => one.id === personId)) throw personUnknown()
  refuseMarks([reason])
  const now = meeting.closedAt ?? work.now
  const since = fromStart ? (meeting.startedAt ?? now) : now
  await insertMark(work.tx, {
    id: newId(work.now.getTime()),
    meetingId: id,
    personId,
    state,
    source: 'list',
    since,
    at: work.now,
    markedBy: officer.id,
    reason: state === 'absent' ? reason : '',
  })
  await work.record(personMarked(id, { agencyId: meeting.agencyId, state, source: 'list' }))
}

export const CountStrangers = z.strictObject({ strangers: z.coerce.number().int().min(0).max(10_000) })

/** How many are there whom nobody invited: counted, and nothing else is kept of them. */
export async function countStrangers(
  work: Work,
  officer: Officer,
  id: string,
  { strangers }: z.infer<typeof CountStrangers>,
): Promise<void> {
  const { meeting } = await requireRunner(work, officer, id, 'called', 'running', 'closed')
  await requireNoMinutes(work, meeting)
  await changeMeeting(work.tx, id, { strangers })
}

export interface PersonPresence {
  personId: string
  /** Now, or at the end; undefined where nobody has said anything. */
  state: 'present' | 'left' | 'absent' | undefined
  since: Date | undefined
  source: Mark['source'] | undefined
  /** Why they are absent, where somebody said so. */
  reason: string
  /** What holds from when on, in the order of time. */
  line: Mark[]
  /** At each point that has begun, by its id. */
  items: { itemId: string; at: AtItem }[]
}

export interface Attendance {
  people: PersonPresence[]
  /** Of those who count (guests of no agency here do not): who is there now, who came at all, of how many. */
  quorum: { present: number; came: number; of: number; isReached: boolean }
}

/** Of those invited; more than half of the members have to be there. */
export async function readAttendance(
  work: Work,
  meeting: Pick<Meeting, 'id' | 'closedAt'>,
  people: readonly Person[],
): Promise<Attendance> {
  const now = meeting.closedAt ?? work.now
  const begun = (await listItems(work.tx, meeting.id)).filter(hasBegun)
  const marks = Map.groupBy(await listMarks(work.tx, meeting.id), ({ personId }) => personId)
  const each = people.map(({ id: personId }): PersonPresence => {
    const said = timelineOf(marks.get(personId) ?? [])
    const last = said.findLast(({ since }) => since <= now)
    return {
      personId,
      state: stateAt(said, now),
      since: last?.since,
      source: last?.source,
      reason: last?.reason ?? '',
      line: said,
      items: begun.map((item) => ({ itemId: item.id, at: atItem(said, item, now) })),
    }
  })
  // The head of an agency that has no account here is a guest by account alone.
  const counts = ({ part, agencyId }: Person) => part !== 'guest' || agencyId !== null
  const counted = new Set(people.filter(counts).map(({ id }) => id))
  const ofCounted = each.filter(({ personId }) => counted.has(personId))
  const present = ofCounted.filter(({ state }) => state === 'present').length
  const came = ofCounted.filter(({ state }) => state === 'present' || state === 'left').length
  return {
    people: each,
    quorum: { present, came, of: counted.size, isReached: present * 2 > counted.size },
  }
}

function hasBegun(item: Item): item is Item & { startedAt: Date } {
  return item.startedAt !== null
}
