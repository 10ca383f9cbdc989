/** On what ground a result was signed: where each check stood when it was confirmed, kept with the document. */
import { getDocument } from '#server/modules/documents/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'
import { findSigned, insertSigned } from './check-queries.ts'
import type { SettledCheck } from './settle-checks.ts'

/** Keeps what was found when this document was confirmed; a second confirmation with the same number changes nothing. */
export async function keepSignedChecks(
  work: Work,
  signer: Officer,
  { documentId, dossierId }: { documentId: string; dossierId: string },
  { checks, lookedAt }: { checks: readonly SettledCheck[]; lookedAt: string[] },
): Promise<void> {
  if (checks.length === 0) return
  const { symbol } = await getDocument(work, documentId)
  const kept = insertSigned(work.tx, {
    documentId,
    number: symbol ?? '',
    dossierId,
    checks: JSON.stringify(checks),
    lookedAt,
    signedBy: signer.id,
    at: work.now,
  })
  work.alongside(kept)
}

/** What was found then, when it was confirmed last; undefined of a result signed before this was kept. */
export async function findSignedChecks(
  work: Work,
  documentId: string,
): Promise<{ checks: SettledCheck[]; lookedAt: string[]; at: Date } | undefined> {
  const row = await findSigned(work.tx, documentId)
  if (!row) return undefined
  const kept = row.checks as unknown as SettledCheck[]
  const checks = kept.map(({ mark, ...check }) => ({
    ...check,
    mark: mark && { ...mark, at: new Date(mark.at) },
  }))
  return { checks, lookedAt: row.lookedAt, at: row.at }
}
