import type { Citizen } from '#server/platform/actor.ts'
import { newId } from '#server/platform/id.ts'
import type { Work } from '#server/platform/work.ts'
import { countUnreadOf, insertNotices, listNoticesOf, markRead, type Notice } from './queries.ts'

export interface Notify {
  /** The fact it tells of. */
  key: string
  personId: string
  /** What happened, for example `supplement_asked`: its words are chosen where it is shown. */
  kind: string
  dossierId?: string | null
  /** Codes and dates to show, never a name or an answer. */
  data?: Record<string, unknown>
}

const newest = 100

/** Tells people of facts in the application. Telling twice tells once: the number is that of the new notices. */
export async function notify({ tx, now }: Work, ...facts: Notify[]): Promise<number> {
  if (facts.length === 0) return 0
  return insertNotices(
    tx,
    facts.map(({ dossierId = null, data = {}, ...fact }) => ({
      ...fact,
      id: newId(now.getTime()),
      dossierId,
      data,
    })),
    now,
  )
}

/** A citizen's notices, newest first. */
export function listNotices(work: Work, citizen: Citizen, limit = newest): Promise<Notice[]> {
  return listNoticesOf(work.tx, citizen.id, limit)
}

export function countUnread(work: Work, citizen: Citizen): Promise<number> {
  return countUnreadOf(work.tx, citizen.id)
}

export function markNoticesRead(work: Work, citizen: Citizen): Promise<void> {
  return markRead(work.tx, citizen.id, work.now)
}

/** One notice, when it was opened. Anyone else's stays as it is. */
export function markNoticeRead(work: Work, citizen: Citizen, id: string): Promise<void> {
  return markRead(work.tx, citizen.id, work.now, id)
}
