/** SQL of the random walks. */
import type { Tx } from '#server/platform/database/database.ts'

/** Every number these agencies ever took, and what became of it. */
export function listEntriesOf(tx: Tx<'documents'>, agencyIds: readonly string[]) {
  return tx
    .selectFrom('documents.registerEntry')
    .select(['agencyId', 'register', 'year', 'number', 'documentId', 'fate'])
    .where('agencyId', 'in', agencyIds)
    .execute()
}
