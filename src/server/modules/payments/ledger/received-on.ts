import { sql } from 'kysely'
import type { Officer } from '#server/platform/actor.ts'
import { requireRole } from '#server/platform/web/guards.ts'
import type { Work } from '#server/platform/work.ts'
import { addDays, type LocalDay, startOfLocalDay } from '#shared/dates.ts'
import { keepBooks } from '../keep-books.ts'
import type { Channel } from '../model.ts'

export interface Received {
  channel: Channel
  count: number
  /** In đồng. */
  amount: number
}

/** What came to the agencies of this officer of finance on a day of Vietnamese time, by the way it came. */
export async function receivedOn(work: Work, actor: Officer, day: LocalDay): Promise<Received[]> {
  const { agencyIds } = requireRole(actor, 'finance')
  const [from, until] = [startOfLocalDay(day), startOfLocalDay(addDays(day, 1))]
  return keepBooks(work, async ({ tx }) => {
    const { rows } = await sql<Received>`
      select channel, count(*)::bigint as count, sum(amount)::bigint as amount from payments.transfer
       where agency_id = any (${agencyIds}::text[]) and arrived_at >= ${from} and arrived_at < ${until}
       group by channel order by sum(amount) desc, channel`.execute(tx)
    return rows
  })
}
