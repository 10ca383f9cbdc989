import { z } from 'zod'
import { findDocumentOfDossier, pagesNotShown, requireShown } from '#server/modules/documents/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'
import { printedText } from '#shared/form/show/printed-text.ts'
import { decisionProposed } from '../events.ts'
import { placeOf } from '../parties.ts'
import { reasonNeeded } from '../refusals.ts'
import { draftResult } from './draft-result.ts'
import { type ActionKey, lockForOfficer, mayTake, takeAction } from './take-action.ts'

export const ProposeDecision = z
  .strictObject({
    outcome: z.enum(['approve', 'decline']),
    /** What the specialist found; for a refusal of the request, the reason that is printed. */
    note: printedText({ max: 4000 }).default(''),
  })
  .meta({ id: 'ProposeDecision', example: { outcome: 'approve', note: 'Đủ điều kiện theo hồ sơ đã nộp.' } })
export type ProposeDecision = z.input<typeof ProposeDecision>

/**
 * Thẩm định xong: a specialist proposes the decision and the document a leader is to sign. `shown`, the fingerprint of the
 * draft on the specialist's screen, has it refused while a page of that draft was not sent there.
 */
export async function proposeDecision(
  work: Work,
  officer: Officer,
  id: string,
  input: ProposeDecision,
  key: ActionKey = {},
  shown?: string,
): Promise<{ documentId: string | null }> {
  const { outcome, note } = ProposeDecision.parse(input)
  if (outcome === 'decline' && note.length < 10) throw reasonNeeded()
  const dossier = await lockForOfficer(work, officer, id)
  if ((await mayTake(work, dossier, 'propose', key)) === 'repeated') return { documentId: dossier.resultId }
  if (shown !== undefined) {
    const draft = await findDocumentOfDossier(work, dossier.id)
    if (!draft) throw pagesNotShown()
    await requireShown(work, officer, draft.id, shown)
  }
  const document = await draftResult(work, officer, dossier, { outcome, note })
  const data = { outcome, note, documentId: document.id }
  const { seq, state } = await takeAction(work, dossier, 'propose', data, key)
  await work.record(decisionProposed(id, { ...placeOf(dossier), seq }))
  return { documentId: state.resultId }
}

/**
 * Soạn dự thảo: writes the document a proposal would put before the leader, so that the specialist reads it first. Changes
 * nothing else; the next draft takes its place.
 */
export async function draftDecision(
  work: Work,
  officer: Officer,
  id: string,
  input: ProposeDecision,
  key: Pick<ActionKey, 'seenSeq'> = {},
): Promise<{ documentId: string }> {
  const { outcome, note } = ProposeDecision.parse(input)
  if (outcome === 'decline' && note.length < 10) throw reasonNeeded()
  const dossier = await lockForOfficer(work, officer, id)
  await mayTake(work, dossier, 'propose', key)
  const document = await draftResult(work, officer, dossier, { outcome, note })
  return { documentId: document.id }
}
