/** SQL on opinions asked and given. */
import { type Selectable, type SqlBool, sql } from 'kysely'
import type { Officer } from '#server/platform/actor.ts'
import type { Tx } from '#server/platform/database/database.ts'
import type { DocumentsOpinion } from '#server/platform/schema.gen.ts'
import type { Answer } from '../route/model.ts'

type Db = Tx<'documents'>
export type Opinion = Omit<Selectable<DocumentsOpinion>, 'answer'> & { answer: Answer | null }

function opinions(tx: Db) {
  return tx.selectFrom('documents.opinion').selectAll().$castTo<Opinion>()
}

export function findOpinion(tx: Db, id: string): Promise<Opinion | undefined> {
  return opinions(tx).where('id', '=', id).executeTakeFirst()
}

export function listOpinionRows(tx: Db, documentId: string): Promise<Opinion[]> {
  return opinions(tx)
    .where('documentId', '=', documentId)
    .orderBy('askedAt')
    .orderBy('id')
    .limit(500)
    .execute()
}

export type OpinionWaiting = Opinion & { subject: string; title: string; ofAgencyId: string; kind: string }

/** What this officer's agencies were asked about drafts that are drafts still, as such or of this very person; soonest due first. */
export function listOpinionsWaiting(
  tx: Db,
  { id, agencyIds }: Pick<Officer, 'id' | 'agencyIds'>,
  limit: number,
): Promise<OpinionWaiting[]> {
  return (
    tx
      .selectFrom('documents.opinion as o')
      .innerJoin('documents.document as d', 'd.id', 'o.documentId')
      .innerJoin('documents.version as v', (join) =>
        join.onRef('v.documentId', '=', 'd.id').onRef('v.version', '=', 'd.version'),
      )
      .selectAll('o')
      .select(['v.subject', 'v.title', 'v.kind', 'd.agencyId as ofAgencyId'])
      .where('o.agencyId', 'in', [...agencyIds, ''])
      // Spelt out, as its index is.
      .where(sql<SqlBool>`o.answered_at is null and not o.is_over`)
      .where((where) => where.or([where('o.accountId', 'is', null), where('o.accountId', '=', id)]))
      .where('d.status', '=', 'draft')
      .orderBy('o.dueAt')
      .limit(limit)
      .$castTo<OpinionWaiting>()
      .execute()
  )
}
