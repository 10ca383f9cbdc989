/** What the page of a document shows of work files: where it lies, and where it may be filed. */
import { changesOf, placesFor } from '#server/modules/documents/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import { handlesDocuments } from '#server/platform/rights.ts'
import type { Work } from '#server/platform/work.ts'

export interface Filing {
  documentId: string
  /** Whether there is a file to keep: issued, or received. */
  hasFile: boolean
  /** It was revoked or replaced: whoever files it says that they know. */
  isFrozen: boolean
  holding: { id: string; code: string; title: string }[]
  open: { value: string; label: string }[]
}

/** Undefined for whom there are no work files. */
export async function filingOf(
  work: Work,
  officer: Officer,
  { id, sha256 }: { id: string; sha256: string | null },
): Promise<Filing | undefined> {
  if (!handlesDocuments(officer)) return undefined
  const { open, holding } = await placesFor(work, id)
  const changes = (await changesOf(work, [id])).get(id) ?? []
  return {
    documentId: id,
    hasFile: sha256 !== null,
    isFrozen: changes.some(({ isFrozen }) => isFrozen),
    holding,
    open: open
      .filter((file) => holding.every((held) => held.id !== file.id))
      .map((file) => ({ value: file.id, label: `${file.code}: ${file.title}` })),
  }
}
