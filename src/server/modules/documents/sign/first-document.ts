import type { Work } from '#server/platform/work.ts'
import { type Document, findDocumentOfDossier } from '../queries.ts'
import { findReplacing } from '../replace-queries.ts'

/** The paper that this one is signed together with, as far as its number is known; undefined for the first itself. */
export async function findFirst(
  work: Work,
  { part, dossierId, replaces }: Pick<Document, 'part' | 'dossierId' | 'replaces'>,
): Promise<{ symbol: string | undefined } | undefined> {
  if (part === '' || dossierId === null) return undefined
  const first = replaces
    ? await findReplacing(work.tx, work.actor, replaces)
    : await findDocumentOfDossier(work.tx, work.actor, dossierId)
  return first && { symbol: first.symbol ?? undefined }
}
