import { releaseNumber } from '#server/modules/documents/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'
import { proposalTakenBack } from '../events.ts'
import { placeOf } from '../parties.ts'
import { type ActionKey, lockForOfficer, takeAction } from './take-action.ts'

/** Rút trình ký: the specialist takes a proposal back to change it, until the leader has signed; the clock runs on. */
export async function takeBackProposal(
  work: Work,
  officer: Officer,
  id: string,
  key: ActionKey = {},
): Promise<void> {
  const dossier = await lockForOfficer(work, officer, id)
  const { seq, repeated } = await takeAction(work, dossier, 'take_back', {}, key)
  if (!repeated) await releaseNumber(work, id, 'rút trình ký')
  if (!repeated) await work.record(proposalTakenBack(id, { ...placeOf(dossier), seq }))
}
