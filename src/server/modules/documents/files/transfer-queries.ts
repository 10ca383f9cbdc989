/** SQL of the packages that were made of work files. */
import { type Selectable, sql } from 'kysely'
import type { Tx } from '#server/platform/database/database.ts'
import { storableJson } from '#server/platform/database/storable.ts'
import type { DocumentsWorkTransfer } from '#server/platform/schema.gen.ts'
import type { ChangeKind } from '../changes/change-queries.ts'

/** What a package says became of a document in it. */
export interface PackedChange {
  documentId: string
  kind: ChangeKind
  words: string
  at: string
}
export type Transfer = Omit<Selectable<DocumentsWorkTransfer>, 'changes'> & { changes: PackedChange[] }

export async function listTransfers(tx: Tx<'documents'>, workFileId: string): Promise<Transfer[]> {
  return tx
    .selectFrom('documents.workTransfer')
    .selectAll()
    .where('workFileId', '=', workFileId)
    .orderBy('madeAt', 'desc')
    .limit(20)
    .$castTo<Transfer>()
    .execute()
}

export async function insertTransfer(
  tx: Tx<'documents'>,
  { id, workFileId, madeBy, madeAt, files, size, sha256, changes }: Omit<Transfer, 'size'> & { size: number },
): Promise<void> {
  await sql`
    insert into documents.work_transfer (id, work_file_id, made_by, made_at, files, size, sha256, changes)
    values (${id}, ${workFileId}, ${madeBy}, ${madeAt}, ${files}, ${size}, ${sha256}, ${storableJson(changes)}::jsonb)`.execute(
    tx,
  )
}
