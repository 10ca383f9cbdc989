import type { Officer } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'
import { dossierAccepted } from '../events.ts'
import { placeOf } from '../parties.ts'
import { issueSlip } from '../print/issue-slip.ts'
import { keepPapers } from './keep-papers.ts'
import { requirePrerequisites } from './require-prerequisites.ts'
import { type ActionKey, lockForOfficer, mayTake, takeAction } from './take-action.ts'

/** Tiếp nhận: the agency has checked the papers and takes the dossier on; its time limit starts to run, its receipt (Mẫu 01) takes its number. */
export async function acceptDossier(
  work: Work,
  officer: Officer,
  id: string,
  key: ActionKey = {},
): Promise<{ dueAt: Date | null; seq: number }> {
  const dossier = await lockForOfficer(work, officer, id)
  if ((await mayTake(work, dossier, 'accept', key)) === 'first')
    await requirePrerequisites(work, dossier, 'accept')
  const taken = await takeAction(work, dossier, 'accept', {}, key)
  const { state, seq, repeated } = taken
  if (!repeated) {
    await keepPapers(work, officer, dossier)
    const dueAt = (state.dueAt ?? work.now).toISOString()
    await work.record(dossierAccepted(id, { ...placeOf(dossier), seq, dueAt }))
    await issueSlip(work, taken, '01')
  }
  return { dueAt: state.dueAt, seq }
}
