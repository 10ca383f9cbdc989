/** Mời họp: a meeting of the officer's agency, with who presides, who keeps the record, and what it is to be about. */
import { findAgency } from '#server/modules/agencies/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import { newId } from '#server/platform/id.ts'
import { requireDocumentHandler } from '#server/platform/rights.ts'
import { checkSameRequest } from '#server/platform/web/idempotency.ts'
import type { Work } from '#server/platform/work.ts'
import { secrecyMarkIn } from '#shared/document/secrecy.ts'
import { meetingCalled } from '../events.ts'
import {
  findByRequestKey,
  insertItems,
  insertMeeting,
  insertPeople,
  insertSeries,
  listPeople,
  type Meeting,
  type Person,
} from '../look/queries.ts'
import { CallMeeting, type MeetingHead } from '../model.ts'
import { endsBefore, inPast, oneEach, personUnknown, stateSecret } from '../refusals.ts'
import { requireMeeting } from '../rights.ts'
import { tellInvited } from '../tell.ts'
import { staffOf } from './staff.ts'

/**
 * Calls a meeting for whoever works on documents of the agency; who presides and who keeps the record are of its staff. Those invited to
 * the meeting it follows are invited again. Repeating the request key gives the first; the key with another mark is refused. Refuses a
 * time that is over, and what is a state secret.
 */
export async function callMeeting(
  work: Work,
  officer: Officer,
  input: CallMeeting,
  requestMark?: Buffer,
): Promise<{ id: string }> {
  requireDocumentHandler(officer)
  const { requestKey, secrecy, rhythm, follows, items, ...head } = CallMeeting.parse(input)
  if (secrecy === 'state_secret') throw stateSecret()
  refuseMarks([head.title, head.place, ...items.map(({ title }) => title)])
  const { startsAt, endsAt } = timesOf(work, head)
  const { agencyId } = officer
  const before = follows ? await requireMeeting(work, officer, follows) : undefined
  const id = newId(work.now.getTime())
  let seriesId = before?.meeting.agencyId === agencyId ? before.meeting.seriesId : null
  const first = await findByRequestKey(work.tx, officer.id, requestKey)
  if (first) return again(first, requestMark)
  if (!seriesId && rhythm) {
    seriesId = newId(work.now.getTime())
    const row = { id: seriesId, agencyId, title: head.title, rhythm, madeBy: officer.id, madeAt: work.now }
    await insertSeries(work.tx, row)
  }
  const isNew = await insertMeeting(work.tx, {
    id,
    requestKey,
    requestMark: requestMark ?? null,
    agencyId,
    seriesId,
    title: head.title,
    place: head.place,
    startsAt,
    endsAt,
    secrecy,
    state: 'called',
    calledBy: officer.id,
    callerName: officer.name,
    calledAt: work.now,
  })
  if (!isNew) {
    const there = await findByRequestKey(work.tx, officer.id, requestKey)
    if (there) return again(there, requestMark)
  }
  await insertPeople(work.tx, await whoRuns(work, id, agencyId, head))
  if (before) await inviteAgain(work, id, head, before.people)
  await insertItems(
    work.tx,
    items.map((item, index) => ({ id: newId(), meetingId: id, position: index + 1, ...item })),
  )
  await work.record(meetingCalled(id, { agencyId, secrecy, isOfSeries: seriesId !== null }))
  await tellInvited(work, { id, agencyId, startsAt }, await listPeople(work.tx, id), 'meeting_called', '0')
  return { id }
}

function again({ id, requestMark: firstMark }: Meeting, requestMark: Buffer | undefined): { id: string } {
  checkSameRequest(firstMark, requestMark)
  return { id }
}

/** What bears a mark of secrecy by itself is a state secret. */
export function refuseMarks(lines: readonly string[]): void {
  if (secrecyMarkIn(lines)) throw stateSecret()
}

export function timesOf(work: Work, { startsAt, endsAt }: Pick<MeetingHead, 'startsAt' | 'endsAt'>) {
  const times = { startsAt: new Date(startsAt), endsAt: new Date(endsAt) }
  if (times.endsAt <= times.startsAt) throw endsBefore()
  if (times.endsAt <= work.now) throw inPast()
  return times
}

/** The two without whom there is no meeting. */
export async function whoRuns(
  work: Work,
  meetingId: string,
  agencyId: string,
  { chair, secretary }: Pick<MeetingHead, 'chair' | 'secretary'>,
) {
  if (chair === secretary) throw oneEach()
  const staff = await staffOf(work, agencyId)
  const agencyName = (await findAgency(work, agencyId))?.name ?? ''
  return (['chair', 'secretary'] as const).map((part) => {
    const accountId = part === 'chair' ? chair : secretary
    const one = staff.find((member) => member.accountId === accountId)
    if (!one) throw personUnknown()
    const { name, post } = one
    return { id: newId(), meetingId, part, accountId, agencyId, agencyName, name, post, invitedAt: work.now }
  })
}

/** Who presided or kept the record and no longer does is invited like the others. */
async function inviteAgain(
  work: Work,
  meetingId: string,
  { chair, secretary }: Pick<MeetingHead, 'chair' | 'secretary'>,
  people: readonly Person[],
): Promise<void> {
  const others = people.filter(({ accountId }) => accountId !== chair && accountId !== secretary)
  await insertPeople(
    work.tx,
    others.map(({ accountId, agencyId, agencyName, name, post }) => ({
      id: newId(),
      meetingId,
      part: accountId === null ? ('guest' as const) : ('member' as const),
      accountId,
      agencyId,
      agencyName,
      name,
      post,
      invitedAt: work.now,
    })),
  )
}
