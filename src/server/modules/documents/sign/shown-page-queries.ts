/** SQL on which pages of a file were shown to whom. */
import { type Selectable, sql } from 'kysely'
import type { Tx } from '#server/platform/database/database.ts'
import type { DocumentsShownPage } from '#server/platform/schema.gen.ts'

export async function insertShownPages(
  tx: Tx<'documents'>,
  rows: readonly Selectable<DocumentsShownPage>[],
): Promise<void> {
  await tx
    .insertInto('documents.shownPage')
    .values(rows)
    .onConflict((conflict) =>
      conflict
        .columns(['documentId', 'accountId', 'sha256', 'page'])
        .doUpdateSet({ shownAt: sql`excluded.shown_at` }),
    )
    .execute()
}

export async function listShownPages(
  tx: Tx<'documents'>,
  documentId: string,
  accountId: string,
  sha256: string,
): Promise<{ page: number; pages: number; number: number | null }[]> {
  return tx
    .selectFrom('documents.shownPage')
    .select(['page', 'pages', 'number'])
    .where('documentId', '=', documentId)
    .where('accountId', '=', accountId)
    .where('sha256', '=', sha256)
    .limit(1000)
    .execute()
}

export async function deleteShownPages(tx: Tx<'documents'>, documentId: string): Promise<void> {
  await tx.deleteFrom('documents.shownPage').where('documentId', '=', documentId).execute()
}
