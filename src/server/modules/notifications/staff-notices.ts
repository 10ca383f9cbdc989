/** What staff accounts are told of their work; any room tells. */
import type { Officer } from '#server/platform/actor.ts'
import { newId } from '#server/platform/id.ts'
import { asProgram, type Work } from '#server/platform/work.ts'
import { staffTold } from './events.ts'
import {
  countUnreadStaffOf,
  findStaffNoticePath,
  insertStaffNotices,
  listStaffNoticesOf,
  markStaffRead,
  type StaffNotice,
} from './staff-queries.ts'

export interface NotifyStaff {
  /** The fact it tells of: one account is told of it once. */
  key: string
  accountId: string
  /** For whose work. */
  agencyId: string
  /** What happened, for example `document_assigned`: a key of `m.notifications.staff.kinds`. */
  kind: string
  /** The page where it is seen to; it decides for itself who may open it. */
  path: string
  /** Numbers, symbols and days to show: never a name, a subject or a text. */
  data?: Record<string, string | number>
}

const newest = 100
/** More than these are counted by nobody. */
const mostCounted = 100

/**
 * Tells staff accounts of their work, within the work that changes it: they learn of it if and when it commits. Telling twice
 * tells once: the number is that of the new notices. Whoever acts, the program writes it.
 */
export async function notifyStaff(work: Work, ...facts: NotifyStaff[]): Promise<number> {
  if (facts.length === 0) return 0
  const told = await asProgram(work, () =>
    insertStaffNotices(
      work.tx,
      facts.map(({ data = {}, key, ...fact }) => ({
        ...fact,
        key: `${key} ${fact.accountId}`,
        id: newId(work.now.getTime()),
        data,
      })),
      work.now,
    ),
  )
  await work.record(...told.map(({ accountId, agencyId, kind }) => staffTold(accountId, { agencyId, kind })))
  return told.length
}

/** An officer's notices, of every agency they work for, newest first. */
export function listStaffNotices(work: Work, officer: Officer, limit = newest): Promise<StaffNotice[]> {
  return listStaffNoticesOf(work.tx, officer.id, limit)
}

/** How many notices of an officer are unread, counted up to a hundred. */
export function countUnreadStaff(work: Work, officer: Officer): Promise<number> {
  return countUnreadStaffOf(work.tx, officer.id, mostCounted)
}

/** Marks all of an officer's notices as read. */
export function markStaffNoticesRead(work: Work, officer: Officer): Promise<void> {
  return markStaffRead(work.tx, officer.id, work.now)
}

/** Marks one notice as read and says where it leads; undefined for anyone else's, which stays as it is. */
export async function openStaffNotice(
  work: Work,
  officer: Officer,
  id: string,
): Promise<{ path: string; agencyId: string } | undefined> {
  await markStaffRead(work.tx, officer.id, work.now, id)
  return findStaffNoticePath(work.tx, officer.id, id)
}
