/** The anchor outside the database: what it lets pass, what it stops, and who may go on. */
import { randomUUID } from 'node:crypto'
import { appendFileSync, existsSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { keysFolder } from '../../../keys.ts'
import { type EventContent, markEvent } from '../../event-row.ts'
import { acceptLog, giveUpSeals } from '../decide.ts'
import { openAttacker, recordFacts, sealNow, verifyNow } from '../fixtures.ts'
import { sealLog } from '../seal-log.ts'
import { readAnchorLine } from './anchor-line.ts'

const file = join(keysFolder, 'seal-anchor.log')
const decision = { reason: 'phục hồi về 08:15', by: 'quan.tri' }
let attacker: pg.Client
beforeAll(async () => {
  attacker = await openAttacker()
})
afterAll(async () => {
  await attacker.end()
})

function lastLine() {
  return readAnchorLine(readFileSync(file, 'utf8').trimEnd().split('\n').at(-1) ?? '')
}

/** The log and its seals as they are now, to be brought back as a backup would. */
async function copyDatabase(): Promise<() => Promise<void>> {
  await attacker.query(`drop table if exists kept_log, kept_seal;
    create temp table kept_log as table platform.event_log; create temp table kept_seal as table platform.seal`)
  return async () => {
    await attacker.query(`delete from platform.event_log; delete from platform.seal;
      insert into platform.event_log overriding system value select * from kept_log;
      insert into platform.seal select * from kept_seal`)
  }
}

test('a restore to an earlier moment goes on after the seals were given up, and they stay known', async () => {
  await recordFacts(attacker, 3)
  const kept = await sealNow()
  const restore = await copyDatabase()
  await recordFacts(attacker, 3)
  await sealNow()
  await recordFacts(attacker, 3)
  const last = await sealNow()
  await restore()

  expect((await verifyNow()).findings).toEqual([{ kind: 'seal_removed', batch: kept + 1, upTo: last }])
  await expect(sealLog()).rejects.toMatchObject({ name: 'SealingStopped' })
  expect(await giveUpSeals(decision)).toEqual({
    kept,
    givenUp: { first: kept + 1, last },
    caughtUp: undefined,
  })
  expect(lastLine()).toMatchObject({ kind: 'given_up', batch: kept, ...decision })
  expect((await giveUpSeals(decision)).givenUp).toBeUndefined()

  await recordFacts(attacker, 2)
  expect(await sealNow()).toBe(kept + 1)
  const { findings, known } = await verifyNow()
  expect(findings).toEqual([])
  expect(known).toMatchObject([{ kind: 'given_up', lost: { first: kept + 1, last }, ...decision }])
})

test('a state that never was cannot be passed off as a restore; only a person goes on from it', async () => {
  await recordFacts(attacker, 2)
  await sealNow()
  await attacker.query(
    'delete from platform.seal where batch > 1; update platform.seal set chain = sha256(chain)',
  )
  await expect(giveUpSeals(decision)).rejects.toMatchObject({ name: 'SealingStopped' })
  await expect(sealLog()).rejects.toMatchObject({ name: 'SealingStopped' })

  expect(await acceptLog(decision)).toMatchObject([{ kind: 'seal_removed', batch: 2 }])
  expect(await acceptLog(decision)).toEqual([])
  expect(lastLine()).toMatchObject({ kind: 'accepted', batch: 1, ...decision })
  await sealNow()
  const { findings, known } = await verifyNow()
  expect(findings).toEqual([{ kind: 'seal_changed', batch: 1 }])
  expect(known.at(-1)).toMatchObject({ kind: 'accepted', ...decision })
  const { rows } = await attacker.query(
    `select data from platform.event_log where name = 'platform.seal_accepted'`,
  )
  expect(rows).toMatchObject([{ data: { ...decision, found: ['seal_removed'] } }])
})

test('an anchor copied before the database is caught up by who restores, and by nobody else', async () => {
  const copy = readFileSync(file)
  const from = lastLine()?.batch ?? 0
  await recordFacts(attacker, 2)
  await sealNow()
  await recordFacts(attacker, 2)
  const last = await sealNow()
  writeFileSync(file, copy)

  await expect(sealLog()).rejects.toMatchObject({
    findings: [{ kind: 'anchor_rolled_back', batch: from + 1, upTo: last }],
  })
  expect(await giveUpSeals(decision)).toMatchObject({ kept: last, caughtUp: { first: from + 1, last } })
  await recordFacts(attacker, 1)
  expect(await sealNow()).toBe(last + 1)
})

test('a line torn by a crash is as if it had never been begun', async () => {
  await recordFacts(attacker, 1)
  await sealNow()
  const whole = readFileSync(file)
  appendFileSync(file, '{"line":99,"previous":"ab')
  await recordFacts(attacker, 1)
  await sealNow()
  truncateSync(file, readFileSync(file).length - 10)
  await recordFacts(attacker, 1)
  await sealNow()
  expect(readFileSync(file).subarray(0, whole.length)).toEqual(whole)
  expect((await verifyNow()).findings.filter(({ kind }) => kind !== 'seal_changed')).toEqual([])
})

test('the last seal remembered by an older version opens the anchor where it matches, and nowhere else', async () => {
  await recordFacts(attacker, 1)
  const batch = await sealNow()
  const chain = lastLine()?.chain ?? ''
  const anchor = readFileSync(file)
  const former = join(keysFolder, 'seal-anchor.json')
  rmSync(file)
  writeFileSync(former, JSON.stringify({ batch, chain: chain.replaceAll(/./g, '0') }))
  await expect(sealLog()).rejects.toMatchObject({ findings: [{ kind: 'anchor_missing' }] })
  writeFileSync(former, JSON.stringify({ batch, chain }))
  await sealLog()
  expect(lastLine()).toMatchObject({ line: 1, kind: 'opened', batch, chain })
  expect(existsSync(former)).toBe(false)
  writeFileSync(file, anchor)
})

test('a missing anchor beside a key or seals is no new installation', async () => {
  const anchor = readFileSync(file)
  rmSync(file)
  const restore = await copyDatabase()
  await expect(sealLog()).rejects.toMatchObject({ findings: [{ kind: 'anchor_missing' }] })
  await attacker.query('delete from platform.seal; delete from platform.event_log')
  await expect(sealLog()).rejects.toMatchObject({ findings: [{ kind: 'anchor_missing' }] })
  expect((await verifyNow()).findings).toContainEqual({ kind: 'anchor_missing' })
  await restore()
  writeFileSync(file, anchor)
  await sealLog()
})

test('two rows alike from before there were nonces are known; a copy made later is found', async () => {
  const eventKey = readFileSync(join(keysFolder, 'event.key'))
  const content: EventContent = {
    name: 'test.happened',
    subjectId: randomUUID(),
    data: '{"text":"cũ"}',
    actorKind: 'system',
    actorId: null,
    agencyId: null,
    purpose: null,
    requestId: null,
    occurredAt: new Date(),
    nonce: null,
  }
  const write = (client: pg.Client) =>
    client.query<{ id: string }>(
      `insert into platform.event_log (name, subject_id, data, actor_kind, occurred_at, mark)
       values ($1, $2, $3, 'system', $4, $5) returning id`,
      [content.name, content.subjectId, content.data, content.occurredAt, markEvent(eventKey, content)],
    )
  const ids = [await write(attacker), await write(attacker)].map(({ rows }) => Number(rows[0]?.id))
  await sealNow()
  const { findings, known } = await verifyNow()
  expect(findings.filter(({ kind }) => kind !== 'seal_changed')).toEqual([])
  expect(known).toContainEqual({ kind: 'rows_alike', ids })

  const { rows } = await write(attacker)
  await sealNow()
  const later = await verifyNow()
  expect(later.findings.filter(({ kind }) => kind !== 'seal_changed')).toContainEqual({
    kind: 'row_copied',
    id: Number(rows[0]?.id),
  })
})
