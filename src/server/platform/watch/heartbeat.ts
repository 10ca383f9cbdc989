/** Each process says every few seconds that it lives and how it is; whoever stands still is known by its silence. */
import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import { sql } from 'kysely'
import { system } from '../actor.ts'
import { defineSchedule } from '../jobs/jobs.ts'
import { log, stackOf } from '../log.ts'
import { perform } from '../work.ts'
import { ask, type Condition, type ConditionCheck, type Finding } from './conditions.ts'
import { within } from './patience.ts'

export type ProcessRole = 'web' | 'worker' | 'speech'

const beatMs = 5_000
/** A process unheard of for so long stands still, or is gone. */
export const silentAfterSeconds = 20

/** This process, as its row names it. */
export const thisProcess = { id: randomUUID(), host: hostname(), pid: process.pid }

interface Beating {
  role: ProcessRole
  checks: readonly ConditionCheck[]
  timer: NodeJS.Timeout | undefined
  under: Promise<void>
  /** The beat that is on its way into the database. */
  writing: Promise<void> | undefined
  /** What else is done with what was found, at each beat. */
  afterwards(own: Condition[]): Promise<void>
}

let beating: Beating | undefined

/** What only this process can tell of itself. */
export function askOwn(role: ProcessRole, checks: readonly ConditionCheck[]): Promise<Condition[]> {
  const own = checks.filter(({ told }) => told === 'each' || told === role)
  return ask(own, `${role} ${thisProcess.host}`)
}

/** Beats until `stopHeartbeat`. A beat the database does not take is missed, and nothing else. */
export function startHeartbeat(
  role: ProcessRole,
  checks: readonly ConditionCheck[],
  afterwards: (own: Condition[]) => Promise<void> = async () => {},
): void {
  beating = { role, checks, timer: undefined, under: Promise.resolve(), writing: undefined, afterwards }
  next(beating, 0)
}

/** Leaves in order: nobody will wait for another beat. */
export async function stopHeartbeat(): Promise<void> {
  const stopped = beating
  beating = undefined
  if (!stopped) return
  clearTimeout(stopped.timer)
  await stopped.under
  await perform(system, ({ tx }) =>
    sql`update platform.heartbeat set ended_at = now() where process = ${thisProcess.id}`.execute(tx),
  ).catch(() => {})
}

function next(current: Beating, wait: number): void {
  current.timer = setTimeout(() => {
    current.under = beat(current)
      .catch((error) => log.warn({ error: stackOf(error) }, 'heartbeat missed'))
      .finally(() => {
        if (beating === current) next(current, beatMs)
      })
  }, wait).unref()
}

async function beat(current: Beating): Promise<void> {
  const own = await askOwn(current.role, current.checks)
  // One that the database has not taken yet is not followed by another: they would use up the connections.
  current.writing ??= write(current.role, own).finally(() => {
    current.writing = undefined
  })
  await within(beatMs, current.writing).finally(() => current.afterwards(own))
}

async function write(role: ProcessRole, own: readonly Condition[]): Promise<void> {
  await perform(system, ({ tx }) => {
    const { id, host, pid } = thisProcess
    return sql`
      insert into platform.heartbeat (process, role, host, pid, conditions)
      values (${id}, ${role}, ${host}, ${pid}, ${JSON.stringify(own)}::jsonb)
      on conflict (process) do update set beat_at = now(), ended_at = null, conditions = excluded.conditions`.execute(
      tx,
    )
  })
}

/** Forgets processes unheard of for a week, and alarms of a season ago. */
export const forgetProcesses = defineSchedule({
  name: 'platform.forget-processes',
  cron: '50 3 * * *',
  run: () =>
    perform(system, async ({ tx }) => {
      await sql`delete from platform.heartbeat where beat_at < now() - interval '7 days'`.execute(tx)
      await sql`delete from platform.alarm where since < now() - interval '90 days'`.execute(tx)
    }),
})

/** What the other living processes said of themselves at their last beat. */
export function listConditionsOfOthers(): Promise<Condition[]> {
  return perform(system, async ({ tx }) => {
    const { rows } = await sql<{ conditions: (Omit<Condition, 'since'> & { since: string | null })[] }>`
      select conditions from platform.heartbeat
       where process <> ${thisProcess.id} and ended_at is null
         and beat_at > now() - make_interval(secs => ${silentAfterSeconds})
       order by role desc, host, started_at limit 100`.execute(tx)
    return rows.flatMap(({ conditions }) =>
      conditions.map((condition) => ({
        ...condition,
        since: condition.since === null ? null : new Date(condition.since),
      })),
    )
  })
}

interface WorkerRow {
  /** Seconds since it was last heard of. */
  silent: number
  beatAt: Date
  hasEnded: boolean
  standsStill: string | null
}

/** Whether a worker does what follows the facts; told by what the workers themselves write. */
export async function findWorker(): Promise<Finding> {
  const rows = await perform(system, async ({ tx }) => {
    const found = await sql<WorkerRow>`
      select extract(epoch from now() - beat_at)::float8 as silent, beat_at, ended_at is not null as has_ended,
             (select c ->> 'code' from jsonb_array_elements(conditions) c
               where c ->> 'name' = 'moving' and c ->> 'state' = 'bad' limit 1) as stands_still
        from platform.heartbeat
       where role = 'worker'
       order by beat_at desc limit 20`.execute(tx)
    return found.rows
  })
  const [newest] = rows
  if (!newest) {
    return { state: 'warning', code: 'worker.never_seen', figures: [figureOfLiving(0)] }
  }
  const living = rows.filter(({ silent, hasEnded }) => silent < silentAfterSeconds && !hasEnded)
  const figures = [figureOfLiving(living.length)]
  const since = new Date(newest.beatAt)
  if (newest.silent >= silentAfterSeconds) {
    return {
      state: 'bad',
      code: newest.hasEnded ? 'worker.stopped' : 'worker.stands_still',
      details: { seconds: Math.round(newest.silent) },
      since,
      figures,
    }
  }
  if (living.length > 0 && living.every(({ standsStill }) => standsStill !== null)) {
    return { state: 'bad', code: 'worker.part_stands_still', since, figures }
  }
  return {
    state: 'good',
    code: 'worker.works',
    details: { count: Math.max(living.length, 1) },
    since,
    figures,
  }
}

function figureOfLiving(value: number) {
  return { name: 'nhip_workers', help: 'Worker processes heard of in the last 20 seconds', value }
}
