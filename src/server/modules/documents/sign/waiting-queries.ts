import { type SqlBool, sql } from 'kysely'
import type { Actor } from '#server/platform/actor.ts'
import type { Tx } from '#server/platform/database/database.ts'
import { type Document, visible } from '../queries.ts'

/** What waits to be signed of these dossiers, of each the result itself. */
export async function listWaitingDocuments(
  tx: Tx<'documents'>,
  actor: Actor,
  dossierIds: readonly string[],
): Promise<Document[]> {
  if (dossierIds.length === 0) return []
  const rows = await visible(tx, actor)
    ?.where(sql<SqlBool>`dossier_id = any (${dossierIds}::uuid[])`)
    .where('documents.document.part', '=', '')
    .where('documents.document.replaces', 'is', null)
    .where('documents.document.status', 'in', ['draft', 'signing'])
    .orderBy('documents.document.id')
    .limit(dossierIds.length * 2)
    .execute()
  return rows ?? []
}
