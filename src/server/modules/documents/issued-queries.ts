import { type Selectable, type SqlBool, sql } from 'kysely'
import type { Tx } from '#server/platform/database/database.ts'
import type { DocumentsDocument } from '#server/platform/schema.gen.ts'

type Row = Selectable<DocumentsDocument>

type Issued = Pick<
  Row,
  'id' | 'register' | 'sha256' | 'ownerId' | 'status' | 'symbol' | 'issuedAt' | 'revokedAt'
> & {
  replacedBySymbol: string | null
}

/** The issued documents among these, by id or as these very files, whoever's they are; for the program. */
export async function listIssued(
  tx: Tx<'documents'>,
  { ids, files }: { ids: readonly string[]; files: readonly string[] },
): Promise<Issued[]> {
  return tx
    .selectFrom('documents.document as d')
    .leftJoin('documents.document as next', 'next.id', 'd.replacedBy')
    .select([
      'd.id',
      'd.register',
      'd.sha256',
      'd.ownerId',
      'd.status',
      'd.symbol',
      'd.issuedAt',
      'd.revokedAt',
    ])
    .select('next.symbol as replacedBySymbol')
    .where(
      sql<SqlBool>`(d.id = any (${ids}::uuid[]) or d.sha256 = any (${files}::text[])) and d.status in ('issued', 'revoked')`,
    )
    .limit(200)
    .execute()
}

export interface TakenBack {
  id: string
  sha256: string | null
  symbol: string | null
  replacedBySymbol: string | null
  replacedByCode: string | null
}

/** Of these documents, by id or as these very files, whoever's they are, the ones that were taken back. */
export async function listTakenBack(
  tx: Tx<'documents'>,
  { ids, files }: { ids: readonly string[]; files: readonly string[] },
): Promise<TakenBack[]> {
  if (ids.length + files.length === 0) return []
  const { rows } = await sql<TakenBack>`
    select * from documents.taken_back(${ids}::uuid[], ${files}::text[])`.execute(tx)
  return rows
}
