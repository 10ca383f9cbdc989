/** Điều hành: a meeting begins, goes from point to point by the clock of the server, and is closed. */
import type { Officer } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'
import { minuteMs } from '#shared/dates.ts'
import { itemReached, meetingClosed, meetingStarted } from '../events.ts'
import { changeItem, changeMeeting, type Item, listItems } from '../look/queries.ts'
import { agendaEmpty, movedOn, tooEarly } from '../refusals.ts'
import { requireRunner } from '../rights.ts'
import { readAttendance } from './attendance.ts'
import { isNear } from './near.ts'

/**
 * Begins it with its first point. Beginning twice is beginning once; without an agenda there is nothing to begin with. Refuses long before the
 * hour it is called for: those invited would not know.
 */
export async function startMeeting(work: Work, officer: Officer, id: string): Promise<void> {
  const { meeting } = await requireRunner(work, officer, id, 'called', 'running')
  if (meeting.state === 'running') return
  if (!isNear(meeting, work.now)) throw tooEarly()
  const [first] = await listItems(work.tx, id)
  if (!first) throw agendaEmpty()
  await changeMeeting(work.tx, id, { state: 'running', startedAt: work.now })
  await changeItem(work.tx, first.id, { startedAt: work.now })
  await work.record(meetingStarted(id, { agencyId: meeting.agencyId }))
}

/** The point whose turn it is. */
export function currentOf(items: readonly Item[]): Item | undefined {
  return items.find(({ startedAt, endedAt }) => startedAt !== null && endedAt === null)
}

/**
 * Tiếp theo: ends the point the page shows and begins the next; after the last none is running, until one that was added begins (`from` is
 * empty then). Refuses a page that shows another point than the one whose turn it is: two who press at once move it on once.
 */
export async function nextItem(
  work: Work,
  officer: Officer,
  id: string,
  { from }: { from: string },
): Promise<void> {
  const { meeting } = await requireRunner(work, officer, id, 'running')
  const items = await listItems(work.tx, id)
  const current = currentOf(items)
  const next = items.find(({ startedAt }) => startedAt === null)
  if ((current?.id ?? '') !== from || !(current || next)) throw movedOn()
  if (current) await changeItem(work.tx, current.id, { endedAt: work.now })
  if (next) await changeItem(work.tx, next.id, { startedAt: work.now })
  await work.record(itemReached(id, { agencyId: meeting.agencyId, position: next?.position ?? null }))
}

/** Kết thúc: what is running ends with it. Closing twice is closing once. */
export async function closeMeeting(work: Work, officer: Officer, id: string): Promise<void> {
  const { meeting, people } = await requireRunner(work, officer, id, 'running', 'closed')
  if (meeting.state === 'closed') return
  const items = await listItems(work.tx, id)
  const current = currentOf(items)
  if (current) await changeItem(work.tx, current.id, { endedAt: work.now })
  await changeMeeting(work.tx, id, { state: 'closed', closedAt: work.now })
  const { quorum } = await readAttendance(work, { ...meeting, closedAt: work.now }, people)
  const { agencyId, startedAt } = meeting
  await work.record(
    meetingClosed(id, {
      agencyId,
      items: items.length,
      minutes: Math.round((work.now.getTime() - (startedAt ?? work.now).getTime()) / minuteMs),
      invited: quorum.of,
      came: quorum.came,
    }),
  )
}
