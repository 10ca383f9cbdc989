/** Two works that meet: the second begins before the first is committed, as happens to people and never to one test by itself. */
import { sql } from 'kysely'
import { expect, vi } from 'vitest'
import { type Actor, system } from '#server/platform/actor.ts'
import { perform, type Work } from '#server/platform/work.ts'
import { patience } from './time/patience.ts'

/** How many of this database wait for what others hold. */
async function countWaiting(): Promise<number> {
  return perform(system, async ({ tx }) => {
    const { rows } = await sql<{ count: number }>`
      select count(*)::int as count from pg_stat_activity
       where datname = current_database() and wait_event_type = 'Lock'`.execute(tx)
    return rows[0]?.count ?? 0
  })
}

/** Waits until at least so many wait. */
export async function waitFor(count: number): Promise<void> {
  await vi.waitFor(async () => expect(await countWaiting()).toBeGreaterThanOrEqual(count), patience)
}

/**
 * Does `first` and commits it when `second`, begun after it, is done or waits for it (`waiting`: one of so many that wait). Returns how `second`
 * ended; what fails in `first` is thrown.
 */
export async function besideEachOther<T>(
  actor: Actor,
  first: (work: Work) => Promise<unknown>,
  second: () => Promise<T>,
  waiting = 1,
): Promise<PromiseSettledResult<T>> {
  const [isThere, hasMet] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const one = perform(actor, async (work) => {
    await first(work)
    isThere.resolve()
    await hasMet.promise
  })
  await Promise.race([isThere.promise, one])
  let isDone = false
  const other = Promise.allSettled([second()]).finally(() => {
    isDone = true
  })
  const meets = async () => expect(isDone || (await countWaiting()) >= waiting).toBe(true)
  await vi.waitFor(meets, patience)
  hasMet.resolve()
  await one
  const [ended] = await other
  return ended
}
