import type { Citizen } from '#server/platform/actor.ts'
import { newId } from '#server/platform/id.ts'
import type { Work } from '#server/platform/work.ts'
import { countUnreadOf, insertNotice, listNoticesOf, markRead, type Notice } from './queries.ts'

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

/** Tells a person of a fact in the application. Telling twice tells once. */
export async function notify(work: Work, input: Notify): Promise<boolean> {
  const { key, personId, kind, dossierId = null, data = {} } = input
  const id = newId(work.now.getTime())
  return insertNotice(work.tx, {
    id,
    key,
    personId,
    kind,
    dossierId,
    data: JSON.stringify(data),
    createdAt: work.now,
  })
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
