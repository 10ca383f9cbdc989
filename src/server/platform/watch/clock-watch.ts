/**
 * Deadlines are read from clocks. When one jumps, what ends dossiers by the clock is held until a person has looked:
 * a wrong clock must not end what nobody can begin again.
 */
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { system } from '../actor.ts'
import { clocksApart } from '../clocks.ts'
import { database } from '../database/database.ts'
import { boss } from '../jobs/boss.ts'
import type { Schedule } from '../jobs/jobs.ts'
import { type Running, startLoop } from '../jobs/loop.ts'
import { log } from '../log.ts'
import { perform, type Work } from '../work.ts'
import { defineCondition } from './conditions.ts'
import { clockJumped } from './events.ts'

/** The clocks at one moment, in milliseconds. */
export interface ClockReading {
  /** This process's clock on the wall. */
  wall: number
  /** A clock that only runs forward, from no particular beginning. */
  steady: number
  /** The database's clock on the wall. */
  database: number
}

/**
 * How far a clock jumped since `before`, or how far the two are apart now, in milliseconds, negative for back; undefined
 * within a minute.
 */
export function findJump(before: ClockReading | undefined, now: ClockReading): number | undefined {
  const apart = now.wall - now.database
  if (!before) return Math.abs(apart) > clocksApart ? Math.round(apart) : undefined
  const passed = now.steady - before.steady
  const jumps = [now.wall - before.wall - passed, now.database - before.database - passed, apart]
  const farthest = jumps.reduce((most, jump) => (Math.abs(jump) > Math.abs(most) ? jump : most), 0)
  return Math.abs(farthest) > clocksApart ? Math.round(farthest) : undefined
}

async function readClocks(): Promise<ClockReading> {
  const started = Date.now()
  const { rows } = await sql<{ now: number }>`
    select extract(epoch from clock_timestamp())::float8 * 1000 as now`.execute(database)
  const wall = Date.now()
  // Read while the question was under way: a slow answer is not a clock that is behind.
  const answer = rows[0]?.now ?? wall
  const isWithin = wall >= started && answer >= started && answer <= wall
  return { wall, steady: performance.now(), database: isWithin ? wall : answer }
}

let before: ClockReading | undefined
let watching: Running | undefined

/** Compares the clocks every ten seconds until `stopClockWatch`. */
export function startClockWatch(): void {
  watching = startLoop({
    name: 'platform.clock',
    restMs: 10_000,
    turn: async () => {
      await checkClocks()
      return false
    },
  })
}

export async function stopClockWatch(): Promise<void> {
  await watching?.stop()
}

/** Looks at the clocks now; true while what ends dossiers is held. `read` is the seam for a clock that jumps in a test. */
export async function checkClocks(read: () => Promise<ClockReading> = readClocks): Promise<boolean> {
  const now = await read()
  const jump = findJump(before, now)
  before = now
  return perform(system, async (work) => {
    const { rows } = await sql<{ heldSince: Date | null; back: number; idle: number }>`
      select held_since, extract(epoch from seen_at)::float8 * 1000 - ${now.database} as back,
             ${now.database} - extract(epoch from seen_at)::float8 * 1000 as idle
        from platform.clock`.execute(work.tx)
    const row = rows[0]
    // While nothing ran, only a clock that went back gives itself away.
    const wentBack = row && row.back > clocksApart ? -Math.round(row.back) : undefined
    const far = jump ?? wentBack
    if (far !== undefined) await hold(work, far, now.database)
    else if (row && row.idle > 30_000) await noteTime(work, now.database)
    return far !== undefined || (row?.heldSince ?? null) !== null
  })
}

async function hold(work: Work, ms: number, at: number): Promise<void> {
  const held = await sql`
    update platform.clock set held_since = to_timestamp(${at} / 1000.0), jump_ms = ${ms}
     where held_since is null`.execute(work.tx)
  await noteTime(work, at)
  if (held.numAffectedRows === 0n) return
  log.error({ ms }, 'a clock jumped: what ends dossiers is held')
  await work.record(clockJumped(randomUUID(), { ms }))
}

async function noteTime(work: Work, at: number): Promise<void> {
  await sql`update platform.clock set seen_at = to_timestamp(${at} / 1000.0)`.execute(work.tx)
}

const held = new Set<string>()

/** Makes a schedule that ends or deletes by the clock wait while a clock is in doubt. */
export function endsByClock(schedule: Schedule): Schedule {
  held.add(schedule.name)
  return {
    ...schedule,
    async run() {
      if (await checkClocks()) {
        log.warn({ job: schedule.name }, 'held: a clock jumped')
        return
      }
      await schedule.run()
    },
  }
}

/** Lets go on what was held, and starts it once for what it missed; undefined when nothing was held. */
export async function releaseHeld(work: Work): Promise<{ jumpMs: number } | undefined> {
  const { rows } = await sql<{ jumpMs: number | null }>`
    select jump_ms from platform.clock where held_since is not null for update`.execute(work.tx)
  const [row] = rows
  if (!row) return undefined
  await sql`update platform.clock set held_since = null, jump_ms = null`.execute(work.tx)
  return { jumpMs: row.jumpMs ?? 0 }
}

/** Starts now what waited; called after the release has been committed. */
export async function startHeld(): Promise<void> {
  const queues = await boss.getQueues()
  for (const { name } of queues) if (held.has(name)) await boss.send(name, {})
}

/** Whether anything waits for a person to look at the clocks. */
export const clockCondition = defineCondition({
  name: 'clock',
  told: 'anyone',
  async check() {
    const row = await perform(system, async ({ tx }) => {
      const { rows } = await sql<{ heldSince: Date | null; jumpMs: number | null }>`
        select held_since, jump_ms from platform.clock`.execute(tx)
      return rows[0]
    })
    if (!row?.heldSince) return { state: 'good', code: 'clock.steady' }
    const seconds = Math.round(Math.abs(row.jumpMs ?? 0) / 1000)
    return {
      state: 'bad',
      code: (row.jumpMs ?? 0) < 0 ? 'clock.went_back' : 'clock.went_ahead',
      details: { seconds },
      since: new Date(row.heldSince),
    }
  },
})
