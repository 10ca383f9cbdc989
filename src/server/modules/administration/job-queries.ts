/** The queue's own tables (pg-boss 12); only states, times and errors are read, never what a job carries. */
import { sql } from 'kysely'
import type { Tx } from '#server/platform/database/database.ts'

export interface QueueRow {
  name: string
  waiting: number
  /** Waiting for another attempt. */
  retrying: number
  running: number
  failed: number
  /** Since when the oldest waiting one could have run. */
  oldest: Date | null
  lastDoneAt: Date | null
}

export async function listQueueRows(tx: Tx<'platform'>): Promise<QueueRow[]> {
  const { rows } = await sql<QueueRow>`
    select queue.name, coalesce(waiting, 0)::int as waiting, coalesce(retrying, 0)::int as retrying,
           coalesce(running, 0)::int as running, coalesce(failed, 0)::int as failed, oldest,
           (select max(completed_on) from pgboss.job where job.name = queue.name and completed_on is not null)
             as last_done_at
      from pgboss.queue
      left join (
        select name, count(*) filter (where state = 'created') as waiting,
               count(*) filter (where state = 'retry') as retrying,
               count(*) filter (where state = 'active') as running,
               count(*) filter (where state = 'failed') as failed,
               min(start_after) filter (where state = 'created' and start_after <= now()) as oldest
          from pgboss.job where state in ('created', 'retry', 'active', 'failed') group by name
      ) counted on counted.name = queue.name
     where queue.name not like '\_\_pgboss%'
     order by coalesce(failed, 0) desc, queue.name`.execute(tx)
  return rows
}

export interface FailedJobRow {
  id: string
  queue: string
  output: unknown
  attempts: number
  createdAt: Date
  failedAt: Date | null
}

export async function listFailedJobRows(tx: Tx<'platform'>, limit: number): Promise<FailedJobRow[]> {
  const { rows } = await sql<FailedJobRow>`
    select id, name as queue, output, retry_count + 1 as attempts, created_on as created_at, completed_on as failed_at
      from pgboss.job where state = 'failed' and name not like '\_\_pgboss%'
     order by completed_on desc nulls last, id limit ${limit}`.execute(tx)
  return rows
}

export async function listFailedJobIds(tx: Tx<'platform'>, queue: string, limit: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from pgboss.job where state = 'failed' and name = ${queue}
     order by completed_on limit ${limit}`.execute(tx)
  return rows.map(({ id }) => id)
}

/** Whether this job has failed; held until the end of the transaction, so that two do not retry it at once. */
export async function lockFailedJob(tx: Tx<'platform'>, queue: string, id: string): Promise<boolean> {
  const { rows } = await sql<{ id: string }>`
    select id from pgboss.job where name = ${queue} and id = ${id}::uuid and state = 'failed' for update`.execute(
    tx,
  )
  return rows.length > 0
}

export async function hasQueue(tx: Tx<'platform'>, name: string): Promise<boolean> {
  const { rows } = await sql<{ name: string }>`select name from pgboss.queue where name = ${name}`.execute(tx)
  return rows.length > 0
}

export interface ScheduleRow {
  name: string
  cron: string
  timezone: string
  lastState: string | null
  lastRanAt: Date | null
}

export async function listScheduleRows(tx: Tx<'platform'>): Promise<ScheduleRow[]> {
  const { rows } = await sql<ScheduleRow>`
    select schedule.name, schedule.cron, schedule.timezone, last.state::text as last_state,
           coalesce(last.completed_on, last.started_on) as last_ran_at
      from pgboss.schedule
      left join lateral (
        select state, started_on, completed_on from pgboss.job
         where job.name = schedule.name and started_on is not null order by created_on desc limit 1
      ) last on true
     order by schedule.name`.execute(tx)
  return rows
}

export interface FollowerRow {
  name: string
  movedAt: Date
  lastId: number
  /** Events it has not read yet. */
  behind: number
}

/** In the feed's order, which tells PostgreSQL to walk the index from there: without, it reads the whole log. */
export async function listFollowerRows(tx: Tx<'platform'>): Promise<FollowerRow[]> {
  const { rows } = await sql<FollowerRow>`
    select name, moved_at, last_id, (
        select count(*)::int from (
          select 1 from platform.event_log e where (e.tx_id, e.id) > (follower.tx, follower.last_id)
           order by e.tx_id, e.id limit 100000
        ) unread
      ) as behind
      from platform.follower order by name`.execute(tx)
  return rows
}
