/** SQL on the route of drafts of agencies. */
import { type RawBuilder, type Selectable, type SqlBool, sql } from 'kysely'
import type { Officer } from '#server/platform/actor.ts'
import type { Tx } from '#server/platform/database/database.ts'
import type { DocumentsRoute } from '#server/platform/schema.gen.ts'
import type { DocumentContent, Status } from '../model.ts'
import { type ConfirmedPlace, confirmedAfter } from '../queries.ts'
import type { RouteState, SealBy, Step } from './model.ts'

type Db = Tx<'documents'>

/** How far a draft is, and for whom it waits. */
export type Route = Omit<Selectable<DocumentsRoute>, 'state' | 'steps' | 'seal'> & {
  state: RouteState
  steps: Step[]
  seal: SealBy | null
}

export async function findRoute(tx: Db, documentId: string): Promise<Route | undefined> {
  return (
    tx
      .selectFrom('documents.route')
      .selectAll()
      .where('documentId', '=', documentId)
      // Every step was written by `submitDraft`; the column itself only knows that it is JSON.
      .$castTo<Route>()
      .executeTakeFirst()
  )
}

/** Whether its writer has saved something beside this version since it was made. */
export async function isWritten(tx: Db, documentId: string, version: number): Promise<boolean> {
  const text = await tx
    .selectFrom('documents.workingText')
    .select('revision')
    .where('documentId', '=', documentId)
    .where('version', '=', version)
    .where('isKept', '=', false)
    .executeTakeFirst()
  return text !== undefined
}

/** One line of a list of drafts. */
export interface WorkRow {
  id: string
  agencyId: string
  status: Status
  kind: string
  title: string
  subject: string
  symbol: string | null
  /** What a list says and judges by; the text stays where it is. */
  content: Pick<DocumentContent, 'urgency' | 'power' | 'authorised'>
  draftedBy: string
  state: RouteState
  steps: Step[]
  step: number | null
  since: Date
  dueAt: Date | null
  why: string | null
  signedBy: string | null
  signerName: string | null
  confirmedAt: Date | null
  issuedAt: Date | null
  leaderSha256: string | null
  signers: string[] | null
  version: number
  signingOn: string | null
}

/** Where a page of a list goes on: the newest come first, by identifier. */
export interface Page {
  before?: string | undefined
  limit: number
}

/** The drafts one has begun and that are neither issued nor given up, in these states. */
export function listDraftedBy(
  tx: Db,
  accountId: string,
  states: readonly RouteState[],
  { before, limit }: Page,
): Promise<WorkRow[]> {
  let query = rows(tx)
    .where('r.draftedBy', '=', accountId)
    // The first spelt out, as its index is.
    .where(sql<SqlBool>`r.state not in ('issued', 'discarded') and r.state = any (${states}::text[])`)
    .orderBy('r.documentId', 'desc')
    .limit(limit)
  if (before) query = query.where('r.documentId', '<', before)
  return query.execute()
}

/** What these agencies have issued, agency by agency: of several at once no index has an order. */
export async function listIssuedBy(
  tx: Db,
  { agencyIds }: Pick<Officer, 'agencyIds'>,
  { before, limit }: Page,
): Promise<WorkRow[]> {
  const from = before ? sql`and d.id < ${before}` : sql``
  return listFound(
    tx,
    sql<{ id: string }>`
      select d.id from unnest(${agencyIds}::text[]) as own (id), lateral (
        select d.id from documents.document d
         where d.agency_id = own.id and d.source = 'agency' and d.status in ('issued', 'revoked') ${from}
         order by d.id desc limit ${limit}) d
       order by d.id desc limit ${limit}`,
  )
}

/** The drafts a question names, in its order. */
async function listFound(tx: Db, question: RawBuilder<{ id: string }>): Promise<WorkRow[]> {
  const ids = (await question.execute(tx)).rows.map(({ id }) => id)
  return listInOrder(tx, ids)
}

/** These drafts in this order, as far as they may be seen. */
export async function listInOrder(tx: Db, ids: readonly string[]): Promise<WorkRow[]> {
  const placeOf = new Map(ids.map((id, index) => [id, index]))
  const found = await listByIds(tx, ids)
  return found.sort((one, other) => (placeOf.get(one.id) ?? 0) - (placeOf.get(other.id) ?? 0))
}

/** These drafts, as far as they may be seen. */
export function listByIds(tx: Db, ids: readonly string[]): Promise<WorkRow[]> {
  if (ids.length === 0) return Promise.resolve([])
  return rows(tx).where(sql<SqlBool>`r.document_id = any (${ids}::uuid[])`).limit(ids.length).execute()
}

