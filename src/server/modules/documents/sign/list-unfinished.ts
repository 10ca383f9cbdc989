import type { Officer } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'
import { listConfirmedBefore } from '../queries.ts'
import type { Confirmation, Request } from './confirm-signing.ts'

/** How long after a confirmation nobody else finishes the work of whoever confirmed. */
const patienceMs = 60_000

/** So many at once; a page of fewer is the last. */
export const unfinishedAtOnce = 100

export interface Unfinished {
  confirmedAt: Date
  documentId: string
  dossierId: string
  replaces: string | null
  /** For whom it is finished: who confirmed it, by this request. */
  officer: Officer
  request: Request
}

/** The answers to dossiers that were confirmed and not issued within a minute, longest waiting first, from after one on. */
export async function listUnfinished(work: Work, after?: Unfinished): Promise<Unfinished[]> {
  const place = after && { confirmedAt: after.confirmedAt, id: after.documentId }
  const since = new Date(work.now.getTime() - patienceMs)
  const rows = await listConfirmedBefore(work.tx, since, { after: place, limit: unfinishedAtOnce })
  return rows.map(({ id, confirmedAt, dossierId, replaces, data }) => {
    const { officer, request: { key: requestKey, mark } = {} } = data as Confirmation
    return {
      confirmedAt,
      documentId: id,
      dossierId,
      replaces,
      officer: { kind: 'officer', ...officer },
      request: { requestKey, requestMark: mark === undefined ? undefined : Buffer.from(mark, 'hex') },
    }
  })
}
