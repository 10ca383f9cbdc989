/** Who says how documents of an agency go: whoever leads it; the others who answer for its documents hear of every change. */
import { listHeldPositions, resolveSuccessor } from '#server/modules/agencies/index.ts'
import { listStaffOf } from '#server/modules/identity/index.ts'
import { notifyStaff } from '#server/modules/notifications/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'
import { type LocalDay, localDay } from '#shared/dates.ts'
import { rulesOfHead } from '../refusals.ts'

/**
 * Whether this officer leads the agency acted for: its head, or a deputy who signs in the head's place (KT.). Who signs by its order (TL.), with
 * what was handed over to them (TUQ.) or by a delegation does so within its rules, and makes none (NĐ 30/2020/NĐ-CP Điều 6, 13).
 */
export async function mayMakeRules(work: Work, officer: Officer): Promise<boolean> {
  if (!officer.roles.includes('leader')) return false
  const today = localDay(work.now)
  const agency = await resolveSuccessor(work, officer.agencyId, today)
  const held = await listHeldPositions(work, officer.id, agency.id, today)
  return held.some(isOwnPower)
}

/** Whether a position signs of its own, or in its head's place, and not by order nor by what was handed over. */
export function isOwnPower({ signs, authority }: { signs: boolean; authority: string | null }): boolean {
  return signs && authority !== 'TL.' && authority !== 'TUQ.'
}

/** Refuses everybody who does not lead the agency. */
export async function requireRuleMaker(work: Work, officer: Officer): Promise<void> {
  if (!(await mayMakeRules(work, officer))) throw rulesOfHead()
}

/** The other leaders of the agency and its clerks learn that a rule was made, or ended, from that day on. */
export async function tellOfRule(
  work: Work,
  { id: doer, agencyId }: Officer,
  kind: 'rule_made' | 'rule_ended',
  rule: { id: string; from: LocalDay },
): Promise<void> {
  const { id: today } = await resolveSuccessor(work, agencyId, localDay(work.now))
  const staff = await listStaffOf(work, today)
  const told = staff.filter(
    ({ id, roles }) => id !== doer && (roles.includes('leader') || roles.includes('clerk')),
  )
  const notices = told.map(({ id: accountId }) => ({
    key: `${kind} ${rule.id} ${rule.from}`,
    accountId,
    agencyId,
    kind,
    path: `/van-ban/quy-che?ngay=${rule.from}`,
    data: { day: rule.from },
  }))
  await notifyStaff(work, ...notices)
}
