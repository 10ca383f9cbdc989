/** All SQL on who has an incoming document. */
import { type Selectable, type SqlBool, sql } from 'kysely'
import type { Tx } from '#server/platform/database/database.ts'
import type { DocumentsAssignment } from '#server/platform/schema.gen.ts'

type Db = Tx<'documents'>
export type AssignmentState = 'waiting' | 'assigned' | 'answered' | 'closed'

/** Who has an incoming document, with what it is. */
export type Assignment = Omit<Selectable<DocumentsAssignment>, 'state'> & {
  state: AssignmentState
  lastSeq: number
  /** Since when its sender has revoked or replaced it: it is given to nobody and answered no more. */
  frozenAt: Date | null
  /** Tên loại: a key. */
  kind: string
  subject: string
  /** Its number and symbol at the sender. */
  symbol: string
  /** Who sent it, as the clerk entered it. */
  organ: string
  urgency: string | null
  /** Which way it came, and what was found of its signatures: of one, and of what is reminded of; not of a list that is shown. */
  source?: string | null
  signed?: string | null
}

export interface Part {
  agencyId: string
  accountId: string | null
}

function assignments(tx: Db) {
  return tx
    .selectFrom('documents.assignment as a')
    .innerJoin('documents.document as d', 'd.id', 'a.documentId')
    .innerJoin('documents.version as v', (join) =>
      join.onRef('v.documentId', '=', 'd.id').onRef('v.version', '=', 'd.version'),
    )
    .selectAll('a')
    .select(['d.lastSeq', 'v.kind', 'v.subject'])
    .select(sql<string>`coalesce(d.symbol, '')`.as('symbol'))
    .select(sql<string>`coalesce(v.content #>> '{from,name}', '')`.as('organ'))
    .select(sql<string | null>`v.content ->> 'urgency'`.as('urgency'))
    .select(
      sql<Date | null>`(
        select min(c.at) from documents.sender_change c
         where c.document_id = a.document_id and c.kind in ('revoked', 'replaced'))`.as('frozenAt'),
    )
    .$narrowType<{ state: AssignmentState }>()
}

/** Row policies show it to the agency that received it and to those it was given to. */
export async function findAssignment(tx: Db, documentId: string): Promise<Assignment | undefined> {
  return assignments(tx)
    .leftJoin('documents.incoming as i', 'i.documentId', 'a.documentId')
    .select(['i.source', 'i.signed'])
    .where('a.documentId', '=', documentId)
    .executeTakeFirst()
}

export async function listParts(
  tx: Db,
  documentIds: readonly string[],
): Promise<(Part & { documentId: string })[]> {
  if (documentIds.length === 0) return []
  return tx
    .selectFrom('documents.assignmentPart')
    .select(['documentId', 'agencyId', 'accountId'])
    .where(sql<SqlBool>`document_id = any (${documentIds}::uuid[])`)
    .orderBy('agencyId')
    .limit(documentIds.length * 50)
    .execute()
}

export type WorkTab = 'mine' | 'taking_part' | 'unit' | 'waiting' | 'ended'

export interface WorkFilter {
  tab: WorkTab
  accountId: string
  agencyIds: readonly string[]
  limit: number
  offset: number
}

/** By their term, those without one last; what waits and is in force by its age; what has ended the newest first. */
export async function listAssignments(
  tx: Db,
  { tab, accountId, agencyIds, limit, offset }: WorkFilter,
): Promise<Assignment[]> {
  const byTerm = assignments(tx)
    .where('a.state', '=', 'assigned')
    .orderBy('a.dueAt')
    .orderBy('a.documentId')
    .limit(limit)
    .offset(offset)
  if (tab === 'mine') return byTerm.where('a.leadAccountId', '=', accountId).execute()
  if (tab === 'taking_part') return byTerm.where(partOf(accountId, agencyIds)).execute()
  const ids = await listOfAgencies(tx, tab, agencyIds, limit, offset)
  const found = await assignments(tx)
    .where(sql<SqlBool>`a.document_id = any (${ids}::uuid[])`)
    .limit(limit)
    .execute()
  const placeOf = new Map(ids.map((id, index) => [id, index]))
  return found.sort((one, other) => (placeOf.get(one.documentId) ?? 0) - (placeOf.get(other.documentId) ?? 0))
}

/** Of what waits: its sender neither revoked nor replaced it, so that somebody is to have it. */
const isToBeGiven = (table: 'a' | 'assignment') =>
  sql<SqlBool>`not exists (
    select from documents.sender_change c
     where c.document_id = ${sql.ref(`${table}.document_id`)} and c.kind in ('revoked', 'replaced'))`

const ofAgencies = {
  unit: {
    columns: ['agency_id', 'lead_agency_id'],
    place: 'due_at',
    which: sql`state = 'assigned'`,
    order: sql`place, document_id`,
  },
  waiting: {
    columns: ['agency_id'],
    place: 'since',
    which: sql`state = 'waiting' and ${isToBeGiven('assignment')}`,
    order: sql`place, document_id`,
  },
  ended: {
    columns: ['agency_id'],
    place: 'since',
    which: sql`state in ('answered', 'closed')`,
    order: sql`place desc, document_id`,
  },
}

