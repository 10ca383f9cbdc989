import type { Officer } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'
import { dossierAccepted } from '../events.ts'
import { placeOf } from '../parties.ts'
import { keepPapers } from './keep-papers.ts'
import { type ActionKey, lockForOfficer, takeAction } from './take-action.ts'

/** Tiếp nhận: the agency has checked the papers and takes the dossier on; its time limit starts to run. */
export async function acceptDossier(
  work: Work,
  officer: Officer,
  id: string,
  key: ActionKey = {},
): Promise<{ dueAt: Date | null; seq: number }> {
  const dossier = await lockForOfficer(work, officer, id)
  const { state, seq, repeated } = await takeAction(work, dossier, 'accept', {}, key)
  if (!repeated) {
    await keepPapers(work, officer, dossier)
    const dueAt = (state.dueAt ?? work.now).toISOString()
    await work.record(dossierAccepted(id, { ...placeOf(dossier), seq, dueAt }))
  }
  return { dueAt: state.dueAt, seq }
}
