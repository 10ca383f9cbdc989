/** A process that seals is killed at every point between the rows and the anchor: nothing stops, nothing is hidden. */
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as rest } from 'node:timers/promises'
import { promisify } from 'node:util'
import type pg from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { patience } from '#tests/time/patience.ts'
import { keysFolder } from '../../keys.ts'
import { readAnchorLine } from './anchor/anchor-line.ts'
import { openAttacker, recordFacts, sealNow, verifyNow } from './fixtures.ts'
import { sealLog } from './seal-log.ts'

const second = mkdtempSync(join(tmpdir(), 'nhip-anchor-'))
const files = [join(keysFolder, 'seal-anchor.log'), join(second, 'seal-anchor.log')]
const run = promisify(execFile)
let attacker: pg.Client
let blocker: pg.Client
let waiting: pg.Client
beforeAll(async () => {
  attacker = await openAttacker()
  blocker = await openAttacker()
  waiting = await openAttacker()
  await recordFacts(attacker, 2)
  await sealNow()
})
afterAll(async () => {
  await Promise.all([attacker.end(), blocker.end(), waiting.end()])
})

const env = { ...process.env, ANCHORS: second }

/** Seals in a process of its own, with two places. */
async function sealElsewhere(mode = 'once'): Promise<Record<string, unknown>> {
  const { stdout } = await run(process.execPath, ['tests/seal-process.ts', mode], { env })
  return JSON.parse(stdout)
}

function startSealer(): ChildProcess {
  return spawn(process.execPath, ['tests/seal-process.ts', 'for-ever'], { env, stdio: 'ignore' })
}

async function kill(child: ChildProcess): Promise<void> {
  const gone = new Promise((done) => child.once('close', done))
  child.kill('SIGKILL')
  await gone
}

function lastLine(file = files[0] ?? '') {
  return readAnchorLine(readFileSync(file, 'utf8').split('\n').at(-2) ?? '')
}

async function countSeals(): Promise<number> {
  const { rows } = await attacker.query('select count(*)::int as count from platform.seal')
  return rows[0].count
}

async function expectWhole(): Promise<void> {
  expect((await verifyNow([second])).findings).toEqual([])
}

/** Kills a sealer that has announced its batch and waits to insert it. */
async function killBeforeInsert(): Promise<number[]> {
  await blocker.query('begin; lock table platform.seal in share mode')
  const ids = await recordFacts(attacker, 3)
  const child = startSealer()
  await vi.waitFor(() => expect(lastLine()?.kind).toBe('sealing'), patience)
  await kill(child)
  await blocker.query('rollback')
  return ids
}

/** Kills a sealer whose batch is committed and not confirmed: another holds the lock from the commit on. */
async function killBeforeConfirmation(): Promise<number[]> {
  await blocker.query('begin; lock table platform.seal in share mode')
  const ids = await recordFacts(attacker, 3)
  const seals = await countSeals()
  const child = startSealer()
  await vi.waitFor(() => expect(lastLine()?.kind).toBe('sealing'), patience)
  await waiting.query('begin')
  const lock = waiting.query(`select pg_advisory_xact_lock(hashtextextended('platform.seal', 0))`)
  // It stands in the queue behind the sealer before the sealer may go on.
  await vi.waitFor(async () => {
    const { rows } = await attacker.query(
      `select count(*)::int as waits from pg_locks where not granted and locktype = 'advisory'`,
    )
    expect(rows[0].waits).toBeGreaterThan(0)
  }, patience)
  await blocker.query('rollback')
  await lock
  await vi.waitFor(async () => expect(await countSeals()).toBe(seals + 1), patience)
  await kill(child)
  await waiting.query('rollback')
  expect(lastLine()?.kind).toBe('sealing')
  return ids
}

test('killed before it announces anything', async () => {
  await blocker.query('begin; lock table platform.event_log in access exclusive mode')
  const child = startSealer()
  await vi.waitFor(async () => {
    const { rows } = await attacker.query(`select count(*)::int as waits from pg_locks where not granted`)
    expect(rows[0].waits).toBeGreaterThan(0)
  }, patience)
  await kill(child)
  await blocker.query('rollback')
  await expectWhole()
  await recordFacts(attacker, 1)
  expect(await sealElsewhere()).toMatchObject({ count: 1, alarms: [] })
  await expectWhole()
})

test('killed between announcing and inserting: the same batch is made to the letter', async () => {
  await killBeforeInsert()
  const { coming } = lastLine() ?? {}
  await expectWhole()
  await recordFacts(attacker, 2)
  await sealElsewhere()
  const { rows } = await attacker.query('select chain, row_count from platform.seal where batch = $1', [
    coming?.batch,
  ])
  expect(rows[0].chain.toString('hex')).toBe(coming?.chain)
  expect(rows[0].row_count).toBe(3)
  await expectWhole()
})

test('killed between committing and confirming: nothing is missed', async () => {
  await killBeforeConfirmation()
  await expectWhole()
  await recordFacts(attacker, 1)
  expect(await sealElsewhere()).toMatchObject({ count: 1 })
  expect(lastLine()?.kind).toBe('sealed')
  expect(readFileSync(files[0] ?? '')).toEqual(readFileSync(files[1] ?? ''))
  await expectWhole()
})

test('a seal deleted in the moment of a crash comes back as it was, or its rows are missed', async () => {
  const [id = 0] = await killBeforeConfirmation()
  const { coming } = lastLine() ?? {}
  const batch = coming?.batch ?? 0
  await attacker.query(`create temp table lost as select * from platform.event_log where id = ${id}`)
  await attacker.query(
    `delete from platform.seal where batch = ${batch}; delete from platform.event_log where id = ${id}`,
  )

  expect((await verifyNow([second])).findings).toEqual([{ kind: 'batch_differs', batch }])
  expect(await sealElsewhere()).toEqual({ stopped: [{ kind: 'batch_differs', batch }] })
  await expect(sealLog()).rejects.toMatchObject({ findings: [{ kind: 'batch_differs', batch }] })

  await attacker.query('insert into platform.event_log overriding system value select * from lost')
  await expectWhole()
  await sealElsewhere()
  const { rows } = await attacker.query('select chain from platform.seal where batch = $1', [batch])
  expect(rows[0].chain.toString('hex')).toBe(coming?.chain)
  await expectWhole()
})

test('killed between the two places: the one behind is given its line', async () => {
  const bytes = readFileSync(files[1] ?? '')
  const text = bytes.toString('utf8')
  writeFileSync(files[1] ?? '', text.slice(0, text.lastIndexOf('\n', text.length - 2) + 20))
  await expectWhole()
  await sealElsewhere()
  expect(readFileSync(files[1] ?? '')).toEqual(bytes)
})

test('killed at any moment, a dozen times, while facts arrive', async () => {
  let isOver = false
  const writing = (async () => {
    for (; !isOver; await rest(3)) await recordFacts(attacker, 2)
  })()
  for (let round = 0; round < 12; round++) {
    const child = startSealer()
    const seals = await countSeals()
    await vi.waitFor(async () => expect(await countSeals()).toBeGreaterThan(seals), patience)
    await rest(Math.random() * 60)
    await kill(child)
  }
  isOver = true
  await writing
  await expectWhole()
  expect(await sealElsewhere()).toMatchObject({ alarms: [] })
  await expectWhole()
})
