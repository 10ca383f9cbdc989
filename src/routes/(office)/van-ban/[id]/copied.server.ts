/** Of a copy what it is of, and what became of that since: whoever relies on the copy reads both. */
import {
  changesOf,
  type Document,
  findDocumentIfVisible,
  type SaidChange,
} from '#server/modules/documents/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'

export interface Copied {
  cited: string
  /** Empty for whoever may not open it. */
  href: string
  changes: SaidChange[]
}

/** Undefined for what is no copy. */
export async function copiedOf(
  work: Work,
  officer: Officer,
  { content: { copyOf } }: Document,
): Promise<Copied | undefined> {
  if (!copyOf) return undefined
  const { documentId, cited } = copyOf
  const original = await findDocumentIfVisible(work, officer, documentId)
  if (!original) return { cited, href: '', changes: [] }
  const changes = (await changesOf(work, [documentId])).get(documentId) ?? []
  return { cited, href: pathOf(original), changes }
}

/** The page of a document of an agency, or of one that came. */
export function pathOf({ id, source }: Pick<Document, 'id' | 'source'>): string {
  return source === 'incoming' ? `/van-ban/den/${id}` : `/van-ban/${id}`
}
