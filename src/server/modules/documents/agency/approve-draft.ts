import { z } from 'zod'
import type { Officer } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'
import { draftApproved, draftReturned, stepApproved } from '../events.ts'
import { readReason } from '../read-reason.ts'
import { draftChanged, notYourStep, wrongStatus } from '../refusals.ts'
import { aboutOf } from '../route/counted.ts'
import type { Part } from '../route/model.ts'
import { partIn } from '../route/take-part.ts'
import { requireSigningPower, wantedFor } from '../sign/signing-power.ts'
import { takeAction } from '../take-action.ts'
import { tellDrafter } from '../tell-people.ts'
import { type Draft, requireReadableDraft } from './own-draft.ts'

export const ApproveDraft = z.strictObject({
  /** The text and the step that were before whoever approves. */
  version: z.coerce.number().int().min(1),
  step: z.coerce.number().int().min(0),
})
export type ApproveDraft = z.infer<typeof ApproveDraft>

/**
 * Duyệt: a step of the route agrees with this very text; the next one has it, or whoever signs. What is approved is bound: a text
 * written later needs approval again. By whom, and as whom where somebody stood in, is kept.
 */
export async function approveDraft(
  work: Work,
  officer: Officer,
  id: string,
  { version, step }: ApproveDraft,
): Promise<void> {
  const draft = await requireReadableDraft(work, officer, id)
  const { document, route } = draft
  if (document.status !== 'draft' || route.state !== 'in_route') throw wrongStatus({ state: document.status })
  if (version !== document.version || step !== route.step) throw draftChanged()
  const part = await requirePart(work, officer, draft)
  await takeAction(work, document, 'approve', { version, data: { step, part, name: officer.name } })
  const about = await aboutOf(work, document, { isSigned: false })
  await work.record(stepApproved(id, { ...about, as: part.as }))
  const isLast = route.steps.slice(step + 1).every(({ skipped }) => skipped)
  if (isLast) await work.record(draftApproved(id, about))
}

export const ReturnDraft = z.strictObject({
  /** The text and the step that were before whoever returns it; no step where it was approved and waited for its signature. */
  version: z.coerce.number().int().min(1),
  step: z.union([z.literal('').transform(() => null), z.coerce.number().int().min(0)]),
  reason: z.string().trim().min(1).max(2000),
})
export type ReturnDraft = z.infer<typeof ReturnDraft>

/**
 * Trả lại: a step of the route, or whoever should sign, gives the draft back with a reason. Its approvals count no more. Refuses a draft that
 * has another text or is at another step by now (`documents.draft_changed`).
 */
export async function returnDraft(
  work: Work,
  officer: Officer,
  id: string,
  { version, step, reason }: ReturnDraft,
): Promise<void> {
  const draft = await requireReadableDraft(work, officer, id)
  const { document, route } = draft
  if (document.status !== 'draft') throw wrongStatus({ state: document.status })
  if (version !== document.version || step !== route.step) throw draftChanged()
  const data: { part?: Part; name: string } = { name: officer.name }
  if (route.state === 'in_route') data.part = await requirePart(work, officer, draft)
  else if (route.state === 'approved')
    await requireSigningPower(work, officer, document.agencyId, wantedFor(document))
  else throw wrongStatus({ state: document.status })
  await takeAction(work, document, 'return', { reason: readReason(reason), data })
  await work.record(draftReturned(id, await aboutOf(work, document, { isSigned: false })))
  await tellDrafter(work, officer, document, 'draft_returned')
}

async function requirePart(work: Work, officer: Officer, { document, route }: Draft): Promise<Part> {
  const step = route.steps[route.step ?? -1]
  const part = step && (await partIn(work, officer, step, document))
  if (!part) throw notYourStep({ who: step?.name ?? '' })
  return part
}
