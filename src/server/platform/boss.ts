import { PgBoss } from 'pg-boss'
import { openPool } from '#server/platform/database.ts'
import { log } from '#server/platform/log.ts'

// Of its own: work that waits for a connection must not keep the queue from saying that it is still being done.
const connections = openPool({ name: 'nhip jobs', most: 4, isIdleNothing: true })

/** The job queue. The migrator owns its schema; the web process publishes, the worker also consumes. */
export const boss = new PgBoss({
  db: { executeSql: (text, values) => connections.query(text, values) },
  migrate: false,
  createSchema: false,
  supervise: process.env.NHIP_ROLE === 'worker',
  schedule: process.env.NHIP_ROLE === 'worker',
})
boss.on('error', (error) => log.error({ error: error.message }, 'job queue'))