/** One page of what these agencies have, agency by agency: of several at once no index has an order. */
async function listOfAgencies(
  tx: Db,
  tab: keyof typeof ofAgencies,
  agencyIds: readonly string[],
  limit: number,
  offset: number,
): Promise<string[]> {
  const { columns, place, which, order } = ofAgencies[tab]
  const each = columns.map(
    (column) => sql`
      select a.* from unnest(${agencyIds}::text[]) as own (id), lateral (
        select document_id, ${sql.ref(place)} as place from documents.assignment
         where ${sql.ref(column)} = own.id and ${which} order by ${order} limit ${offset + limit}) a`,
  )
  const { rows } = await sql<{ documentId: string }>`
    select document_id from (${sql.join(each, sql` union `)}) found order by ${order} limit ${limit} offset ${offset}`.execute(
    tx,
  )
  return rows.map(({ documentId }) => documentId)
}

const mostCounted = 1000

/** How many stand under each heading, counted no further than a thousand; of what has ended none. */
export async function countAssignments(
  tx: Db,
  accountId: string,
  agencyIds: readonly string[],
): Promise<Record<Exclude<WorkTab, 'ended'>, number>> {
  const of = (where: ReturnType<typeof sql<SqlBool>>) =>
    sql<number>`(select count(*)::int from (select from documents.assignment a where ${where} limit ${mostCounted}) counted)`
  // Agency by agency, so that each enters its own index.
  const ofOwn = (column: string) => sql`
    select a.document_id from unnest(${agencyIds}::text[]) as own (id), lateral (
      select document_id from documents.assignment
       where ${sql.ref(column)} = own.id and state = 'assigned' limit ${mostCounted}) a`
  const { rows } = await sql<Record<Exclude<WorkTab, 'ended'>, number>>`
    select ${of(sql`a.state = 'assigned' and a.lead_account_id = ${accountId}`)} as mine,
           ${of(sql`a.state = 'assigned' and ${partOf(accountId, agencyIds)}`)} as taking_part,
           (select count(*)::int from (
              select * from (${ofOwn('agency_id')} union ${ofOwn('lead_agency_id')}) own limit ${mostCounted}) counted) as unit,
           ${of(sql`a.state = 'waiting' and a.agency_id = any (${agencyIds}::text[]) and ${isToBeGiven('a')}`)} as waiting`.execute(
    tx,
  )
  return rows[0] ?? { mine: 0, taking_part: 0, unit: 0, waiting: 0 }
}

function partOf(accountId: string, agencyIds: readonly string[]) {
  // Two questions, each with an index of what is being seen to; asked first, so that no other order leads through everybody's.
  return sql<SqlBool>`a.document_id = any (array(
    select p.document_id from documents.assignment_part p where p.is_open and p.account_id = ${accountId}
    union all
    select p.document_id from documents.assignment_part p
     where p.is_open and p.account_id is null and p.agency_id = any (${agencyIds}::text[])))`
}

/** Of `documents.assignment a`: its sender neither revoked nor replaced it, so that its term is one. */
export const isInForce = sql<SqlBool>`not exists (
  select from documents.sender_change c where c.document_id = a.document_id and c.kind in ('revoked', 'replaced'))`

/** What is due before `until` and whose lead, or head, was not told of that term, soonest first, from a place in that order on; nothing its sender froze. */
export async function listToRemind(
  tx: Db,
  whom: 'lead' | 'head',
  until: Date,
  { after, limit }: { after: Pick<Assignment, 'dueAt' | 'documentId'> | undefined; limit: number },
): Promise<Assignment[]> {
  const told = sql.ref(whom === 'lead' ? 'a.reminded_for' : 'a.head_reminded_for')
  let near = assignments(tx)
    .leftJoin('documents.incoming as i', 'i.documentId', 'a.documentId')
    .select(['i.source', 'i.signed'])
    // Spelt out, as its index is: what was told is not looked at.
    .where(sql<SqlBool>`a.state = 'assigned' and ${told} is distinct from a.due_at`)
    .where('a.dueAt', '<=', until)
    .where(isInForce)
  if (after)
    near = near.where(sql<SqlBool>`(a.due_at, a.document_id) > (${after.dueAt}, ${after.documentId}::uuid)`)
  return near.orderBy('a.dueAt').orderBy('a.documentId').limit(limit).execute()
}

export async function noteReminded(
  tx: Db,
  documentId: string,
  whom: 'lead' | 'head',
  dueAt: Date,
): Promise<void> {
  await tx
    .updateTable('documents.assignment')
    .set(whom === 'lead' ? { remindedFor: dueAt } : { headRemindedFor: dueAt })
    .where('documentId', '=', documentId)
    .execute()
}

/** The incoming documents a document answered. */
export async function listAnsweredBy(tx: Db, documentId: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('documents.assignment')
    .select('documentId')
    .where('answeredBy', '=', documentId)
    .limit(100)
    .execute()
  return rows.map((row) => row.documentId)
}

/** What an issued document says it answers, with its own number. */
export async function findAnswer(
  tx: Db,
  id: string,
): Promise<{ answers: string; symbol: string; status: string; issuedAt: Date | null } | undefined> {
  return tx
    .selectFrom('documents.document as d')
    .innerJoin('documents.version as v', (join) =>
      join.onRef('v.documentId', '=', 'd.id').onRef('v.version', '=', 'd.version'),
    )
    .select(['d.status', 'd.issuedAt'])
    .select(sql<string>`coalesce(d.symbol, '')`.as('symbol'))
    .select(sql<string>`v.content ->> 'answers'`.as('answers'))
    .where('d.id', '=', id)
    .where(sql<SqlBool>`v.content ->> 'answers' <> ''`)
    .executeTakeFirst()
}

/** What was issued, stands, and says that it answers this, the earliest first. */
export async function listStandingAnswers(tx: Db, documentId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from documents.standing_answers(${documentId}) as id`.execute(tx)
  return rows.map(({ id }) => id)
}
