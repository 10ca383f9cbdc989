/** What anyone can read from the database: whether it answers, what waits, what is behind. */
import { sql } from 'kysely'
import { system } from '../actor.ts'
import { config } from '../config.ts'
import { DatabaseClient } from '../database/database-client.ts'
import { perform } from '../work.ts'
import { defineCondition, type Finding } from './conditions.ts'
import { findWorker } from './heartbeat.ts'
import { Unanswered, within } from './patience.ts'

const poolPatienceMs = 1_500
const besidePatienceMs = 1_000
/** Commits this program has waited with for seconds because a synchronous standby does not take them. */
const heldCommits = `
  select count(*)::int as held from pg_stat_activity
   where usename = current_user and wait_event = 'SyncRep' and query_start < now() - interval '3 seconds'`

export const databaseCondition = defineCondition({
  name: 'database',
  told: 'anyone',
  async check() {
    const started = performance.now()
    let held = 0
    try {
      held = await within(poolPatienceMs, askByPool())
    } catch (error) {
      if (!(error instanceof Unanswered)) return { state: 'bad', code: 'database.lost' }
      // Those who wait may have every connection of the pool.
      held = await askBeside()
      if (held === 0) return { state: 'unknown', code: 'conditions.no_answer' }
    }
    if (held > 0) return { state: 'bad', code: 'database.waits_for_standby', details: { count: held } }
    const ms = Math.round(performance.now() - started)
    const figures = [
      {
        name: 'nhip_database_answer_seconds',
        help: 'How long the database took to answer',
        value: ms / 1000,
      },
    ]
    if (ms > 1_000) return { state: 'warning', code: 'database.slow', details: { ms }, figures }
    return { state: 'good', code: 'database.answers', details: { ms }, figures }
  },
})

async function askByPool(): Promise<number> {
  const { rows } = await perform(system, ({ tx }) =>
    sql<{ held: number }>`${sql.raw(heldCommits)}`.execute(tx),
  )
  return rows[0]?.held ?? 0
}

/** On a connection of its own, for the moment. */
async function askBeside(): Promise<number> {
  const client = new DatabaseClient({
    connectionString: config.DATABASE_URL,
    connectionTimeoutMillis: besidePatienceMs,
    query_timeout: besidePatienceMs,
  })
  client.on('error', () => {})
  try {
    await client.connect()
    return (await client.query<{ held: number }>(heldCommits)).rows[0]?.held ?? 0
  } catch {
    return 0
  } finally {
    void client.end().catch(() => {})
  }
}

export const workerCondition = defineCondition({ name: 'worker', told: 'anyone', check: findWorker })

interface QueueRow {
  name: string
  waiting: number
  /** Seconds the oldest one has waited since it could have run. */
  age: number | null
  failed: number
}

/** Looks at what waits, queue by queue, up to `mostCounted` each: an index knows them. */
const mostCounted = 10_000

/** The backlog of each queue and its age. */
export const queuesCondition = defineCondition({
  name: 'queues',
  told: 'anyone',
  async check(): Promise<Finding> {
    const rows = await perform(system, async ({ tx }) => {
      const found = await sql<QueueRow>`
        select queue.name, coalesce(ready.waiting, 0)::int as waiting, ready.age,
               (select count(*)::int from (select 1 from pgboss.job
                  where job.name = queue.name and state = 'failed' limit ${mostCounted}) f) as failed
          from pgboss.queue
          left join lateral (
            select count(*) as waiting, extract(epoch from now() - min(since))::float8 as age
              from (select greatest(start_after, created_on) as since from pgboss.job
                     where job.name = queue.name and state < 'active' and not blocked and start_after <= now()
                     order by priority desc, created_on limit ${mostCounted}) r
          ) ready on true
         where queue.name not like '\_\_pgboss%'`.execute(tx)
      return found.rows
    })
    const oldest = rows.reduce((worst, row) => ((row.age ?? 0) > (worst?.age ?? 0) ? row : worst), rows[0])
    const seconds = Math.round(oldest?.age ?? 0)
    const waiting = rows.reduce((sum, row) => sum + row.waiting, 0)
    const failed = rows.reduce((sum, row) => sum + row.failed, 0)
    const details = { waiting, failed, seconds, queue: oldest?.name ?? '' }
    const figures = rows.flatMap(({ name, ...row }) => [
      {
        name: 'nhip_queue_waiting',
        help: 'Jobs that could run now',
        value: row.waiting,
        labels: { queue: name },
      },
      {
        name: 'nhip_queue_age_seconds',
        help: 'How long the oldest job that could run has waited',
        value: row.age ?? 0,
        labels: { queue: name },
      },
      {
        name: 'nhip_queue_failed',
        help: 'Jobs that failed for good',
        value: row.failed,
        labels: { queue: name },
      },
    ])
    const since = seconds > 0 ? new Date(Date.now() - seconds * 1000) : null
    if (seconds > 600) return { state: 'bad', code: 'queues.late', details, since, figures }
    if (seconds > 60) return { state: 'warning', code: 'queues.late', details, since, figures }
    if (failed > 0) return { state: 'warning', code: 'queues.failed', details, figures }
    return { state: 'good', code: 'queues.flow', details, figures }
  },
})

interface FollowerRow {
  name: string
  behind: number
  /** Seconds since the oldest unread fact, or since it last moved if that is later. */
  age: number | null
}

/** How far the readers of the event log are behind it. */
export const followersCondition = defineCondition({
  name: 'followers',
  told: 'anyone',
  async check(): Promise<Finding> {
    const rows = await perform(system, async ({ tx }) => {
      const found = await sql<FollowerRow>`
        select name, unread.behind, extract(epoch from now() - greatest(unread.since, moved_at))::float8 as age
          from platform.follower
          left join lateral (
            select count(*)::int as behind, min(occurred_at) as since from (
              select occurred_at from platform.event_log e
               where (e.tx_id, e.id) > (follower.tx, follower.last_id)
               order by e.tx_id, e.id limit ${mostCounted}
            ) u
          ) unread on true`.execute(tx)
      return found.rows
    })
    const behind = Math.max(0, ...rows.map((row) => row.behind))
    const seconds = Math.round(Math.max(0, ...rows.map((row) => (row.behind > 0 ? (row.age ?? 0) : 0))))
    const details = { behind, seconds }
    const figures = rows.flatMap((row) => [
      {
        name: 'nhip_feed_behind',
        help: 'Facts not read yet',
        value: row.behind,
        labels: { follower: row.name },
      },
      {
        name: 'nhip_feed_lag_seconds',
        help: 'How long the oldest unread fact has waited',
        value: row.behind > 0 ? Math.max(0, row.age ?? 0) : 0,
        labels: { follower: row.name },
      },
    ])
    const since = seconds > 0 ? new Date(Date.now() - seconds * 1000) : null
    if (seconds > 300) return { state: 'bad', code: 'followers.behind', details, since, figures }
    if (seconds > 30) return { state: 'warning', code: 'followers.behind', details, since, figures }
    return { state: 'good', code: 'followers.even', details, figures }
  },
})
