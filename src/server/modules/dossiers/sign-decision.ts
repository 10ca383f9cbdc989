import { issueDocument } from '#server/modules/documents/index.ts'
import { listActions } from '#server/modules/dossiers/action-queries.ts'
import { dossierDecided } from '#server/modules/dossiers/events.ts'
import { keepPapers } from '#server/modules/dossiers/keep-papers.ts'
import { notPermittedNow } from '#server/modules/dossiers/refusals.ts'
import {
  type ActionKey,
  lockForOfficer,
  mayTake,
  placeOf,
  takeAction,
} from '#server/modules/dossiers/take-action.ts'
import type { Officer } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'

/** Ký và phát hành: the leader signs, the agency seals, the clock stops. A repeated key signs nothing again. */
export async function signDecision(
  work: Work,
  leader: Officer,
  id: string,
  key: ActionKey = {},
): Promise<{ documentId: string }> {
  const dossier = await lockForOfficer(work, leader, id)
  const turn = await mayTake(work, dossier, 'sign', key)
  const actions = await listActions(work.tx, id)
  const proposal = actions.findLast(({ kind }) => kind === 'propose')
  const documentId = proposal?.data.documentId
  if (!documentId) throw notPermittedNow({ action: 'sign', state: dossier.status })
  if (turn === 'repeated') return { documentId }

  const outcome = proposal.data.outcome ?? 'approve'
  // What was added after acceptance is accepted with the decision that rests on it.
  if (outcome === 'approve' && dossier.supplements > 0) await keepPapers(work, leader, dossier)
  await issueDocument(work, leader, documentId)
  const { seq, state } = await takeAction(work, dossier, 'sign', { documentId, outcome }, key)
  await work.record(
    dossierDecided(id, { ...placeOf(dossier), seq, onTime: state.onTime, documentId, outcome }),
  )
  return { documentId }
}
