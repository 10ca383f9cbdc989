import type pg from 'pg'
import { PgBoss } from 'pg-boss'
import { claimOf } from '../act-as.ts'
import { system } from '../actor.ts'
import { beginAs, openPool } from '../database/database.ts'
import { loadKey } from '../keys.ts'
import { log, stackOf } from '../log.ts'
import { longestTurnMs, watch } from './watchdog.ts'

// Of its own: work that waits for a connection must not keep the queue from saying that it is still being done.
const connections = openPool({ name: 'nhip jobs', most: 4, isIdleNothing: true })
const provenProgram = claimOf(system, loadKey('actor'))

/** The job queue. The migrator owns its schema; the web process publishes, the worker also consumes. */
export const boss = new PgBoss({
  db: { executeSql: askQueue },
  migrate: false,
  createSchema: false,
  supervise: process.env.NHIP_ROLE === 'worker',
  schedule: process.env.NHIP_ROLE === 'worker',
})
boss.on('error', (error) => log.error({ error: stackOf(error) }, 'job queue'))

const watching = process.env.NHIP_ROLE === 'worker' ? watch('platform.jobs', longestTurnMs) : undefined

/**
 * Asks the queue's tables, which are the program's alone, in a transaction of its own and one round trip. The queue asks
 * every half second: an answer or an error, either shows that it goes round.
 */
export async function askQueue<Row extends pg.QueryResultRow>(
  text: string,
  values?: unknown[],
): Promise<pg.QueryResult<Row>> {
  const client = await connections.connect()
  try {
    const [begun, asked, ended] = await Promise.allSettled([
      client.query(beginAs, provenProgram),
      client.query<Row>(withoutTransaction(text), values),
      // Of a transaction that failed it is the end as well.
      client.query('commit'),
    ])
    for (const step of [begun, asked, ended]) if (step.status === 'rejected') throw step.reason
    return (asked as PromiseFulfilledResult<pg.QueryResult<Row>>).value
  } finally {
    client.release()
    watching?.moved()
  }
}

/** Several statements of pg-boss bring a transaction along, in which nobody would be proven. */
function withoutTransaction(text: string): string {
  return text.replace(/^\s*BEGIN;/, '').replace(/COMMIT;\s*$/, '')
}
