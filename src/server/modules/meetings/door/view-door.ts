/** The door of a meeting as its page shows it, and who may open it. */
import type { Officer } from '#server/platform/actor.ts'
import { asProgram, type Work } from '#server/platform/work.ts'
import { doorClosedClass, doorShut, notYours } from '../refusals.ts'
import { type Attended, requireMeeting } from '../rights.ts'
import { isNear } from '../run/near.ts'
import { type EngineView, viewEngine } from './engine.ts'
import { hasKey } from './face-keys.ts'
import { listProposals, listSealed, type Proposal } from './queries.ts'

/** Opened by whoever runs the meeting, from an hour before it until it is closed; of the highest class no face is looked at. */
export async function requireDoor(work: Work, officer: Officer, id: string): Promise<Attended> {
  const attended = await requireMeeting(work, officer, id)
  if (!attended.mayRun) throw notYours()
  if (attended.meeting.secrecy === 'closed') throw doorClosedClass()
  if (!isOpen(attended, work.now)) throw doorShut()
  return attended
}

const isOpen = ({ meeting }: Attended, now: Date) => meeting.state === 'running' || isNear(meeting, now)

export interface DoorView extends Attended {
  /** Within the hours in which somebody may come. */
  isOpen: boolean
  engine: EngineView
  /** Of those invited: how many the camera could know, and how many have to enrol again. Never who. */
  enrolled: number
  lost: number
  /** What waits for somebody to say whether it is so, the latest first. */
  proposals: (Proposal & { name: string })[]
}

/** For whoever runs the meeting; refuses others. */
export async function viewDoor(work: Work, officer: Officer, id: string): Promise<DoorView> {
  const attended = await requireMeeting(work, officer, id)
  if (!attended.mayRun) throw notYours()
  const { meeting, people } = attended
  const accounts = people.flatMap(({ accountId, substituteId }) =>
    [accountId, substituteId].filter((account) => account !== null),
  )
  const sealed = await asProgram(work, () => listSealed(work.tx, accounts))
  const enrolled = sealed.filter(({ enrolmentId }) => hasKey(enrolmentId)).length
  const nameOf = new Map(people.map((person) => [person.id, person.name]))
  const proposals = (await listProposals(work.tx, id, meeting.calledAt)).flatMap((one) => {
    const name = nameOf.get(one.personId)
    return one.state === 'proposed' && name !== undefined ? [{ ...one, name }] : []
  })
  return {
    ...attended,
    isOpen: isOpen(attended, work.now),
    engine: viewEngine(),
    enrolled,
    lost: sealed.length - enrolled,
    proposals,
  }
}
