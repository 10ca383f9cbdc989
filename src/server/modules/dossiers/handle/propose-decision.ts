import { createHash } from 'node:crypto'
import { z } from 'zod'
import { findDocumentOfDossier, pagesNotShown, requireShown } from '#server/modules/documents/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'
import { printedText } from '#shared/form/show/printed-text.ts'
import { requireSettled } from '../check/case-checks.ts'
import { decisionProposed } from '../events.ts'
import { placeOf } from '../parties.ts'
import { reasonNeeded } from '../refusals.ts'
import { draftResult } from './draft-result.ts'
import { readDecisionOf } from './read-decision.ts'
import { requireConfirmedDraft, requirePrerequisites } from './require-prerequisites.ts'
import { type ActionKey, lockForOfficer, mayTake, takeAction } from './take-action.ts'
import { requireUnitInCharge } from './unit-in-charge.ts'

export const ProposeDecision = z
  .strictObject({
    outcome: z.enum(['approve', 'decline']),
    /** What the specialist found; for a refusal of the request, the reason that is printed. */
    note: printedText({ max: 4000 }).default(''),
    /** What is decided, as `result.decision` of the service asks; for a refusal of the request nothing. */
    decision: z.record(z.string().max(60), z.unknown()).default({}),
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
  const proposal = ProposeDecision.parse(input)
  const { outcome, note } = proposal
  if (outcome === 'decline' && note.length < 10) throw reasonNeeded()
  const dossier = await lockForOfficer(work, officer, id)
  if ((await mayTake(work, dossier, 'propose', key)) === 'repeated') return { documentId: dossier.resultId }
  const decision = await readDecisionOf(work, dossier, proposal)
  if (shown !== undefined) {
    const draft = await findDocumentOfDossier(work, dossier.id)
    if (!draft) throw pagesNotShown()
    await requireShown(work, officer, draft.id, shown)
  }
  if (outcome === 'approve') {
    await requireUnitInCharge(work, officer, dossier)
    await requirePrerequisites(work, dossier, 'propose', decision)
    await requireConfirmedDraft(work, dossier, markOfProposal(input))
    await requireSettled(work, dossier, decision)
  }
  const document = await draftResult(work, officer, dossier, { outcome, note, decision })
  const decided = Object.keys(decision).length > 0 ? { decision } : {}
  const data = { outcome, note, ...decided, documentId: document.id, further: document.further }
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
  const proposal = ProposeDecision.parse(input)
  const { outcome, note } = proposal
  if (outcome === 'decline' && note.length < 10) throw reasonNeeded()
  const dossier = await lockForOfficer(work, officer, id)
  await mayTake(work, dossier, 'propose', key)
  const decision = await readDecisionOf(work, dossier, proposal)
  const document = await draftResult(work, officer, dossier, { outcome, note, decision })
  return { documentId: document.id }
}

/** Tells what a draft was written from: another opinion or decision is another draft. */
export function markOfProposal(input: ProposeDecision): string {
  const { outcome, note, decision } = ProposeDecision.parse(input)
  return createHash('sha256')
    .update(JSON.stringify([outcome, note, decision]))
    .digest('base64url')
}
