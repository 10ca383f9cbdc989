/** The program dies between two of its transactions: whatever it was doing asks the database for nothing more. */
import { AsyncLocalStorage } from 'node:async_hooks'
import fc from 'fast-check'
import type pg from 'pg'
import { pool } from '#server/platform/database/database.ts'

/** How many transactions it still begins; then it is dead. */
interface Life {
  left: number
  isOver: boolean
}

class Crash extends Error {}

const lives = new AsyncLocalStorage<Life>()
const connect = pool.connect.bind(pool) as () => Promise<pg.PoolClient>
pool.connect = (async () => {
  const life = lives.getStore()
  if (!life) return connect()
  life.left -= 1
  if (life.left < 0) {
    life.isOver = true
    throw new Crash('the program is dead')
  }
  return connect()
}) as typeof pool.connect

/** How many transactions of a step are done before the program dies; mostly it lives. */
export const Dies = fc.oneof(
  { weight: 7, arbitrary: fc.constant(undefined) },
  { weight: 1, arbitrary: fc.nat({ max: 3 }) },
)

/** Does these at once, in a program that dies after so many transactions, if it is to die at all. Says whether it came to that. */
export async function untilCrash(
  transactions: number | undefined,
  tasks: readonly (() => Promise<unknown>)[],
): Promise<{ results: PromiseSettledResult<unknown>[]; hasCrashed: boolean }> {
  const life = { left: transactions ?? Number.POSITIVE_INFINITY, isOver: false }
  const results = await lives.run(life, () => Promise.allSettled(tasks.map((task) => task())))
  return { results, hasCrashed: life.isOver }
}

/** What failed otherwise than because the program was dead. */
export function failuresOf(results: readonly PromiseSettledResult<unknown>[]): unknown[] {
  return results.flatMap((one) =>
    one.status === 'rejected' && !(one.reason instanceof Crash) ? [one.reason] : [],
  )
}
