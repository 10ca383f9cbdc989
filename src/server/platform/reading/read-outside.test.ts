import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { inspectBytes } from '#server/crafts/inspect/inspect.ts'
import { readPdf } from '#server/crafts/pdf/read-pdf.ts'
import { childrenRunning } from '#tests/time/children.ts'
import { processorTimeOf } from '#tests/time/processor-time.ts'
import { aLargePdf, aPdf, aZip } from '../files/fixtures.ts'
import { hostileFiles, hostilePdfs } from './fixtures.ts'
import { createLane, ReadingFailed, readOutside } from './read-outside.ts'
import { startReader } from './reader-process.ts'

const folder = mkdtempSync(join(tmpdir(), 'nhip-reading-'))
let count = 0

const check = (bytes: Uint8Array, name: string, signal?: AbortSignal) =>
  readOutside(
    { kind: 'read-pdf', parts: [bytes], trustAnchors: [], mentioned: '/kiem-tra/' },
    { name, signal },
  )

function handIn(bytes: Buffer, name: string) {
  const path = join(folder, String(count++))
  writeFileSync(path, bytes)
  return readOutside({ kind: 'inspect', path, size: bytes.length }, { name })
}

/** A hundred thousand paragraphs: within every limit, and twenty seconds of work. */
function aSlowDocx() {
  const schemas = 'http://schemas.openxmlformats.org'
  const main = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'
  const relation = `${schemas}/officeDocument/2006/relationships/officeDocument`
  const paragraphs = Array.from({ length: 100_000 }, (_, i) => `<w:p><w:r><w:t>${i ** 3}</w:t></w:r></w:p>`)
  const parts = {
    '[Content_Types].xml': `<Types xmlns="${schemas}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="${main}"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="${schemas}/package/2006/relationships"><Relationship Id="a" Type="${relation}" Target="word/document.xml"/></Relationships>`,
    'word/document.xml': `<w:document xmlns:w="${schemas}/wordprocessingml/2006/main"><w:body>${paragraphs.join('')}</w:body></w:document>`,
  }
  const entries = Object.entries(parts).map(([name, xml]) => ({ name, data: Buffer.from(xml) }))
  return { kind: 'read-docx', parts: [aZip(entries)] } as const
}

const aboutFile = /^files\.|too many (?:steps|bytes)/

describe('a hostile file is read quickly, or not judged', () => {
  test.each(Object.keys(hostilePdfs))('%s', async (what) => {
    const bytes = hostilePdfs[what]?.() ?? Buffer.alloc(0)
    const checked = await processorTimeOf(() => {
      const { state, signatures } = readPdf(bytes, { trustAnchors: [], mentioned: '/kiem-tra/' })
      expect(signatures.map(({ integrity }) => integrity)).not.toContain('intact')
      if (state !== 'read') expect(signatures).toEqual([])
    })
    const handedIn = await processorTimeOf(() =>
      inspectBytes(bytes).catch((error: Error) => expect(error.message).toMatch(aboutFile)),
    )
    expect(checked).toBeLessThan(2000)
    expect(handedIn).toBeLessThan(2000)
  })

  test.each(Object.keys(hostileFiles))('%s', async (what) => {
    const bytes = hostileFiles[what]?.() ?? Buffer.alloc(0)
    const time = await processorTimeOf(() =>
      inspectBytes(bytes).catch((error: Error) => expect(error.message).toMatch(aboutFile)),
    )
    expect(time).toBeLessThan(2000)
  })

  test('behind the wall: this process does not work for it', async () => {
    await check(aPdf(), 'warm')
    await handIn(aPdf(), 'warm')
    const spent = { own: 0, here: 0 }
    for (const what of [
      '3,000 packed objects that begin at one place',
      'obj 500,000 times',
      'an array of a million numbers',
    ]) {
      const bytes = hostilePdfs[what]?.() ?? Buffer.alloc(0)
      spent.own += await processorTimeOf(async () => {
        await check(bytes, what).catch((error: Error) => expect(error.message).toMatch(/beyond-limits/))
        await handIn(bytes, what).catch((error: Error) =>
          expect(error.message).toMatch(/^files|beyond-limits/),
        )
      })
      spent.here += await processorTimeOf(async () => {
        readPdf(bytes, { trustAnchors: [], mentioned: '/kiem-tra/' })
        await inspectBytes(bytes).catch(() => {})
      })
    }
    // What reading costs is known by doing it here; handing the bytes over and waiting costs a tenth of it. All together,
    // since one alone may cost little more than the waiting.
    expect(spent.own, `of ${spent.here} ms`).toBeLessThan(spent.here / 2)
  })
})

