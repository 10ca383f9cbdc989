/** Tells the outside when a condition changes: a command of the operations team, run with the condition as JSON. */
import { spawn } from 'node:child_process'
import { sql } from 'kysely'
import { m } from '#shared/messages/index.ts'
import { system } from '../actor.ts'
import { config } from '../config.ts'
import { log } from '../log.ts'
import { perform } from '../work.ts'
import type { Condition, State } from './conditions.ts'
import { Unanswered, within } from './patience.ts'

const patienceMs = 15_000
const hourMs = 3_600_000
/** A database that keeps us waiting is one we cannot agree in, and perhaps the very news. */
const agreePatienceMs = 5_000
let agreeing: Promise<Condition[]> | undefined

/** What this process saw at the beat before: only what holds for two beats is told. */
const seen = new Map<string, State>()
/** What this process told itself, for when there is no database to agree with others in. */
const told = new Map<string, { state: State; at: number }>()

/** Runs `ALARM_COMMAND` for each condition that changed, and again each hour for what is still bad. */
export async function sayAlarms(conditions: readonly Condition[]): Promise<void> {
  const held = conditions.filter((condition) => {
    const name = nameOf(condition)
    const isHeld = seen.get(name) === condition.state
    seen.set(name, condition.state)
    return isHeld
  })
  let due: Condition[]
  try {
    if (agreeing) throw new Unanswered()
    agreeing = agree(held).finally(() => {
      agreeing = undefined
    })
    due = await within(agreePatienceMs, agreeing)
  } catch {
    due = held.filter(isDueHere)
  }
  for (const condition of due) {
    told.set(nameOf(condition), { state: condition.state, at: performance.now() })
    log[condition.state === 'good' ? 'info' : 'error'](
      { condition: nameOf(condition), state: condition.state, code: condition.code },
      'condition changed',
    )
    if (config.ALARM_COMMAND) await run(config.ALARM_COMMAND, condition)
  }
}

/** Of these, what no process has told yet. The row is held by whoever comes first, so each change is told once. */
function agree(held: readonly Condition[]): Promise<Condition[]> {
  if (held.length === 0) return Promise.resolve([])
  return perform(system, async ({ tx }) => {
    const rows = [...held]
      .map((condition) => ({ name: nameOf(condition), state: condition.state, code: condition.code }))
      .sort((a, b) => (a.name < b.name ? -1 : 1))
    const due = await sql<{ name: string; toldAt: Date | null }>`
      insert into platform.alarm as known (name, state, code, told_at)
      select name, state, code, case when state <> 'good' then now() end
        from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as row (name text, state text, code text)
       order by name
      on conflict (name) do update
         set state = excluded.state, code = excluded.code, told_at = now(),
             since = case when known.state = excluded.state then known.since else now() end
       where known.state <> excluded.state
          or (excluded.state = 'bad' and (known.told_at is null or known.told_at < now() - interval '1 hour'))
      returning name, told_at`.execute(tx)
    const names = new Set(due.rows.filter(({ toldAt }) => toldAt !== null).map(({ name }) => name))
    return held.filter((condition) => names.has(nameOf(condition)))
  })
}

function isDueHere(condition: Condition): boolean {
  const before = told.get(nameOf(condition))
  if (before?.state !== condition.state) return condition.state !== 'good' || before !== undefined
  return condition.state === 'bad' && performance.now() - before.at > hourMs
}

function nameOf({ name, process }: Condition): string {
  return process ? `${name} ${process}` : name
}

/** With the condition on its standard input and its main words in the environment; ended after 15 seconds. */
function run(command: string, condition: Condition): Promise<void> {
  const { what, todo } = m.condition(condition.code, condition.details)
  const { name, state, code, process: of, details, since } = condition
  const message = { name, state, code, process: of, details, since, what, todo, origin: config.ORIGIN }
  const { PATH, HOME, LANG, TZ } = process.env
  return new Promise((done) => {
    const child = spawn('/bin/sh', ['-c', command], {
      // Nothing else of ours: neither addresses nor secrets belong to a program of somebody else.
      env: { PATH, HOME, LANG, TZ, ALARM_NAME: name, ALARM_STATE: state, ALARM_CODE: code, ALARM_TEXT: what },
      stdio: ['pipe', 'ignore', 'ignore'],
      detached: true,
    })
    const impatience = setTimeout(() => {
      log.error({ condition: name }, 'alarm command took too long')
      if (child.pid) process.kill(-child.pid, 'SIGKILL')
    }, patienceMs)
    child.once('error', (error) => {
      log.error({ condition: name, error: error.message }, 'alarm command not started')
      clearTimeout(impatience)
      done()
    })
    child.once('close', (status) => {
      clearTimeout(impatience)
      if (status !== 0) log.error({ condition: name, status }, 'alarm command failed')
      done()
    })
    // A command that does not read what it is given is none the worse for it.
    child.stdin?.on('error', () => {})
    child.stdin?.end(`${JSON.stringify(message)}\n`)
  })
}
