import { z } from 'zod'
import { requireRole } from '#server/platform/web/guards.ts'
import type { Work } from '#server/platform/work.ts'
import { mayMakeRules } from '../route/rule-makers.ts'
import { planApproved } from './events.ts'
import { approvePlanRow, listEntries, lockPlan } from './file-plan-queries.ts'
import { planChanged, planEmpty, planNotFound, planOfHead, planStands } from './refusals.ts'
import { fingerprintOf } from './view-plan.ts'

export const ApprovePlan = z.object({ year: z.coerce.number().int(), seen: z.string().max(100) })
export type ApprovePlan = z.infer<typeof ApprovePlan>

/**
 * Whoever leads the agency approves the list as it was on the page (NĐ 30/2020/NĐ-CP Điều 28: by the head). From then on its entries stay, and others
 * are added with their day. Refuses everybody else, a list without entries, and one that says something else by now.
 */
export async function approvePlan(work: Work, { year, seen }: ApprovePlan): Promise<void> {
  const leader = requireRole(work.actor, 'leader')
  const { agencyId } = leader
  const plan = await lockPlan(work.tx, agencyId, year)
  if (!plan) throw planNotFound()
  if (!(await mayMakeRules(work, leader))) throw planOfHead()
  if (plan.approvedAt) throw planStands()
  const entries = await listEntries(work.tx, agencyId, year)
  if (entries.length === 0) throw planEmpty()
  if (fingerprintOf(entries) !== seen) throw planChanged()
  await approvePlanRow(work.tx, plan, { approvedBy: leader.id, approvedAt: work.now })
  await work.record(planApproved(leader.id, { agencyId, year, entries: entries.length }))
}
