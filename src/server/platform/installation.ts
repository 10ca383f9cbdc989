/** The condition of the whole installation, as this process can know it. */
import { sayAlarms } from './watch/alarm.ts'
import { startClockWatch, stopClockWatch } from './watch/clock-watch.ts'
import { ask, type Condition, type ConditionCheck, patienceMs, worstFirst } from './watch/conditions.ts'
import { databaseCondition, workerCondition } from './watch/database-conditions.ts'
import { startGivingBack } from './watch/give-back-memory.ts'
import {
  askOwn,
  listConditionsOfOthers,
  type ProcessRole,
  startHeartbeat,
  stopHeartbeat,
} from './watch/heartbeat.ts'
import { within } from './watch/patience.ts'

let role: ProcessRole = 'web'
let checks: readonly ConditionCheck[] = []
let known: { at: number; conditions: Promise<Condition[]> } | undefined

const freshMs = 2_000

/** Says from now on how this process is, and raises alarms, until `leaveInstallation`. */
export function joinInstallation(as: ProcessRole, all: readonly ConditionCheck[]): void {
  role = as
  checks = all
  // Whoever started this process ends it when it is not heard of for a minute.
  setInterval(() => process.connected && process.send?.('alive'), 5_000).unref()
  startClockWatch()
  startGivingBack()
  startHeartbeat(role, checks, async (own) => sayAlarms([...(await askShared()), ...own]))
}

/** Nobody waits for this process any longer. */
export async function leaveInstallation(): Promise<void> {
  await Promise.all([stopClockWatch(), stopHeartbeat()])
}

let readiness: { at: number; answer: Promise<Readiness> } | undefined

export interface Readiness {
  /** This process reaches the database. */
  database: boolean
  /** A worker does what follows the facts, or none was ever started here; true also when that cannot be asked. */
  worker: boolean
}

/** Whether people can be served; at most a second old, and answered within three seconds. */
export function readReadiness(): Promise<Readiness> {
  const now = performance.now()
  if (!readiness || now - readiness.at > 1_000) readiness = { at: now, answer: askReadiness() }
  return readiness.answer
}

async function askReadiness(): Promise<Readiness> {
  const [database, worker] = await ask([databaseCondition, workerCondition])
  return {
    database: database?.state === 'good' || database?.state === 'warning',
    worker: worker?.state !== 'bad',
  }
}

/** Every condition, the worst first; at most two seconds old. Never throws: what cannot be known says so. */
export function listConditions(): Promise<Condition[]> {
  const now = performance.now()
  if (!known || now - known.at > freshMs) known = { at: now, conditions: gather() }
  return known.conditions
}

async function gather(): Promise<Condition[]> {
  const others = within(patienceMs, listConditionsOfOthers()).catch(() => [])
  const [shared, own] = await Promise.all([askShared(), askOwn(role, checks)])
  return worstFirst([...shared, ...own, ...(await others)])
}

function askShared(): Promise<Condition[]> {
  return ask(checks.filter(({ told }) => told === 'anyone'))
}
