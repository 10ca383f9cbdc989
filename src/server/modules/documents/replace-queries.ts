/** SQL on what is to come, or came, in the place of a signed document. */
import { type SqlBool, sql } from 'kysely'
import type { Actor } from '#server/platform/actor.ts'
import type { Tx } from '#server/platform/database/database.ts'
import { type Document, visible } from './queries.ts'

type Db = Tx<'documents'>

/** Whoever asks for another result in the place of this dossier's, or to take it back, comes one after the other until the work ends. */
export async function holdResult(tx: Db, dossierId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('documents.result ' || ${dossierId}::text, 0))`.execute(
    tx,
  )
}

/** What is drafted or being signed in the place of the signed result of this dossier: the result first, then its further papers. */
export async function listReplacing(tx: Db, actor: Actor, dossierId: string): Promise<Document[]> {
  const rows = await visible(tx, actor)
    ?.where('documents.document.dossierId', '=', dossierId)
    .where('documents.document.replaces', 'is not', null)
    .where('documents.document.status', 'in', ['draft', 'signing'])
    .orderBy('documents.document.id')
    .limit(50)
    .execute()
  return rows ?? []
}

/** The newest that is to come, or came, in the place of this signed result itself. */
export async function findReplacing(tx: Db, actor: Actor, replaced: string): Promise<Document | undefined> {
  return visible(tx, actor)
    ?.where('documents.document.replaces', '=', replaced)
    .where('documents.document.part', '=', '')
    .orderBy('documents.document.id', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** The issued documents of a dossier that were replaced, oldest first. */
export async function listReplaced(tx: Db, actor: Actor, dossierId: string): Promise<Document[]> {
  const rows = await visible(tx, actor)
    ?.where('documents.document.dossierId', '=', dossierId)
    .where('documents.document.replacedBy', 'is not', null)
    .orderBy('documents.document.id')
    .limit(200)
    .execute()
  return rows ?? []
}

/** The results of these agencies for which another waits to be signed, longest waiting first. */
export async function listReplacementsWaiting(
  tx: Db,
  actor: Actor,
  agencyIds: readonly string[],
  limit: number,
): Promise<Document[]> {
  const rows = await visible(tx, actor)
    ?.where('documents.document.agencyId', 'in', [...agencyIds, ''])
    // Spelt out, as its index is.
    .where(sql<SqlBool>`replaces is not null and status in ('draft', 'signing')`)
    .where('documents.document.part', '=', '')
    .orderBy('documents.document.id')
    .limit(limit)
    .execute()
  return rows ?? []
}
