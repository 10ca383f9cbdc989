/** An anchor kept in several places: what happens when one of them is away, and what the worker says of it. */
import { execFile, spawnSync } from 'node:child_process'
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type pg from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { patience } from '#tests/time/patience.ts'
import { keysFolder } from '../../../keys.ts'
import { acceptLog } from '../decide.ts'
import { openAttacker, recordFacts, sealNow, verifyNow } from '../fixtures.ts'
import { openInstallationSealKey, readPublicSealKeys } from '../keys.ts'
import { noSeal } from '../prove-last-seal.ts'
import { startSealing, stopSealing } from '../sealing.ts'
import { anchorCondition } from './anchor-condition.ts'
import { readAnchorLine } from './anchor-line.ts'
import { AnchorNotWritten, anchorPlaces, appendToAnchors, readAnchors } from './anchors.ts'

const second = join(mkdtempSync(join(tmpdir(), 'nhip-anchor-')), 'mount')
const own = join(keysFolder, 'seal-anchor.log')
const there = join(second, 'seal-anchor.log')
const run = promisify(execFile)
let attacker: pg.Client
// Each round starts a process anew: slow on a busy machine.
vi.setConfig({ testTimeout: 120_000 })
beforeAll(async () => {
  mkdirSync(second)
  attacker = await openAttacker()
  await recordFacts(attacker, 1)
  await sealNow()
})
afterAll(async () => {
  await attacker.end()
})

async function sealElsewhere(): Promise<Record<string, unknown>> {
  const env = { ...process.env, ANCHORS: second }
  await recordFacts(attacker, 1)
  return JSON.parse((await run(process.execPath, ['tests/seal-process.ts'], { env })).stdout)
}

const lastLine = () => readAnchorLine(readFileSync(own, 'utf8').split('\n').at(-2) ?? '')

test('a new place is given the whole anchor, and counts from then on', async () => {
  expect(await sealElsewhere()).toEqual({ count: 1, alarms: [] })
  expect(readFileSync(there)).toEqual(readFileSync(own))
  expect(lastLine()?.places).toEqual(['keys', second])
})

test('a folder that is gone raises an alarm while sealing goes on, and is completed when it returns', async () => {
  renameSync(second, `${second}-away`)
  for (let round = 0; round < 3; round++) {
    expect(await sealElsewhere()).toEqual({
      count: 1,
      alarms: [{ kind: 'place_unreachable', place: second }],
    })
  }
  expect((await verifyNow()).findings).toEqual([{ kind: 'place_unreachable', place: second }])

  renameSync(`${second}-away`, second)
  expect(await sealElsewhere()).toMatchObject({ count: 1, alarms: [] })
  expect(readFileSync(there)).toEqual(readFileSync(own))
  const { findings, known } = await verifyNow()
  expect(findings).toEqual([])
  expect(known).toMatchObject([{ kind: 'completed', place: second }])
})

test('an empty mount point is not taken for a new place', async () => {
  renameSync(second, `${second}-away`)
  mkdirSync(second)
  expect(await sealElsewhere()).toMatchObject({
    count: 1,
    alarms: [{ kind: 'place_missing', place: second }],
  })
  expect((await verifyNow()).findings).toEqual([{ kind: 'place_missing', place: second }])
  rmSync(second, { recursive: true })
  renameSync(`${second}-away`, second)
  expect(await sealElsewhere()).toMatchObject({ count: 1, alarms: [] })
})

test('a place that takes no line is left behind', async () => {
  const anchor = readFileSync(own)
  // A folder where the file should be: readable as nothing, writable by nobody.
  rmSync(there)
  mkdirSync(there)
  expect(await sealElsewhere()).toMatchObject({
    count: 1,
    alarms: [{ kind: 'place_unreachable', place: second }],
  })
  rmSync(there, { recursive: true })
  writeFileSync(there, anchor)
  expect(await sealElsewhere()).toMatchObject({ count: 1, alarms: [] })
})

test('on a full disk nothing is sealed, and sealing goes on by itself when there is room', async ({
  skip,
}) => {
  const data = mkdtempSync(join(tmpdir(), 'nhip-full-'))
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=512k', 'tmpfs', data])
  if (mounted.status !== 0) return skip('this user may not mount a small disk')
  try {
    cpSync(keysFolder, join(data, 'keys'), { recursive: true })
    const filler = join(data, 'filler')
    for (let size = 4096; size >= 1; size = Math.floor(size / 2)) fill(filler, size)
    const env = { ...process.env, NHIP_DATA: data, ANCHORS: '' }
    const seal = async () => {
      await recordFacts(attacker, 1)
      return JSON.parse((await run(process.execPath, ['tests/seal-process.ts'], { env })).stdout)
    }
    // The last page of the file still has room for some lines.
    let outcome = await seal()
    for (let round = 0; round < 20 && outcome.count === 1; round++) outcome = await seal()
    expect(outcome).toEqual({ failed: 'AnchorNotWritten' })
    expect(await seal()).toEqual({ failed: 'AnchorNotWritten' })
    rmSync(filler)
    expect(await seal()).toMatchObject({ alarms: [] })
    for (const file of [own, there]) cpSync(join(data, 'keys', 'seal-anchor.log'), file)
    expect((await verifyNow()).findings).toEqual([])
  } finally {
    spawnSync('umount', [data])
  }
})

/** Appends pieces until the disk takes no more. */
function fill(path: string, size: number): void {
  try {
    for (;;) appendFileSync(path, Buffer.alloc(size))
  } catch {
    // Full, as it should be.
  }
}

test('who has fallen behind writes no line over those of another', async () => {
  const keyring = { own: undefined, publicKeys: readPublicSealKeys(keysFolder) }
  const stale = await readAnchors(anchorPlaces(keysFolder, [second]), keyring)
  await sealElsewhere()
  const anchor = readFileSync(own)
  const key = await openInstallationSealKey()
  const { batch, chain } = lastLine() ?? noSeal
  await expect(appendToAnchors(stale, key, { kind: 'sealed', batch, chain })).rejects.toThrow(
    AnchorNotWritten,
  )
  expect(readFileSync(own)).toEqual(anchor)
})

test('the worker says that it has stopped, records it once, and says when a person has decided', async () => {
  const stops = async () =>
    (await attacker.query(`select data from platform.event_log where name = 'platform.sealing_stopped'`)).rows
  rmSync(there)
  await attacker.query('delete from platform.seal where batch = (select max(batch) from platform.seal)')
  startSealing()
  await vi.waitFor(
    async () =>
      expect(await anchorCondition.check()).toMatchObject({
        state: 'bad',
        code: 'anchor.stopped',
        details: { found: 'seal_removed' },
      }),
    patience,
  )
  await stopSealing()
  expect(await stops()).toMatchObject([{ data: { found: ['seal_removed'] } }])

  await acceptLog({ reason: 'kiểm thử', by: 'quan.tri' })
  startSealing()
  await vi.waitFor(
    async () => expect(await anchorCondition.check()).toMatchObject({ code: 'anchor.whole' }),
    patience,
  )
  await stopSealing()
  const { findings, known } = await verifyNow()
  expect(findings).toEqual([])
  expect(known.at(-1)).toMatchObject({ kind: 'accepted', by: 'quan.tri' })
})
