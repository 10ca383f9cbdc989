/** Số và ngày: what in the registers of an agency is not in its order (NĐ 30/2020/NĐ-CP Điều 15). */
import type { Officer } from '#server/platform/actor.ts'
import { requireRole } from '#server/platform/web/guards.ts'
import type { Work } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import { type OutOfOrder, outOfOrder } from './out-of-order-queries.ts'

/**
 * The numbers of this year that stay empty, are still being signed, or bear a later day than a higher number, and those of an earlier year
 * that nobody has signed or given up since; newest first.
 */
export function listOutOfOrder(work: Work, clerk: Officer): Promise<OutOfOrder[]> {
  requireRole(clerk, 'clerk', 'leader')
  const year = Number(localDay(work.now).slice(0, 4))
  return outOfOrder(work.tx, clerk.agencyIds, year)
}
