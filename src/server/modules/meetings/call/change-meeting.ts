/** What becomes otherwise before a meeting begins, and when it does not take place: those invited are told. */
import { z } from 'zod'
import type { Officer } from '#server/platform/actor.ts'
import { asProgram, type Work } from '#server/platform/work.ts'
import { meetingCancelled, meetingChanged } from '../events.ts'
import { changeMeeting, changePerson, insertPeople, listPeople, type Person } from '../look/queries.ts'
import { line, MeetingHead } from '../model.ts'
import { wrongState } from '../refusals.ts'
import { requireRunner } from '../rights.ts'
import { tellInvited } from '../tell.ts'
import { refuseMarks, timesOf, whoRuns } from './call-meeting.ts'

/** Changes title, place, time and who runs it. Whoever is newly to run it is told, and those invited where time or place is another. */
export async function moveMeeting(
  work: Work,
  officer: Officer,
  id: string,
  input: MeetingHead,
): Promise<void> {
  const { meeting, people } = await requireRunner(work, officer, id, 'called')
  const head = MeetingHead.parse(input)
  refuseMarks([head.title, head.place])
  const { startsAt, endsAt } = timesOf(work, head)
  const { title, place } = head
  const sequence = meeting.sequence + 1
  await changeMeeting(work.tx, id, { title, place, startsAt, endsAt, sequence })
  await putInCharge(work, meeting.agencyId, id, head, people)
  await work.record(meetingChanged(id, { agencyId: meeting.agencyId }))
  const isElsewhere =
    place !== meeting.place || +startsAt !== +meeting.startsAt || +endsAt !== +meeting.endsAt
  const before = new Set(people.filter(runsIt).map(({ accountId }) => accountId))
  const isNew = (one: Person) => runsIt(one) && !before.has(one.accountId)
  const now = await listPeople(work.tx, id)
  const moved = { ...meeting, startsAt }
  await tellInvited(work, moved, now.filter(isNew), 'meeting_called', String(sequence))
  const others = isElsewhere ? now.filter((one) => !isNew(one)) : []
  await tellInvited(work, moved, others, 'meeting_changed', String(sequence))
}

/**
 * Who presided until now stays invited. Whoever hands over may no longer run it from the first change on: once it is decided that they may,
 * the program writes them all.
 */
async function putInCharge(
  work: Work,
  agencyId: string,
  id: string,
  head: MeetingHead,
  people: readonly Person[],
): Promise<void> {
  const isSame = (['chair', 'secretary'] as const).every(
    (part) => people.find((one) => one.part === part)?.accountId === head[part],
  )
  if (isSame) return
  const wanted = await whoRuns(work, id, agencyId, head)
  await asProgram(work, async () => {
    for (const one of people.filter(runsIt)) await changePerson(work.tx, one.id, { part: 'member' })
    for (const row of wanted) {
      const known = people.find(({ accountId }) => accountId === row.accountId)
      if (known) await changePerson(work.tx, known.id, { part: row.part })
      else await insertPeople(work.tx, [row])
    }
  })
}

const runsIt = ({ part }: Person) => part === 'chair' || part === 'secretary'

export const CancelMeeting = z.strictObject({ reason: line(1000).min(5) })
export type CancelMeeting = z.infer<typeof CancelMeeting>

/** Hủy cuộc họp: with the reason everyone invited reads. Cancelling twice is cancelling once. */
export async function cancelMeeting(
  work: Work,
  officer: Officer,
  id: string,
  { reason }: CancelMeeting,
): Promise<void> {
  const { meeting, people } = await requireRunner(work, officer, id)
  if (meeting.state === 'cancelled') return
  if (meeting.state !== 'called') throw wrongState({ state: meeting.state })
  const sequence = meeting.sequence + 1
  await changeMeeting(work.tx, id, { state: 'cancelled', cancelledWhy: reason, sequence })
  await work.record(meetingCancelled(id, { agencyId: meeting.agencyId }))
  await tellInvited(work, meeting, people, 'meeting_cancelled', '0')
}
