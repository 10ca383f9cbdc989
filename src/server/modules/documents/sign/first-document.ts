import type { Work } from '#server/platform/work.ts'
import { type Document, findDocumentOfDossier } from '../queries.ts'

/** The paper that this one is signed together with, as far as its number is known; undefined for the first itself. */
export async function findFirst(
  work: Work,
  { part, dossierId }: Pick<Document, 'part' | 'dossierId'>,
): Promise<{ symbol: string | undefined } | undefined> {
  if (part === '' || dossierId === null) return undefined
  const first = await findDocumentOfDossier(work.tx, work.actor, dossierId)
  return first && { symbol: first.symbol ?? undefined }
}
