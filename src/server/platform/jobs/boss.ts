import type pg from 'pg'
import { PgBoss } from 'pg-boss'
import { openPool } from '#server/platform/database/database.ts'
import { log } from '#server/platform/log.ts'
import { longestTurnMs, watch } from '#server/platform/watch/watchdog.ts'

// Of its own: work that waits for a connection must not keep the queue from saying that it is still being done.
const connections = openPool({ name: 'nhip jobs', most: 4, isIdleNothing: true })

/** The job queue. The migrator owns its schema; the web process publishes, the worker also consumes. */
export const boss = new PgBoss({
  db: { executeSql: ask },
  migrate: false,
  createSchema: false,
  supervise: process.env.NHIP_ROLE === 'worker',
  schedule: process.env.NHIP_ROLE === 'worker',
})
boss.on('error', (error) => log.error({ error: error.message }, 'job queue'))

const watching = process.env.NHIP_ROLE === 'worker' ? watch('platform.jobs', longestTurnMs) : undefined

/** The queue asks every second: an answer or an error, either shows that it goes round. */
function ask(text: string, values?: unknown[]): Promise<pg.QueryResult> {
  return connections.query(text, values).finally(() => watching?.moved())
}
