import type { Officer } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'
import { listConfirmedBefore } from '../queries.ts'
import type { Confirmation, Request } from './confirm-signing.ts'

/** How long after a confirmation nobody else finishes the work of whoever confirmed. */
const patienceMs = 60_000

export interface Unfinished {
  documentId: string
  dossierId: string
  replaces: string | null
  /** For whom it is finished: who confirmed it, by this request. */
  officer: Officer
  request: Request
}

/** The answers to dossiers that were confirmed and not issued within a minute. */
export async function listUnfinished(work: Work): Promise<Unfinished[]> {
  const rows = await listConfirmedBefore(work.tx, new Date(work.now.getTime() - patienceMs), 100)
  return rows.map(({ id, dossierId, replaces, data }) => {
    const { officer, request: { key: requestKey, mark } = {} } = data as Confirmation
    return {
      documentId: id,
      dossierId,
      replaces,
      officer: { kind: 'officer', ...officer },
      request: { requestKey, requestMark: mark === undefined ? undefined : Buffer.from(mark, 'hex') },
    }
  })
}