describe('the queue', () => {
  const slow = () => hostilePdfs['a cross-reference stream of empty columns']?.() ?? Buffer.alloc(0)

  test('each asker has a turn before anyone has a second; too many at once are refused, unread', async () => {
    await check(aPdf(), 'warm')
    const greedy = Promise.allSettled(Array.from({ length: 12 }, () => check(slow(), 'greedy')))
    const order: string[] = []
    void greedy.then(() => order.push('greedy'))
    await check(aPdf(), 'patient')
    order.push('patient')
    const refused = (await greedy).flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))
    expect(refused.length).toBeGreaterThan(3)
    for (const error of refused) expect(error).toMatchObject({ why: 'busy' })
    expect(order).toEqual(['patient', 'greedy'])
  })

  test('a small file does not wait for large ones, nor an upload for checks', async () => {
    const large = aLargePdf(15 << 20)
    // Their readers run already: starting one is nothing a file waits for others for.
    await check(aPdf(), 'warm')
    await handIn(aPdf(), 'warm')
    await check(large, 'warm')
    const askers = ['a', 'b', 'c', 'd', 'e', 'f']
    const waiting = Promise.allSettled(askers.map((asker) => check(large, asker)))
    let isOver = false
    void waiting.then(() => {
      isOver = true
    })
    await check(aPdf(), 'small')
    await handIn(aPdf(), 'small')
    expect(isOver).toBe(false)
    expect((await waiting).map(({ status }) => status)).toEqual(askers.map(() => 'fulfilled'))
  })

  test('what takes longer than a turn goes on beside, and whoever brought it holds up nobody else', async () => {
    const limits = { work: 60_000, wait: 120_000 }
    const lane = createLane({ waiting: 12, waitingEach: 4, limits, niceness: 5, turn: 300 })
    const leaving = new AbortController()
    let settled = 0
    const hostile = Promise.allSettled(
      [1, 2, 3].map(() =>
        lane.ask(aSlowDocx(), { name: 'hostile', signal: leaving.signal }).finally(() => {
          settled += 1
        }),
      ),
    )
    const honest = { kind: 'read-pdf', parts: [aPdf()], trustAnchors: [], mentioned: '/' } as const
    expect(await lane.ask(honest, { name: 'honest' })).toHaveProperty('answer')
    expect(await lane.ask(honest, { name: 'another' })).toHaveProperty('answer')
    expect(settled).toBe(0)
    leaving.abort()
    await hostile
  })

  test('who has gone is read no further, whether waiting or being read', async () => {
    await check(aPdf(), 'warm')
    const leaving = new AbortController()
    const readings = Promise.allSettled([
      check(slow(), 'leaver', leaving.signal),
      check(slow(), 'leaver', leaving.signal),
    ])
    // The first has been handed to its reader by now, the second waits; no answer can have come yet.
    leaving.abort()
    for (const one of await readings) {
      expect(one).toMatchObject({ status: 'rejected', reason: new ReadingFailed('gone') })
    }
    expect((await check(aPdf(), 'stayer')).state).toBe('read')
  })
})

test.skipIf(!existsSync('/proc/self/stat'))(
  'a reader that is killed says nothing of the file: the next one reads it (skipped where there is no /proc)',
  async () => {
    await check(aPdf(), 'warm')
    const pids = childrenRunning('reading/reader.ts')
    for (const pid of pids) process.kill(pid, 'SIGSTOP')
    const read = check(aPdf(), 'one')
    for (const pid of pids) process.kill(pid, 'SIGKILL')
    expect((await read).state).toBe('read')
  },
)

test('out of descriptors nothing is read, the process lives on, and reads again once it has some', () => {
  const program = `
    const { ChildProcess } = await import('node:child_process')
    const { closeSync, openSync } = await import('node:fs')
    const { kill } = ChildProcess.prototype
    ChildProcess.prototype.kill = function (signal) {
      if (this.pid !== undefined) return kill.call(this, signal)
      console.log('a signal to nobody, or to everybody')
    }
    const { isUnavailable } = await import('#server/platform/database/unavailable.ts')
    const { readOutside } = await import('#server/platform/reading/read-outside.ts')
    const pdf = { kind: 'read-pdf', parts: [Buffer.from('%PDF-1.7')], trustAnchors: [], mentioned: '/' }
    const read = () => readOutside(pdf, { name: 'one' }).then(({ state }) => console.log(state), ({ why }) => console.log(why))
    const taken = []
    try { for (;;) taken.push(openSync('/dev/null')) } catch (error) { console.log(isUnavailable(error)) }
    await read()
    await read()
    for (const file of taken) closeSync(file)
    await read()
    process.exit(0)`
  const node = [process.execPath, '--input-type=module-typescript', '-e', program]
  const { stdout, stderr } = spawnSync('/bin/sh', ['-c', 'ulimit -n 200; exec "$0" "$@"', ...node], {
    encoding: 'utf8',
  })
  expect(stdout.split('\n'), stderr).toEqual(['true', 'ended', 'ended', 'unreadable', ''])
})

test('a reader that takes too long is ended, whatever it is doing', async () => {
  const question = (bytes: Uint8Array) =>
    ({ kind: 'read-pdf', parts: [bytes], trustAnchors: [], mentioned: '/' }) as const
  const reader = startReader(5)
  const enough = { work: 5_000, wait: 30_000 }
  expect(await reader.ask(question(aPdf()), enough)).toHaveProperty('answer')
  const slow = hostilePdfs['an array of a million numbers']?.() ?? Buffer.alloc(0)
  expect(await reader.ask(question(slow), { ...enough, work: 60 })).toEqual({ ended: 'too-slow' })
  expect(reader.isGone).toBe(true)
  expect(await startReader(5).ask(question(slow), { ...enough, wait: 20 })).toEqual({ ended: 'overdue' })
})
