/** SQL on the papers the program seals: rows are added by the program alone. */
import { type Selectable, sql } from 'kysely'
import type { Tx } from '#server/platform/database/database.ts'
import type { DocumentsSealedEnd, DocumentsSealedPaper } from '#server/platform/schema.gen.ts'

export async function insertSealedPaper(
  tx: Tx<'documents'>,
  row: Selectable<DocumentsSealedPaper>,
): Promise<void> {
  await tx.insertInto('documents.sealedPaper').values(row).execute()
}

export async function insertSealedEnd(
  tx: Tx<'documents'>,
  row: Selectable<DocumentsSealedEnd>,
): Promise<void> {
  const { paperId, endedAt, replacedByCode, replacedBySymbol } = row
  await sql`
    insert into documents.sealed_end (paper_id, ended_at, replaced_by_code, replaced_by_symbol)
    select id, ${endedAt}, ${replacedByCode}, ${replacedBySymbol} from documents.sealed_paper where id = ${paperId}`.execute(
    tx,
  )
}

type SealedRow = Omit<Selectable<DocumentsSealedPaper>, 'id' | 'sealedAt'> &
  Pick<Selectable<DocumentsSealedEnd>, 'replacedByCode' | 'replacedBySymbol'> & { revokedAt: Date | null }

/** What the database tells anyone of a sealed paper. */
export async function findSealedRow(
  tx: Tx<'documents'>,
  wanted: { code: string } | { sha256: string },
): Promise<SealedRow | undefined> {
  const code = 'code' in wanted ? wanted.code : null
  const sha256 = 'sha256' in wanted ? wanted.sha256 : null
  const { rows } = await sql<SealedRow>`select * from documents.sealed_check(${code}, ${sha256})`.execute(tx)
  return rows[0]
}
