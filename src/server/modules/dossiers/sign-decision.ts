import { issueDocument } from '#server/modules/documents/index.ts'
import { listActions } from '#server/modules/dossiers/dossier-queries.ts'
import { dossierDecided } from '#server/modules/dossiers/events.ts'
import { doersOf, type ActionKey, lockForOfficer, placeOf, takeAction } from '#server/modules/dossiers/take-action.ts'
import { changedMeanwhile, notPermittedNow, notYourPart } from '#server/modules/dossiers/refusals.ts'
import { isPermitted, mayDo } from '#server/modules/dossiers/model.ts'
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
  const actions = await listActions(work.tx, id)
  const proposal = actions.findLast(({ kind }) => kind === 'propose')
  const documentId = proposal?.data.documentId
  const signedAlready = actions.some(({ kind }) => kind === 'sign')
  if (!signedAlready) {
    // Asked before the document takes its number: a refusal must leave no trace in the register.
    if (!mayDo(doersOf(leader, dossier), 'sign')) throw notYourPart({ action: 'sign' })
    if (!isPermitted(dossier, 'sign')) throw notPermittedNow({ action: 'sign', status: dossier.status })
    if (key.seenSeq !== undefined && key.seenSeq !== dossier.lastSeq) {
      throw changedMeanwhile({ status: dossier.status })
    }
  }
  if (!documentId) throw notPermittedNow({ action: 'sign', status: dossier.status })

  const outcome = proposal.data.outcome ?? 'approve'
  if (!signedAlready) await issueDocument(work, leader, documentId)
  const { seq, state, repeated } = await takeAction(work, dossier, 'sign', { documentId, outcome }, key)
  if (!repeated) {
    await work.record(
      dossierDecided(id, { ...placeOf(dossier), seq, onTime: state.onTime, documentId, outcome }),
    )
  }
  return { documentId }
}
