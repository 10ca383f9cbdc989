/** Who may listen beside who presides and the secretary: named by who presides, for as long as they do not end it. */
import { z } from 'zod'
import type { Officer } from '#server/platform/actor.ts'
import { newId } from '#server/platform/id.ts'
import type { Work } from '#server/platform/work.ts'
import { listenerAllowed, listenerEnded } from '../events.ts'
import type { Meeting, Person } from '../look/queries.ts'
import { chairAllows, listenerGone, personUnknown } from '../refusals.ts'
import { presides, requireMeeting } from '../rights.ts'
import { endListener, insertListener } from './listening-queries.ts'

export const AllowListener = z.strictObject({ account: z.uuid() })
export type AllowListener = z.infer<typeof AllowListener>

export const EndListener = z.strictObject({ listener: z.uuid() })
export type EndListener = z.infer<typeof EndListener>

/** Lets somebody who may see the meeting listen to what was recorded of it. Said twice it is said once. Refuses whoever does not preside. */
export async function allowListener(
  work: Work,
  officer: Officer,
  meetingId: string,
  { account }: AllowListener,
): Promise<void> {
  const { meeting, people } = await requireMeeting(work, officer, meetingId)
  if (!presides(officer, people)) throw chairAllows()
  const whom = whoMayBeLet(meeting, people).find(({ accountId }) => accountId === account)
  if (!whom) throw personUnknown()
  const isNew = await insertListener(work.tx, {
    ...whom,
    id: newId(work.now.getTime()),
    meetingId,
    allowedBy: officer.id,
    allowedAt: work.now,
  })
  if (isNew) await work.record(listenerAllowed(meetingId, { agencyId: meeting.agencyId }))
}

/** Takes it back: from then on they hear nothing of it. What they heard stays told. */
export async function endListening(
  work: Work,
  officer: Officer,
  meetingId: string,
  { listener }: EndListener,
): Promise<void> {
  const { meeting, people } = await requireMeeting(work, officer, meetingId)
  if (!presides(officer, people)) throw chairAllows()
  const isEnded = await endListener(work.tx, meetingId, listener, {
    endedBy: officer.id,
    endedAt: work.now,
  })
  if (!isEnded) throw listenerGone()
  await work.record(listenerEnded(meetingId, { agencyId: meeting.agencyId }))
}

/** Those who may see the meeting by name, and do not hear it anyway: invited, going in somebody's stead, or who called it. */
export function whoMayBeLet(
  { calledBy, callerName }: Pick<Meeting, 'calledBy' | 'callerName'>,
  people: readonly Person[],
): { accountId: string; name: string }[] {
  const leading = people.flatMap(({ part, accountId }) =>
    accountId && (part === 'chair' || part === 'secretary') ? [accountId] : [],
  )
  const all = [
    ...people.flatMap(({ accountId, name }) => (accountId ? [{ accountId, name }] : [])),
    ...people.flatMap(({ substituteId, substituteName }) =>
      substituteId ? [{ accountId: substituteId, name: substituteName ?? '' }] : [],
    ),
    { accountId: calledBy, name: callerName },
  ]
  const each = new Map(all.map((one) => [one.accountId, one]))
  return [...each.values()].filter(({ accountId }) => !leading.includes(accountId))
}
