import { sql } from 'kysely'
import type { Tx } from '#server/platform/database/database.ts'
import type { Channel } from '../model.ts'

export interface Received {
  channel: Channel
  count: number
  /** In đồng. */
  amount: number
}

/** What came to these agencies from one instant to another, the former included, by the way it came. */
export async function sumReceived(
  tx: Tx<'payments'>,
  agencyIds: readonly string[],
  from: Date,
  until: Date,
): Promise<Received[]> {
  const { rows } = await sql<Received>`
    select channel, count(*)::bigint as count, sum(amount)::bigint as amount from payments.transfer
     where agency_id = any (${agencyIds}::text[]) and arrived_at >= ${from} and arrived_at < ${until}
     group by channel order by sum(amount) desc, channel`.execute(tx)
  return rows
}
