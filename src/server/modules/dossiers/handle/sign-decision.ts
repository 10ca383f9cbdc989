import { z } from 'zod'
import { issueDocument } from '#server/modules/documents/index.ts'
import { keepPapers } from '#server/modules/dossiers/apply/keep-papers.ts'
import { dossierDecided } from '#server/modules/dossiers/events.ts'
import {
  type ActionKey,
  lockForOfficer,
  mayTake,
  placeOf,
  takeAction,
} from '#server/modules/dossiers/handle/take-action.ts'
import { listActions } from '#server/modules/dossiers/read/action-queries.ts'
import { notPermittedNow } from '#server/modules/dossiers/refusals.ts'
import type { Officer } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'

export const SignDecision = z
  .strictObject({
    /** Fingerprint of the file the leader has read, every page of it, as it was shown: what is signed is what was read. */
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
  })
  .meta({
    id: 'SignDecision',
    example: { sha256: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855' },
  })
export type SignDecision = z.infer<typeof SignDecision>

/** Ký và phát hành: the leader signs what was shown, the agency seals, the clock stops. A repeated key signs nothing again. */
export async function signDecision(
  work: Work,
  leader: Officer,
  id: string,
  { sha256 }: SignDecision,
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
  await issueDocument(work, leader, documentId, sha256)
  const { seq, state } = await takeAction(work, dossier, 'sign', { documentId, outcome }, key)
  await work.record(
    dossierDecided(id, { ...placeOf(dossier), seq, onTime: state.onTime, documentId, outcome }),
  )
  return { documentId }
}
