import { sql } from 'kysely'
import type { Tx } from '#server/platform/database/database.ts'
import type { Gateway } from '../gateways/port.ts'

/** How one gateway has been in the last day. */
export interface ChannelHealth {
  id: string
  name: string
  kind: Gateway['kind']
  isActive: boolean
  /** When the last notice came that was believed, and the last of any kind. */
  lastTakenAt: Date | null
  lastAt: Date | null
  /** From the payment to its settling, half of them sooner, in seconds; null without any. */
  delaySeconds: number | null
  /** Notices by what speaks against them. */
  refusals: { reason: string; count: number }[]
  /** Notices of known money with another amount or account. */
  differing: number
  /** Notices stored but not judged for a minute. */
  waiting: number
  /** Payments whose notice never came: found by asking. */
  found: number
  /** Orders that were asked about and are unknown, and since when the oldest was shown. */
  unanswered: number
  unansweredSince: Date | null
}

export async function listChannelHealth(tx: Tx<'payments'>, now: Date): Promise<ChannelHealth[]> {
  const dayAgo = new Date(now.getTime() - 86_400_000)
  const minuteAgo = new Date(now.getTime() - 60_000)
  const { rows } = await sql<ChannelHealth>`
    select g.id, g.name, g.kind, g.is_active, last.taken_at as last_taken_at, last.at as last_at,
           day.delay_seconds, day.differing, found.count as found,
           coalesce(refused.list, '[]') as refusals, waiting.count as waiting,
           asked.count as unanswered, asked.since as unanswered_since
      from payments.gateway g
     cross join lateral (
       select max(received_at) as at, max(received_at) filter (where verdict in ('taken', 'repeated')) as taken_at
         from (select received_at, verdict from payments.notice where gateway = g.id
                order by received_at desc limit 1000) newest) last
     cross join lateral (
       select count(*) filter (where n.verdict = 'differs')::int as differing,
              percentile_cont(0.5) within group (order by extract(epoch from t.arrived_at - t.paid_at))
                filter (where n.verdict = 'taken')::float8 as delay_seconds
         from payments.notice n left join payments.transfer t on t.id = n.transfer_id
        where n.gateway = g.id and n.received_at > ${dayAgo}::timestamptz and n.verdict in ('taken', 'differs')) day
     cross join lateral (
       select jsonb_agg(jsonb_build_object('reason', reason, 'count', count) order by count desc) as list
         from (select coalesce(reason, '') as reason, count(*)::int as count from payments.notice
                where gateway = g.id and received_at > ${dayAgo}::timestamptz and verdict = 'refused'
                group by 1) by_reason) refused
     cross join lateral (
       select count(*)::int as count from payments.notice
        where gateway = g.id and verdict = 'waiting' and received_at < ${minuteAgo}::timestamptz) waiting
     cross join lateral (
       select count(*)::int as count from payments.transfer
        where gateway = g.id and gateway <> 'cash' and notice_id is null and arrived_at > ${dayAgo}::timestamptz) found
     cross join lateral (
       select count(*)::int as count, min(a.since) as since
         from payments.asking a join payments."order" o on o.id = a.order_id
        where a.gateway = g.id and o.base = 'unknown') asked
     order by g.is_active desc, g.name`.execute(tx)
  return rows
}

/** Money that fits nothing yet, in the whole province. */
export interface SuspenseHealth {
  count: number
  /** In đồng. */
  amount: number
  oldest: Date | null
  /** Of them opened within a day. */
  opened: number
}

export async function findSuspenseHealth(tx: Tx<'payments'>, now: Date): Promise<SuspenseHealth> {
  const dayAgo = new Date(now.getTime() - 86_400_000)
  const { rows } = await sql<SuspenseHealth>`
    select count(*)::int as count, coalesce(sum(amount), 0)::float8 as amount, min(opened_at) as oldest,
           (count(*) filter (where opened_at > ${dayAgo}::timestamptz))::int as opened
      from payments.suspense where ended_at is null`.execute(tx)
  return rows[0] ?? { count: 0, amount: 0, oldest: null, opened: 0 }
}
