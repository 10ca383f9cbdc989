import { type Selectable, sql } from 'kysely'
import type { Tx } from '#server/platform/database/database.ts'
import type { PaymentsNotice } from '#server/platform/schema.gen.ts'
import type { GatewayRow } from '../gateways/gateway-queries.ts'
import type { Verdict } from '../gateways/port.ts'

/** Thông báo của cổng: the bytes as they came. */
export type Notice = Omit<Selectable<PaymentsNotice>, 'headers'> & {
  headers: { signed: Record<string, string>; query: Record<string, string> }
}

export async function insertNotice(
  tx: Tx<'payments'>,
  { headers, ...notice }: Pick<Notice, 'id' | 'gateway' | 'receivedAt' | 'raw' | 'headers'>,
): Promise<void> {
  await tx
    .insertInto('payments.notice')
    .values({ ...notice, headers: JSON.stringify(headers) })
    .execute()
}

/**
 * Keeps what came for this gateway, of its headers those its kind signs, and gives the gateway; nothing where there is none. Who ends
 * the work does not wait for the disk: nothing is answered before another work has judged the notice, and that one waits for both.
 */
export async function storeNotice(
  tx: Tx<'payments'>,
  {
    id,
    gateway,
    receivedAt,
    raw,
    signed,
    query,
  }: Pick<Notice, 'id' | 'gateway' | 'receivedAt' | 'raw'> & {
    signed: Record<string, Record<string, string>>
    query: Record<string, string>
  },
): Promise<GatewayRow | undefined> {
  const { rows } = await sql<GatewayRow>`
    with known as (select * from payments.gateway where id = ${gateway}),
         kept as (
      insert into payments.notice (id, gateway, received_at, raw, headers)
      select ${id}::uuid, g.id, ${receivedAt}::timestamptz, ${raw}::bytea,
             jsonb_build_object('signed', ${JSON.stringify(signed)}::jsonb -> g.kind, 'query', ${JSON.stringify(query)}::jsonb)
        from known g, set_config('synchronous_commit', 'off', true))
    select * from known`.execute(tx)
  return rows[0]
}

/** What was judged once stays so: of two who judge one notice the second changes nothing. */
export async function judge(
  tx: Tx<'payments'>,
  id: string,
  judged: { verdict: Verdict; reason: string | null; transferId: string | null; judgedAt: Date },
): Promise<void> {
  await tx
    .updateTable('payments.notice')
    .set(judged)
    .where('id', '=', id)
    .where('verdict', '=', 'waiting')
    .execute()
}

/** Whether people have been told that this transfer is told of in two ways. */
export async function hasDiffering(tx: Tx<'payments'>, transferId: string): Promise<boolean> {
  const found = await tx
    .selectFrom('payments.notice')
    .select('id')
    .where('verdict', '=', 'differs')
    .where('transferId', '=', transferId)
    .limit(1)
    .executeTakeFirst()
  return found !== undefined
}

/** Stored before `before` and not judged: whoever took them was broken off. Oldest first. */
export async function listWaiting(tx: Tx<'payments'>, before: Date, limit: number): Promise<Notice[]> {
  return tx
    .selectFrom('payments.notice')
    .selectAll()
    .where('verdict', '=', 'waiting')
    .where('receivedAt', '<', before)
    .orderBy('receivedAt')
    .limit(limit)
    .$castTo<Notice>()
    .execute()
}

/** Forgets what was not believed: older than this, and beyond so many of the newest, since anybody may send it; gives how many. */
export async function deleteRefused(
  tx: Tx<'payments'>,
  { before, most, limit }: { before: Date; most: number; limit: number },
): Promise<number> {
  const { rows } = await sql`
    delete from payments.notice where id in (
      select id from payments.notice
       where verdict = 'refused' and received_at < greatest(${before}::timestamptz, (
         select received_at from payments.notice where verdict = 'refused' order by received_at desc offset ${most - 1} limit 1))
       order by received_at limit ${limit})
    returning 1`.execute(tx)
  return rows.length
}
