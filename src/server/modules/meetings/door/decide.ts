/** A proposal of the camera is so when a person says so: at the door, or whoever runs the meeting. */
import type { Officer } from '#server/platform/actor.ts'
import { newId } from '#server/platform/id.ts'
import type { Work } from '#server/platform/work.ts'
import { personMarked, proposalRefused } from '../events.ts'
import { proposalGone } from '../refusals.ts'
import { insertMark } from '../run/queries.ts'
import { changeProposal, findProposal } from './queries.ts'
import { requireDoor } from './view-door.ts'

/** They are there, since they were seen. Refuses what was decided before, or no longer waits (`meetings.proposal_gone`). */
export async function confirmProposal(
  work: Work,
  officer: Officer,
  meetingId: string,
  { proposal }: { proposal: string },
): Promise<void> {
  const { meeting, people } = await requireDoor(work, officer, meetingId)
  const found = await findProposal(work.tx, meetingId, proposal)
  const isInvited = people.some(({ id }) => id === found?.personId)
  if (!found || !isInvited || !(await decide(work, officer, proposal, 'confirmed'))) throw proposalGone()
  await insertMark(work.tx, {
    id: newId(work.now.getTime()),
    meetingId,
    personId: found.personId,
    state: 'present',
    source: 'face',
    since: found.seenAt,
    at: work.now,
    markedBy: officer.id,
  })
  await work.record(personMarked(meetingId, { agencyId: meeting.agencyId, state: 'present', source: 'face' }))
}

/** It is somebody else: nothing is said of anybody. */
export async function refuseProposal(
  work: Work,
  officer: Officer,
  meetingId: string,
  { proposal }: { proposal: string },
): Promise<void> {
  const { meeting } = await requireDoor(work, officer, meetingId)
  const found = await findProposal(work.tx, meetingId, proposal)
  if (!found || !(await decide(work, officer, proposal, 'refused'))) throw proposalGone()
  await work.record(proposalRefused(meetingId, { agencyId: meeting.agencyId }))
}

const decide = (work: Work, officer: Officer, id: string, state: 'confirmed' | 'refused') =>
  changeProposal(work.tx, id, 'proposed', { state, decidedBy: officer.id, decidedAt: work.now })
