import type { Officer } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'
import { listConfirmedBefore } from '../queries.ts'
import type { Confirmation } from './confirm-signing.ts'

/** How long after a confirmation nobody else finishes the work of whoever confirmed. */
const patienceMs = 60_000

/** The answers to dossiers that were confirmed and not issued within a minute, and for whom each is finished: who confirmed it. */
export async function listUnfinished(
  work: Work,
): Promise<{ documentId: string; dossierId: string; replaces: string | null; officer: Officer }[]> {
  const rows = await listConfirmedBefore(work.tx, new Date(work.now.getTime() - patienceMs), 100)
  return rows.map(({ id, dossierId, replaces, data }) => ({
    documentId: id,
    dossierId,
    replaces,
    officer: { kind: 'officer', ...(data as Confirmation).officer },
  }))
}
