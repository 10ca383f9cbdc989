import { type Selectable, type SqlBool, sql } from 'kysely'
import type { Tx } from '#server/platform/database/database.ts'
import type { DocumentsDocument } from '#server/platform/schema.gen.ts'

type Row = Selectable<DocumentsDocument>

/** The issued documents among these, by id or as these very files, whoever's they are; for the program. */
export async function listIssued(
  tx: Tx<'documents'>,
  { ids, files }: { ids: readonly string[]; files: readonly string[] },
): Promise<
  Pick<Row, 'id' | 'register' | 'sha256' | 'ownerId' | 'status' | 'symbol' | 'issuedAt' | 'revokedAt'>[]
> {
  return tx
    .selectFrom('documents.document')
    .select(['id', 'register', 'sha256', 'ownerId', 'status', 'symbol', 'issuedAt', 'revokedAt'])
    .where(
      sql<SqlBool>`(id = any (${ids}::uuid[]) or sha256 = any (${files}::text[])) and status in ('issued', 'revoked')`,
    )
    .limit(200)
    .execute()
}

/** Of these documents, whoever's they are, the ones that were taken back. */
export async function listTakenBack(tx: Tx<'documents'>, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<{ id: string }>`select documents.taken_back(${ids}::uuid[]) as id`.execute(tx)
  return rows.map(({ id }) => id)
}
