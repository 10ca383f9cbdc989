/** Every alarm there is, raised by what it is for, and told at every place that tells: page, health, figures, command. */
import { randomUUID } from 'node:crypto'
import { globSync, mkdirSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { config } from '#server/platform/config.ts'
import { pool } from '#server/platform/database/database.ts'
import { boss } from '#server/platform/jobs/boss.ts'
import { watch } from '#server/platform/jobs/watchdog.ts'
import { openAttacker, recordFacts, sealNow } from '#server/platform/log/seal/fixtures.ts'
import { startSealing, stopSealing } from '#server/platform/log/seal/sealing.ts'
import { sayAlarms } from '#server/platform/watch/alarm.ts'
import { checkClocks } from '#server/platform/watch/clock-watch.ts'
import { ask, type Condition } from '#server/platform/watch/conditions.ts'
import { metrics, setConditions } from '#server/platform/watch/metrics.ts'
import { m } from '#shared/messages/index.ts'
import { closeFolder } from '#tests/closed-folder.ts'
import { patience } from '#tests/time/patience.ts'
import { conditions } from './conditions.ts'

const heard = join(mkdtempSync(join(tmpdir(), 'nhip-alarms-')), 'heard')
const readmes = ['README.md', 'README.vi.md'].map((name) => readFileSync(name, 'utf8'))
let attacker: pg.Client
const raised = new Map<string, Condition>()

async function look(...names: string[]): Promise<void> {
  const asked = conditions.filter(({ name }) => names.includes(name))
  for (const condition of await ask(asked, 'worker here')) raised.set(condition.name, condition)
}

beforeAll(async () => {
  config.ALARM_COMMAND = `echo "$ALARM_NAME $ALARM_STATE $ALARM_CODE" >> ${heard}`
  attacker = await openAttacker()
})
afterAll(() => attacker.end())

test('each is raised by what it is for', async () => {
  const started = Date.now()
  await recordFacts(attacker, 1)
  await sealNow()
  await recordFacts(attacker, 1)
  const long = "now() - interval '10 minutes'"
  // As somebody with all rights does things: no trigger and no reference in the way.
  await attacker.query('set session_replication_role = replica')
  await attacker.query(`update platform.event_log set occurred_at = ${long}`)
  await attacker.query(`update platform.seal set sealed_at = ${long}`)
  await attacker.query(`insert into platform.follower values ('test', '0', 0, ${long})`)
  await attacker.query(
    `insert into platform.backup (place, finished_at) values ('máy:/sao-luu', now() - interval '4 days')`,
  )
  await attacker.query(
    `insert into platform.heartbeat (process, role, host, pid, beat_at) values ($1, 'worker', 'may', 1, ${long})`,
    [randomUUID()],
  )
  await attacker.query(
    `insert into registry.missed_lookup (account_id, person_id, at) select $1, $2, now() from generate_series(1, 5)`,
    [randomUUID(), randomUUID()],
  )
  await attacker.query(
    `insert into dossiers.earlier_entry (dossier_id, finished_at, outcome, noted_at) values ($1, now(), 'failed', now())`,
    [randomUUID()],
  )
  await attacker.query(
    `insert into payments.account (id, agency_id, bin, number, holder, entered_by, entered_at, verified_by, verified_at, valid_from)
     values ($1, 'x', '970436', '1', 'X', $1, now(), $2, now(), '2026-01-01')`,
    [randomUUID(), randomUUID()],
  )
  const gateway = [randomUUID(), 'payments-test'] as const
  await attacker.query(`insert into payments.gateway (id, kind, name) values ($1, 'notice', $2)`, [
    ...gateway,
  ])
  await attacker.query(
    `insert into payments.transfer (id, gateway, transaction, channel, amount, paid_at, agency_id, arrived_at)
     select gen_random_uuid(), $1, n::text, 'notice', 5, now(), 'x', now() from generate_series(1, 3) n`,
    [gateway[0]],
  )
  await attacker.query(
    `insert into payments.notice (id, gateway, received_at, raw, headers) values ($1, $2, ${long}, '', '{}')`,
    [randomUUID(), gateway[0]],
  )
  await attacker.query(
    `insert into payments.suspense (id, agency_id, kind, amount, reason, opened_at)
     values ($1, 'x', 'unclear', 5, 'no_order', now() - interval '4 days')`,
    [randomUUID()],
  )
  await boss.createQueue('test.waiting')
  await boss.send('test.waiting', {})
  await attacker.query(
    `update pgboss.job set start_after = ${long}, created_on = ${long} where name = 'test.waiting'`,
  )
  await look('seal', 'followers', 'backup', 'worker', 'lookups', 'queues', 'register')
  await look('channels', 'notices', 'suspense', 'receipts')
  await attacker.query(
    `insert into documents.arrival (id, agency_id, source, key, arrived_at, sender) values (uuidv7(interval '-20 minutes'), 'x', 'mail', 'x', now(), '')`,
  )
  await attacker.query(
    `insert into documents.mailbox (agency_id, host, port, secure, login, active, changed_by, changed_at)
     values ('x', 'mx', 993, true, 'x', true, $1, now() - interval '20 minutes')`,
    [randomUUID()],
  )
  await attacker.query(
    `insert into documents.assignment (document_id, agency_id, state, since, lead_agency_id, due_at)
     values ($1, 'x', 'assigned', now() - interval '90 days', 'x', now() - interval '30 days')`,
    [randomUUID()],
  )
  await attacker.query(
    `update documents.exchange_reading
        set tried_at = now(), checked_at = now() - interval '20 minutes', failing_since = now() - interval '19 minutes', problem = 'unreachable'`,
  )
  const [meeting, recording] = [randomUUID(), randomUUID()]
  await attacker.query(
    `insert into meetings.meeting (id, request_key, agency_id, title, place, starts_at, ends_at, secrecy, state, called_by, caller_name, called_at)
     values ($1, $2, 'x', 'X', 'X', now(), now() + interval '1 hour', 'internal', 'called', $2, 'X', now())`,
    [meeting, randomUUID()],
  )
  await attacker.query(
    `insert into meetings.recording (id, meeting_id, track, begun_by, begun_at) values ($1, $2, 'room', $2, ${long})`,
    [recording, meeting],
  )
  await attacker.query(
    `insert into meetings.chunk values ($1, 0, 'x', 1, 'audio/webm', 0, 9000, 0, false, now() - interval '20 minutes')`,
    [recording],
  )
  // Its trigger is out of the way as well.
  await attacker.query(
    `insert into meetings.hearing (recording_id, pass, moved_at) values ($1, 'second', now() - interval '20 minutes')`,
    [recording],
  )
  await look('documents', 'exchange', 'mailboxes', 'reminders', 'speech')

  vi.useFakeTimers({ toFake: ['Date'] })
  for (const [years, code] of [
    [0, 'certificates.valid'],
    [19.97, 'certificates.ending'],
    [20.1, 'certificates.ended'],
  ] as const) {
    vi.setSystemTime(new Date(started + years * 365.25 * 86_400_000))
    await look('certificates')
    expect(raised.get('certificates')?.code).toBe(code)
  }
  vi.useRealTimers()

  const ahead = Date.now() + 7_200_000
  await checkClocks(async () => ({ wall: ahead, database: ahead - 7_200_000, steady: performance.now() }))
  await look('clock')

  const still = watch('test.still', 0, () => {})
  const until = performance.now() + 2_500
  while (performance.now() < until);
  await new Promise((done) => setTimeout(done, 50))
  await look('loop', 'moving')
  still.done()

  await attacker.query('delete from platform.seal')
  startSealing()
  await vi.waitUntil(async () => {
    await look('anchor')
    return raised.get('anchor')?.state === 'bad'
  }, patience)
  await stopSealing()

  mkdirSync(config.NHIP_DATA, { recursive: true })
  const open = closeFolder(config.NHIP_DATA)
  await look('disk')
  open?.()
  // On a machine where no folder can be closed, its disk has room.
  if (!open) raised.delete('disk')

  const taken = await Promise.all(Array.from({ length: config.DATABASE_POOL }, () => pool.connect()))
  const waiting = pool.connect()
  await look('pool')
  for (const connection of taken) connection.release()
  ;(await waiting).release()

  const name = new URL(process.env.DATABASE_URL ?? '').pathname.slice(1)
  const server = new pg.Client(`${process.env.TEST_CLUSTER}postgres`)
  await server.connect()
  await server.query(`alter database ${name} with allow_connections false`)
  await server.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where usename = 'nhip_test' and datname = '${name}'`,
  )
  await look('database')
  await server.query(`alter database ${name} with allow_connections true`)
  await server.end()

  const missing = conditions.map((condition) => condition.name).filter((known) => !raised.has(known))
  expect(missing).toEqual(open ? [] : ['disk'])
  expect([...raised.values()].filter(({ state }) => state === 'good')).toEqual([])
  for (const { name: of, code, details } of raised.values()) {
    const { what, todo } = m.condition(code, details)
    expect(
      [of, what, todo].every((text) => text !== '' && text !== code),
      `${of} ${code}`,
    ).toBe(true)
  }
})

test('what is raised is a figure, and is told to the command', async () => {
  const all = [...raised.values()]
  setConditions(all)
  const text = await metrics.metrics()
  for (const { name } of all)
    expect(text).toMatch(new RegExp(`nhip_condition\\{[^}]*condition="${name}"[^}]*\\} [012]\\n`))

  await sayAlarms(all)
  await sayAlarms(all)
  const lines = readFileSync(heard, 'utf8').trim().split('\n')
  expect(lines.sort()).toEqual(all.map(({ name, state, code }) => `${name} ${state} ${code}`).sort())
})

/** The names in the first column of the table under a heading of the operators' chapter. */
function namesUnder(readme: string, headings: readonly string[]): string[] {
  const section = readme.split('\n### ').find((text) => headings.some((heading) => text.startsWith(heading)))
  const cells = section?.split('\n').flatMap((line) => /^\| (`.*?`) \|/.exec(line)?.[1] ?? []) ?? []
  return cells.flatMap((cell) => cell.match(/\w+/g) ?? []).sort()
}

test('the operators’ chapter names every alarm, and no other', () => {
  const names = conditions.map(({ name }) => name).sort()
  for (const readme of readmes) {
    expect(namesUnder(readme, ['What each alarm means', 'Mỗi báo động nghĩa là gì'])).toEqual(names)
  }
  expect(Object.keys(m.conditions.names).sort()).toEqual(names)
})

test('the operators’ chapter names every figure, and no other', () => {
  const sources = globSync('src/server/**/*.ts').filter((path) => !path.endsWith('.test.ts'))
  const declared = /(?:name: |figure\(\s*)'(nhip_[a-z_]+)',\s*(?:help|')/g
  const figures = sources.flatMap((path) =>
    [...readFileSync(path, 'utf8').matchAll(declared)].map(([, name]) => name),
  )
  for (const readme of readmes) {
    const named = namesUnder(readme, ['Figures for collectors', 'Số đo cho máy thu thập'])
    expect(named).toEqual([...new Set(figures)].sort())
  }
})
