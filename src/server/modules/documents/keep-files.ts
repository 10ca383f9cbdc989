/** What the room keeps files for: only the program says so, and no act and no text names a file that is not kept for it (decision 116). */
import { useFiles } from '#server/platform/files/index.ts'
import { askAsProgram, type Work } from '#server/platform/work.ts'

/** By whom: the document as it stands, what is prepared to be signed, what waits for the seal, what came, what lies in a work file. */
type Keeper = 'document' | 'action' | 'route' | 'arrival' | 'filed'

/**
 * Keeps these files for a document or what came, until they are let go. Whoever calls has seen that they were handed in for it, or made by the
 * program: a fingerprint from outside is none of these. Refuses where one was collected meanwhile.
 */
export function keepFiles(work: Work, sha256s: readonly string[], by: Keeper, id: string): Promise<void> {
  return askAsProgram(work, () => useFiles(work, sha256s, `documents.${by}:${id}`))
}