function rows(tx: Db) {
  return tx
    .selectFrom('documents.route as r')
    .innerJoin('documents.document as d', 'd.id', 'r.documentId')
    .innerJoin('documents.version as v', (join) =>
      join.onRef('v.documentId', '=', 'd.id').onRef('v.version', '=', 'd.version'),
    )
    .select([
      'd.id',
      'd.agencyId',
      'd.status',
      'd.symbol',
      'd.signedBy',
      'd.signerName',
      'd.confirmedAt',
      'd.issuedAt',
      'd.signingOn',
    ])
    .select(['v.kind', 'v.title', 'v.subject', 'v.version'])
    .select(
      sql`jsonb_strip_nulls(jsonb_build_object('urgency', v.content -> 'urgency', 'power', v.content -> 'power',
          'authorised', v.content -> 'authorised'))`.as('content'),
    )
    .select([
      'r.draftedBy',
      'r.state',
      'r.steps',
      'r.step',
      'r.since',
      'r.dueAt',
      'r.why',
      'r.leaderSha256',
      'r.signers',
    ])
    .$castTo<WorkRow>()
}

/** What a leader confirmed before `since` and neither their signature nor the seal is on yet, longest waiting first, from after one on. */
export function listConfirmedDrafts(
  tx: Db,
  since: Date,
  { after, limit }: { after: ConfirmedPlace | undefined; limit: number },
): Promise<{ id: string; confirmedAt: Date; data: unknown }[]> {
  return (
    tx
      .selectFrom('documents.document as d')
      .innerJoin('documents.route as r', 'r.documentId', 'd.id')
      .innerJoin('documents.action as a', 'a.documentId', 'd.id')
      .select(['d.id', 'd.confirmedAt', 'a.data'])
      // Spelt out, as its index is.
      .where(sql<SqlBool>`d.status = 'signing'`)
      .where('d.confirmedAt', '<', since)
      .where('d.source', '=', 'agency')
      .where('r.leaderSha256', 'is', null)
      .where('a.kind', '=', 'confirm')
      // The confirmation that stands: one before it may have been given up.
      .whereRef('a.at', '=', 'd.confirmedAt')
      .where(confirmedAfter(after))
      .orderBy('d.confirmedAt')
      .orderBy('d.id')
      .limit(limit)
      .$narrowType<{ confirmedAt: Date }>()
      .execute()
  )
}

/** Everything that was done with a document, oldest first. */
export function listActionsOf(tx: Db, documentId: string) {
  return tx
    .selectFrom('documents.action')
    .select(['seq', 'kind', 'actorKind', 'actorId', 'version', 'reason', 'data', 'at', 'number', 'year'])
    .where('documentId', '=', documentId)
    .orderBy('seq')
    .limit(1000)
    .execute()
}

/** Every text a document has had, newest first. */
export function listVersionsOf(tx: Db, documentId: string) {
  return tx
    .selectFrom('documents.version')
    .select(['version', 'title', 'subject', 'draftedBy', 'draftedAt'])
    .where('documentId', '=', documentId)
    .orderBy('version', 'desc')
    .limit(200)
    .execute()
}

/** What a document does to another, and what others do to it. */
export function listRelationsOf(tx: Db, documentId: string) {
  return tx
    .selectFrom('documents.relation as l')
    .innerJoin('documents.document as d', 'd.id', 'l.documentId')
    .innerJoin('documents.document as t', 't.id', 'l.targetId')
    .select([
      'l.documentId',
      'l.kind',
      'l.targetId',
      'l.settledAt',
      'd.symbol',
      't.symbol as targetSymbol',
      'd.status',
    ])
    .where((where) =>
      where.or([where('l.documentId', '=', documentId), where('l.targetId', '=', documentId)]),
    )
    .orderBy('l.documentId')
    .limit(50)
    .execute()
}

/** Why these agencies may read a document that is another's. */
export async function listReasonsToRead(
  tx: Db,
  documentId: string,
  agencyIds: readonly string[],
): Promise<string[]> {
  const found = await tx
    .selectFrom('documents.reader')
    .select('why')
    .where('documentId', '=', documentId)
    .where('agencyId', 'in', [...agencyIds, ''])
    .limit(50)
    .execute()
  return found.map(({ why }) => why)
}

/** When its first text was written. */
export async function findFirstDraftAt(tx: Db, documentId: string): Promise<Date | undefined> {
  const first = await tx
    .selectFrom('documents.version')
    .select('draftedAt')
    .where('documentId', '=', documentId)
    .orderBy('version')
    .limit(1)
    .executeTakeFirst()
  return first?.draftedAt
}
