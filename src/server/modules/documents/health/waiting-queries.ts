/** SQL on what of documents waits for the program: longer than it should, it is gone on with and told. */
import { type SqlBool, sql } from 'kysely'
import type { Tx } from '#server/platform/database/database.ts'
import { isInForce } from '../assign/assignment-queries.ts'
import { signedFlawed } from '../events.ts'

type Db = Tx<'documents'>

export const stages = ['signature', 'reading', 'mark', 'sending', 'search'] as const
export type Stage = (typeof stages)[number]

/** One that waits at a stage since before a moment. */
const waitingAt: Record<Exclude<Stage, 'search'>, (until: Date) => ReturnType<typeof sql>> = {
  signature: (until) => sql`
    select d.id, d.confirmed_at as since from documents.document d
     where d.status = 'signing' and d.confirmed_at < ${until}
       and not exists (select from documents.route r where r.document_id = d.id and r.leader_sha256 is not null)`,
  // When it was stored: a mail may be older than the mailbox it is read from.
  reading: (until) => sql`
    select id, uuid_extract_timestamp(id) as since from documents.arrival
     where reading_state = 'waiting' and uuid_extract_timestamp(id) < ${until}`,
  mark: (until) => sql`
    select document_id as id, registered_at as since from documents.incoming where mark = 'waiting' and registered_at < ${until}`,
  sending: (until) => sql`
    select document_id as id, min(sent_at) as since from documents.sending where state = 'sent' and sent_at < ${until} group by document_id`,
}

/** One of these goes on by the clock; its table, its document, and what says that it waits and since when. */
const turns = {
  mark: { table: 'documents.incoming', waits: sql<SqlBool>`mark = 'waiting'`, since: 'registered_at' },
  sending: { table: 'documents.sending', waits: sql<SqlBool>`state = 'sent'`, since: 'sent_at' },
}

/**
 * The next that waits at this stage since before `until`, whose turn was longest ago, and which had none since `round` began: its turn is now.
 * So what fails each time comes again after everything else. Undefined where every one has had its turn.
 */
export async function takeTurn(
  tx: Db,
  stage: keyof typeof turns,
  { until, round }: { until: Date; round: Date },
): Promise<string | undefined> {
  const { table, waits, since } = turns[stage]
  const [of, from] = [sql.table(table), sql.ref(since)]
  const { rows } = await sql<{ id: string }>`
    with next as (
      select document_id from ${of}
       where ${waits} and ${from} < ${until} and coalesce(tried_at, ${from}) < ${round}
       order by coalesce(tried_at, ${from}), document_id limit 1)
    update ${of} set tried_at = ${round}
     where document_id = (select document_id from next) and ${waits} returning document_id as id`.execute(tx)
  return rows[0]?.id
}

export interface Waiting {
  stage: Stage
  /** Counted up to a thousand: beyond that it is only many. */
  count: number
  since: Date | null
}

/** How much waits at each stage since before its moment, and since when. */
export async function countWaitingAt(tx: Db, until: Record<Stage, Date>): Promise<Waiting[]> {
  const search = sql`select document_id as id, since from documents.text_waiting where since < ${until.search}`
  const found: Waiting[] = []
  for (const stage of stages) {
    const of = stage === 'search' ? search : waitingAt[stage](until[stage])
    const { rows } = await sql<{ count: number; since: Date | null }>`
      select count(*)::int as count, min(since) as since from (select since from (${of}) late order by since limit 1000) counted`.execute(
      tx,
    )
    found.push({ stage, count: rows[0]?.count ?? 0, since: rows[0]?.since ?? null })
  }
  return found
}

/** Files signed since then that break PDF/A, and when the last one was. */
export async function countFlawed(
  tx: Tx<'platform'>,
  from: Date,
): Promise<{ count: number; since: Date | null }> {
  const { rows } = await sql<{ count: number; since: Date | null }>`
    select count(distinct subject_id)::int as count, max(occurred_at) as since
      from platform.event_log where name = ${signedFlawed.eventName} and occurred_at > ${from}`.execute(tx)
  return rows[0] ?? { count: 0, since: null }
}

export interface UnreadMailboxes {
  count: number
  all: number
  /** Since when the one waiting longest was not read. */
  since: Date | null
}

/** Mailboxes that were not read since before a moment. */
export async function countUnreadMailboxes(tx: Db, until: Date): Promise<UnreadMailboxes> {
  const late = sql<SqlBool>`coalesce(checked_at, changed_at) < ${until}`
  const { rows } = await sql<UnreadMailboxes>`
    select count(*)::int as all, (count(*) filter (where ${late}))::int as count,
           min(coalesce(checked_at, changed_at)) filter (where ${late}) as since
      from documents.mailbox where active`.execute(tx)
  return rows[0] ?? { count: 0, all: 0, since: null }
}

/** Mails that were not fetched and wait for a clerk: how many, counted up to a thousand, and since when. */
export async function countNotFetched(tx: Db): Promise<{ count: number; since: Date | null }> {
  const { rows } = await sql<{ count: number; since: Date | null }>`
    select count(*)::int as count, min(uuid_extract_timestamp(id)) as since from (
      select id from documents.arrival where state = 'waiting' and findings ->> 'problem' = 'not_fetched' order by id limit 1000) few`.execute(
    tx,
  )
  return rows[0] ?? { count: 0, since: null }
}

export interface ExchangeReading {
  triedAt: Date | null
  /** When everything that lay there was last taken. */
  checkedAt: Date | null
  failingSince: Date | null
  problem: string | null
}

/** How the exchange was last read. */
export async function findExchangeReading(tx: Db): Promise<ExchangeReading | undefined> {
  const { rows } = await sql<ExchangeReading>`
    select tried_at, checked_at, failing_since, problem from documents.exchange_reading`.execute(tx)
  return rows[0]
}

/** Terms before `until`, of what is in force, of which nobody was reminded, though nothing was said of them since `asOf`. */
export async function countUnreminded(
  tx: Db,
  whom: 'lead' | 'head',
  { until, asOf }: { until: Date; asOf: Date },
): Promise<number> {
  const told = sql.ref(whom === 'lead' ? 'a.reminded_for' : 'a.head_reminded_for')
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from (
      select from documents.assignment a
       where a.state = 'assigned' and a.due_at <= ${until} and ${told} is distinct from a.due_at and ${isInForce}
         and not exists (select from documents.action c where c.document_id = a.document_id and c.at > ${asOf}
                            and c.kind in ('assign', 'set_time', 'hand_on', 'reopen'))
       limit 1000) late`.execute(tx)
  return rows[0]?.count ?? 0
}
