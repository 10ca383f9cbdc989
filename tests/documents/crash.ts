/** The program dies between two of its transactions, or within one at any statement: whatever it was doing asks the database for nothing more. */
import { AsyncLocalStorage } from 'node:async_hooks'
import type { Socket } from 'node:net'
import fc from 'fast-check'
import type pg from 'pg'
import { pool } from '#server/platform/database/database.ts'
import { isUnavailable } from '#server/platform/database/unavailable.ts'

/** When it dies: after so many transactions and, where that is said, so many statements of what follows. */
export interface Death {
  transactions: number
  statements: number | undefined
  /** Where the last statement is the end of its transaction, that is done and nobody hears of it; else it is not done. */
  isUntold: boolean
}

interface Life extends Death {
  isOver: boolean
}

class Crash extends Error {}

const lives = new AsyncLocalStorage<Life>()
const connect = pool.connect.bind(pool) as () => Promise<pg.PoolClient>
pool.connect = (async () => {
  const life = lives.getStore()
  if (life) {
    life.transactions -= 1
    if (life.transactions < 0 && (life.isOver || life.statements === undefined)) {
      life.isOver = true
      throw new Crash('the program is dead')
    }
  }
  return connect()
}) as typeof pool.connect

// Before anybody keeps how a connection is asked.
pool.on('connect', (client) => {
  const ask = client.query.bind(client) as (...asked: unknown[]) => Promise<unknown>
  const die = async (life: Life, done?: Promise<unknown>) => {
    life.isOver = true
    await done
    ;(client as unknown as { connection: { stream: Socket } }).connection.stream.destroy()
    throw new Crash('the program is dead')
  }
  const query = (...asked: unknown[]) => {
    const life = lives.getStore()
    if (!life || life.statements === undefined || life.transactions >= 0) return ask(...asked)
    life.statements -= 1
    if (life.statements >= 0) return ask(...asked)
    return die(life, life.isUntold && asked[0] === 'commit' ? ask(...asked) : undefined)
  }
  client.query = query as typeof client.query
})

const deaths = (isUntold: fc.Arbitrary<boolean>): fc.Arbitrary<Death | undefined> =>
  fc.oneof(
    // Mostly it lives.
    { weight: 14, arbitrary: fc.constant(undefined) },
    {
      weight: 1,
      arbitrary: fc.record({
        transactions: fc.nat({ max: 3 }),
        statements: fc.constant(undefined),
        isUntold: fc.constant(false),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ transactions: fc.nat({ max: 2 }), statements: fc.nat({ max: 25 }), isUntold }),
    },
  )

export const Dies = deaths(fc.boolean())
/** Of whatever is done somebody hears. */
export const DiesTold = deaths(fc.constant(false))

/** Does these at once, in a program that dies then, if it is to die at all. Says whether it came to that. */
export async function untilCrash(
  death: Death | undefined,
  tasks: readonly (() => Promise<unknown>)[],
): Promise<{ results: PromiseSettledResult<unknown>[]; hasCrashed: boolean }> {
  const never = { transactions: Number.POSITIVE_INFINITY, statements: undefined, isUntold: false }
  const life: Life = { ...(death ?? never), isOver: false }
  const results = await lives.run(life, () => Promise.allSettled(tasks.map((task) => task())))
  const told = results.map((one) =>
    // What was asked before on a connection that died with the program.
    life.isOver && one.status === 'rejected' && isUnavailable(one.reason)
      ? { ...one, reason: new Crash('the program is dead') }
      : one,
  )
  return { results: told, hasCrashed: life.isOver }
}

/** What failed otherwise than because the program was dead. */
export function failuresOf(results: readonly PromiseSettledResult<unknown>[]): unknown[] {
  return results.flatMap((one) =>
    one.status === 'rejected' && !(one.reason instanceof Crash) ? [one.reason] : [],
  )
}
