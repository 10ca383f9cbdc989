import { PgBoss } from 'pg-boss'
import { config } from '#server/platform/config.ts'
import { log } from '#server/platform/log.ts'

/** The job queue. The migrator owns its schema; the web process publishes, the worker also consumes. */
export const boss = new PgBoss({
  connectionString: config.DATABASE_URL,
  max: 4,
  migrate: false,
  createSchema: false,
  supervise: process.env.NHIP_ROLE === 'worker',
  schedule: process.env.NHIP_ROLE === 'worker',
})
boss.on('error', (error) => log.error({ error: error.message }, 'job queue'))
