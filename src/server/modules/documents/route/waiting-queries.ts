/** SQL on what of drafts waits for somebody at an agency, page by page. */
import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Tx } from '#server/platform/database/database.ts'
import { listInOrder, type WorkRow } from './route-queries.ts'

type Db = Tx<'documents'>

/** Where a list of what waits goes on: behind this one. The moment as the database has it, finer than a `Date`. */
export interface WaitingPlace {
  since: string
  id: string
}

export interface WaitingPage {
  rows: WorkRow[]
  /** Behind which there may be more. */
  next: WaitingPlace | undefined
}

/** What waits for an approval at one of these agencies, longest waiting first, from behind one on. */
export function listInRoute(
  tx: Db,
  agencyIds: readonly string[],
  page: { after: WaitingPlace | undefined; limit: number },
): Promise<WaitingPage> {
  return listWaitingAt(tx, agencyIds, sql<SqlBool>`r.waits_agency_id = own.id and r.state = 'in_route'`, page)
}

/** What was approved at these agencies and is not issued yet, longest waiting first, from behind one on. */
export function listApproved(
  tx: Db,
  agencyIds: readonly string[],
  page: { after: WaitingPlace | undefined; limit: number },
): Promise<WaitingPage> {
  return listWaitingAt(tx, agencyIds, sql<SqlBool>`r.agency_id = own.id and r.state = 'approved'`, page)
}

/** Agency by agency: of several at once no index has an order. Which state it is, is spelt out as its index is. */
async function listWaitingAt(
  tx: Db,
  agencyIds: readonly string[],
  waits: RawBuilder<SqlBool>,
  { after, limit }: { after: WaitingPlace | undefined; limit: number },
): Promise<WaitingPage> {
  const from = after
    ? sql`and (r.since, r.document_id) > (${after.since}::timestamptz, ${after.id}::uuid)`
    : sql``
  const { rows: places } = await sql<WaitingPlace>`
    select r.document_id as id, r.since::text as since from unnest(${agencyIds}::text[]) as own (id), lateral (
      select r.document_id, r.since from documents.route r
       where ${waits} ${from} order by r.since, r.document_id limit ${limit}) r
     order by r.since, r.document_id limit ${limit}`.execute(tx)
  const ids = places.map(({ id }) => id)
  return { rows: await listInOrder(tx, ids), next: places.length === limit ? places.at(-1) : undefined }
}
