import { z } from 'zod'
import type { Officer } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'
import { keepVersion, requireAllKept } from '../edit/save-draft.ts'
import { draftApproved, draftSubmitted, draftWithdrawn } from '../events.ts'
import type { Document } from '../queries.ts'
import { draftChanged, inRoute, notYourDraft, wrongStatus } from '../refusals.ts'
import { aboutOf } from '../route/counted.ts'
import { TypedSum } from '../route/model.ts'
import { type PlannedRoute, planRoute } from '../route/plan-route.ts'
import { takeAction } from '../take-action.ts'
import { requireOwnDraft } from './own-draft.ts'

export const SubmitDraft = z.strictObject({
  /** The text that whoever submits has before them. */
  version: z.coerce.number().int().min(1),
  /** The sum it spends, where it spends any. */
  amount: TypedSum,
})
export type SubmitDraft = z.infer<typeof SubmitDraft>

/**
 * Trình: the draft goes its approval route, laid today by the rules of its agency (NĐ 30/2020/NĐ-CP Điều 11–12). Refuses what is in its route,
 * is signed, or has become another text meanwhile. Opinions still silent stop nothing and stay silent: who approves sees them.
 */
export async function submitDraft(
  work: Work,
  officer: Officer,
  id: string,
  { version, amount }: SubmitDraft,
): Promise<PlannedRoute> {
  await requireUnsent(work, officer, id, version)
  // What is still being written goes along; where somebody else has the turn to write, it waits for them.
  const kept = await keepVersion(work, officer, id)
  const document = await requireUnsent(work, officer, id, kept.version)
  const planned = await planRoute(work, officer, document, amount)
  const urgency = document.content.urgency ?? null
  await takeAction(work, document, 'submit', {
    version: document.version,
    data: { ...planned, amount, urgency },
  })
  await requireAllKept(work, document)
  const about = await aboutOf(work, document, { isSigned: false })
  await work.record(draftSubmitted(id, about))
  if (planned.steps.every(({ skipped }) => skipped)) await work.record(draftApproved(id, about))
  return planned
}

/** The draft with this text before it goes its route: looked at again before every act, since another may send it meanwhile. */
async function requireUnsent(work: Work, officer: Officer, id: string, version: number): Promise<Document> {
  const { document, route } = await requireOwnDraft(work, officer, id)
  if (document.status !== 'draft') throw wrongStatus({ state: document.status })
  if (route.state === 'in_route' || route.state === 'approved') throw inRoute()
  if (version !== document.version) throw draftChanged()
  return document
}

/** Rút lại: whoever submitted the draft takes it out of its route, to change it; so does who began it. Refuses others, and once a number is reserved. */
export async function withdrawDraft(work: Work, officer: Officer, id: string): Promise<void> {
  const { document, route } = await requireOwnDraft(work, officer, id)
  if (document.status !== 'draft' || (route.state !== 'in_route' && route.state !== 'approved'))
    throw wrongStatus({ state: document.status })
  if (officer.id !== route.submittedBy && officer.id !== route.draftedBy) throw notYourDraft()
  await takeAction(work, document, 'withdraw')
  await work.record(draftWithdrawn(id, await aboutOf(work, document, { isSigned: false })))
}
