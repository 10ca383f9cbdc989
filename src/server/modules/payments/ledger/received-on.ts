import type { Officer } from '#server/platform/actor.ts'
import { requireRole } from '#server/platform/web/guards.ts'
import type { Work } from '#server/platform/work.ts'
import { endOfLocalDay, type LocalDay, startOfLocalDay } from '#shared/dates.ts'
import { keepBooks } from '../keep-books.ts'
import { type Received, sumReceived } from './received-queries.ts'

/** What came to the agencies of this officer of finance on a day of Vietnamese time, by the way it came. */
export async function receivedOn(work: Work, actor: Officer, day: LocalDay): Promise<Received[]> {
  const { agencyIds } = requireRole(actor, 'finance')
  const [from, until] = [startOfLocalDay(day), endOfLocalDay(day)]
  return keepBooks(work, ({ tx }) => sumReceived(tx, agencyIds, from, until))
}
