import type { Officer } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'
import { listRevocationsAsked } from '../queries.ts'

export interface RevocationAsked {
  documentId: string
  dossierId: string | null
  title: string
  symbol: string
  askedAt: Date
  why: string
  /** Whoever asked decides nothing. */
  isMine: boolean
}

const most = 50

/** What a leader of these agencies is asked to take back, longest waiting first. */
export async function listRevocations(work: Work, officer: Officer): Promise<RevocationAsked[]> {
  const rows = await listRevocationsAsked(work.tx, officer.agencyIds, most)
  return rows.map(({ id, dossierId, title, symbol, revokeAskedAt, revokeAskedBy, revokeAskedWhy }) => ({
    documentId: id,
    dossierId,
    title,
    symbol: symbol ?? '',
    askedAt: revokeAskedAt ?? work.now,
    why: revokeAskedWhy ?? '',
    isMine: revokeAskedBy === officer.id,
  }))
}
