/** SQL of the random walks. */
import { sql } from 'kysely'
import type { DocumentContent } from '#server/modules/documents/model.ts'
import type { Tx } from '#server/platform/database/database.ts'

/** Every number these agencies ever took, and what became of it. */
export function listEntriesOf(tx: Tx<'documents'>, agencyIds: readonly string[]) {
  return tx
    .selectFrom('documents.registerEntry')
    .select(['agencyId', 'register', 'year', 'number', 'documentId', 'fate'])
    .where('agencyId', 'in', agencyIds)
    .execute()
}

/** The same as their registers say it. */
export function listLinesOf(tx: Tx<'documents'>, agencyIds: readonly string[]) {
  return tx
    .selectFrom('documents.registerLine')
    .select(['agencyId', 'register', 'year', 'number', 'documentId', 'fate', 'why', 'revokedAt'])
    .where('agencyId', 'in', agencyIds)
    .where('book', '=', 'out')
    .execute()
}

/** Everything that was done with a document, oldest first, with the files. */
export function listActs(tx: Tx<'documents'>, documentId: string) {
  return tx
    .selectFrom('documents.action')
    .select([
      'seq',
      'kind',
      'actorKind',
      'actorId',
      'version',
      'reason',
      'data',
      'at',
      'number',
      'year',
      'sha256',
    ])
    .where('documentId', '=', documentId)
    .orderBy('seq')
    .execute()
}

export function listHoldsOf(tx: Tx<'documents'>, workFileId: string) {
  return tx
    .selectFrom('documents.hold')
    .select(['id', 'placedAt', 'releasedAt'])
    .where('workFileId', '=', workFileId)
    .execute()
}

/** The lists for disposal a work file was ever in. */
export function listListsOf(tx: Tx<'documents'>, workFileId: string) {
  return tx
    .selectFrom('documents.disposal as d')
    .innerJoin('documents.disposalItem as i', 'i.disposalId', 'd.id')
    .select(['d.id', 'd.isApproved', 'd.proposedBy', 'd.decidedBy', 'd.decidedAt', 'i.keptWhy'])
    .where('i.workFileId', '=', workFileId)
    .execute()
}

/** Lists with one of these that nobody decided yet. */
export async function listOpenLists(tx: Tx<'documents'>, workFileIds: readonly string[]): Promise<string[]> {
  const lists = await Promise.all(workFileIds.map((id) => listListsOf(tx, id)))
  return lists.flat().flatMap(({ id, decidedAt }) => (decidedAt === null ? [id] : []))
}

/** Work files, with the fingerprints of what lies in them. */
export function findFiles(tx: Tx<'documents'>, ids: readonly string[]) {
  return tx
    .selectFrom('documents.workFile as w')
    .select(['w.id', 'w.destroyedAt', 'w.keepUntil'])
    .select(
      sql<
        string[]
      >`array(select unnest(f.sha256 || array(select p.sha256 from documents.filed_part p where p.filed_id = f.id))
                from documents.filed f where f.work_file_id = w.id and f.taken_out_at is null)`.as('held'),
    )
    .where('w.id', 'in', ids)
    .execute()
}

/** Every text a draft became a version of, in their order. */
export function listVersionTexts(tx: Tx<'documents'>, documentId: string) {
  return tx
    .selectFrom('documents.version')
    .select(['version', 'content'])
    .where('documentId', '=', documentId)
    .orderBy('version')
    .$castTo<{ version: number; content: DocumentContent }>()
    .execute()
}

/** Everything that was ever proposed of a draft, with its texts, what is open first. */
export function listProposalTexts(tx: Tx<'documents'>, documentId: string) {
  return tx
    .selectFrom('documents.proposal')
    .select(['id', 'was', 'becomes', 'proposedBy', 'outcome', 'decidedBy'])
    .where('documentId', '=', documentId)
    .orderBy(sql`outcome is not null`)
    .orderBy('proposedAt')
    .execute()
}

/** What came, as it was entered, and the work files it lies in. */
export function findEntry(tx: Tx<'documents'>, id: string) {
  return tx
    .selectFrom('documents.document as d')
    .innerJoin('documents.incoming as i', 'i.documentId', 'd.id')
    .innerJoin('documents.version as v', (join) =>
      join.onRef('v.documentId', '=', 'd.id').onRef('v.version', '=', 'd.version'),
    )
    .select(['d.destroyedAt', 'd.version', 'i.sha256', 'v.subject'])
    .select(
      sql<
        (string | null)[]
      >`array(select w.destroyed_at::text from documents.filed f join documents.work_file w on w.id = f.work_file_id
               where f.document_id = d.id and f.taken_out_at is null)`.as('ends'),
    )
    .where('d.id', '=', id)
    .executeTakeFirst()
}

/** Every number these agencies ever entered what came under. */
export function listEntered(tx: Tx<'documents'>, agencyIds: readonly string[]) {
  return tx
    .selectFrom('documents.incoming')
    .select(['agencyId', 'year', 'number'])
    .where('agencyId', 'in', agencyIds)
    .execute()
}
