/** SQL on what is proposed of a draft, with its texts. */
import { type Selectable, sql } from 'kysely'
import type { Tx } from '#server/platform/database/database.ts'
import type { DocumentsProposal } from '#server/platform/schema.gen.ts'
import type { Outcome } from './model.ts'
import { mostListed } from './queries.ts'

type ProposalRow = Omit<Selectable<DocumentsProposal>, 'outcome'> & { outcome: Outcome | null }
/** As it is listed: of what is decided, without its texts. */
export type ListedProposal = Omit<ProposalRow, 'was' | 'becomes'> & {
  was: ProposalRow['was'] | null
  becomes: ProposalRow['becomes'] | null
}

export async function insertProposal(
  tx: Tx<'documents'>,
  { was, becomes, ...row }: ProposalRow,
): Promise<void> {
  await tx
    .insertInto('documents.proposal')
    .values({ ...row, was: JSON.stringify(was), becomes: JSON.stringify(becomes) })
    .execute()
}

export async function listProposals(tx: Tx<'documents'>, documentId: string): Promise<ListedProposal[]> {
  const whileOpen = (text: 'was' | 'becomes') =>
    sql`case when outcome is null then ${sql.ref(text)} end`.as(text)
  return tx
    .selectFrom('documents.proposal')
    .select([
      'id',
      'documentId',
      'version',
      'revision',
      'blockId',
      'reason',
      'agencyId',
      'proposedBy',
      'proposedAt',
      'outcome',
      'decidedBy',
      'decidedAt',
    ])
    .select([whileOpen('was'), whileOpen('becomes')])
    .where('documentId', '=', documentId)
    .orderBy(sql`outcome is not null`)
    .orderBy('proposedAt')
    .limit(mostListed)
    .$castTo<ListedProposal>()
    .execute()
}

/** How many proposals a draft has, and how many bytes those are that nobody has decided. */
export async function weighProposals(
  tx: Tx<'documents'>,
  documentId: string,
): Promise<{ count: number; bytes: number }> {
  const { rows } = await sql<{ count: number; bytes: number }>`
    select count(*)::int as count,
           coalesce(sum(octet_length(was::text) + octet_length(becomes::text)) filter (where outcome is null), 0)::int as bytes
      from documents.proposal where document_id = ${documentId}`.execute(tx)
  return rows[0] ?? { count: 0, bytes: 0 }
}

export async function hasProposal(tx: Tx<'documents'>, documentId: string, id: string): Promise<boolean> {
  const found = await tx
    .selectFrom('documents.proposal')
    .select('id')
    .where('documentId', '=', documentId)
    .where('id', '=', id)
    .executeTakeFirst()
  return found !== undefined
}

/** False where it was decided before. */
export async function decide(
  tx: Tx<'documents'>,
  {
    id,
    documentId,
    outcome,
    by,
    at,
  }: { id: string; documentId: string; outcome: Outcome; by: string; at: Date },
): Promise<boolean> {
  const done = await tx
    .updateTable('documents.proposal')
    .set({ outcome, decidedBy: by, decidedAt: at })
    .where('id', '=', id)
    .where('documentId', '=', documentId)
    .where('outcome', 'is', null)
    .executeTakeFirst()
  return done.numUpdatedRows > 0n
}
