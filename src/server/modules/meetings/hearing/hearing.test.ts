import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { setTimeout as rest } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterEach, expect, test, vi } from 'vitest'
import { writeWave } from '#server/crafts/sound/write-wave.ts'
import { SpeechFailed } from '#server/crafts/speech/engine/engine-process.ts'
import { sampleRate } from '#server/crafts/speech/model.ts'
import { system } from '#server/platform/actor.ts'
import { AssetUnusable } from '#server/platform/assets/index.ts'
import { storeOwn, useFiles } from '#server/platform/files/index.ts'
import { openAttacker } from '#server/platform/log/seal/fixtures.ts'
import { perform } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import { closeMeeting, giveUpRecording } from '../index.ts'
import { saveRelease, saveWarning } from '../recording/listening-queries.ts'
import { changeRecording, insertChunk } from '../recording/queries.ts'
import { writeSegment } from '../transcript/change.ts'
import { aHeardMeeting, heard } from '../transcript/fixtures.ts'
import { viewTranscript } from '../transcript/view-transcript.ts'
import { StandIn, spoken } from './fixtures.ts'
import { hearNext } from './hear-recordings.ts'
import { startHearing } from './run.ts'

type Meeting = Awaited<ReturnType<typeof aHeardMeeting>>

/** Puts ten seconds of a recording where a chunk would be. */
async function add(
  recording: string,
  number: number,
  sound: Float32Array,
  takenAt = new Date(),
): Promise<void> {
  const samples = sound.subarray(number * 10 * sampleRate, (number + 1) * 10 * sampleRate)
  const { sha256, size } = await storeOwn(writeWave(samples), 'audio/wav')
  await perform(system, async (work) => {
    await useFiles(work, [sha256], `meetings.chunk:${recording}/${number}`)
    const lengthMs = Math.round(samples.length / 16)
    const chunk = {
      number,
      sha256,
      size: Number(size),
      mediaType: 'audio/wav',
      startsMs: number * 10_000,
      lengthMs,
      peak: 1,
      isDamaged: false,
    }
    await insertChunk(work.tx, recording, chunk, takenAt)
  })
}

async function record(recording: string, sound: Float32Array, isOver = true): Promise<void> {
  const chunks = Math.ceil(sound.length / sampleRate / 10)
  for (let number = 0; number < chunks; number++) await add(recording, number, sound)
  if (isOver)
    await perform(system, ({ tx }) => changeRecording(tx, recording, { chunks, endedAt: new Date() }))
}

async function hearAll(engine = new StandIn()): Promise<void> {
  while (await hearNext(engine));
}

const wordsOf = (recording: string, pass?: 'caption' | 'second') =>
  perform(system, async ({ tx }) => {
    let query = tx.selectFrom('meetings.segment').select('words').where('recordingId', '=', recording)
    if (pass) query = query.where('pass', '=', pass)
    const rows = await query.where('removedAt', 'is', null).orderBy('fromMs').execute()
    return rows.map(({ words }) => words).join(' ')
  })

/** Windows of the better pass, in their order, and how the pass is. */
const ledgerOf = (recording: string) =>
  perform(system, async ({ tx }) => ({
    windows: await tx
      .selectFrom('meetings.heardWindow')
      .select(['fromMs', 'toMs'])
      .where('recordingId', '=', recording)
      .where('pass', '=', 'second')
      .orderBy('fromMs')
      .execute(),
    hearing: await tx
      .selectFrom('meetings.hearing')
      .selectAll()
      .where('recordingId', '=', recording)
      .where('pass', '=', 'second')
      .executeTakeFirstOrThrow(),
  }))

/** The windows lie end to end, from the beginning to the end. */
function expectWhole(windows: readonly { fromMs: number; toMs: number }[], toMs: number): void {
  expect(windows[0]?.fromMs).toBe(0)
  expect(windows.at(-1)?.toMs).toBe(toMs)
  for (const [at, { fromMs }] of windows.entries()) if (at > 0) expect(fromMs).toBe(windows[at - 1]?.toMs)
}

const said = (numbers: readonly number[]) => numbers.map((number) => `từ${number}`).join(' ')
const every = (step: number, to: number) =>
  Array.from({ length: Math.floor(to / step) }, (_, at) => at * step)

const running: ChildProcess[] = []
afterEach(async () => {
  for (const child of running.splice(0)) child.kill('SIGKILL')
  // Nothing that one test left is heard in the next.
  await perform(system, ({ tx }) => sql`update meetings.hearing set ended_at = now()`.execute(tx))
})

test('a recording is heard once in windows end to end, each word in its second and named by whose microphone it was', async () => {
  const { recording, id, secretary } = await aHeardMeeting()
  const numbers = every(3, 120)
  await record(recording, spoken(125, numbers))
  await hearAll()
  expect(await wordsOf(recording)).toBe(said(numbers))
  const { windows, hearing } = await ledgerOf(recording)
  expectWhole(windows, 125_000)
  expect(windows.length).toBeGreaterThan(2)
  expect(hearing).toMatchObject({ heardMs: 125_000, unheardMs: 0, lease: null })
  expect(hearing.endedAt).not.toBeNull()
  const { segments } = await perform(secretary, (work) => viewTranscript(work, secretary, id))
  const [first] = segments
  expect(first?.engine).toBe('thử')
  expect(first?.times[0]).toBeGreaterThanOrEqual(200)
  expect(first?.times[0]).toBeLessThanOrEqual(300)
  expect(await hearNext(new StandIn())).toBe(false)
})

test('while it is recorded captions come at once, then the better pass as windows fill; a chunk that is missing is waited for', async () => {
  const { recording } = await aHeardMeeting()
  const numbers = every(2, 100)
  const sound = spoken(100, numbers)
  await add(recording, 0, sound)
  await hearAll()
  expect(await wordsOf(recording, 'caption')).toBe(said([0, 2, 4, 6, 8]))
  expect(await wordsOf(recording, 'second')).toBe('')
  for (const number of [1, 2, 3, 4]) await add(recording, number, sound)
  await hearAll()
  expect(await wordsOf(recording)).toBe(said(every(2, 50)))
  const before = (await ledgerOf(recording)).hearing
  expect(before.heardMs).toBeGreaterThan(20_000)
  for (const number of [6, 7, 8, 9]) await add(recording, number, sound)
  await perform(system, ({ tx }) => changeRecording(tx, recording, { chunks: 10, endedAt: new Date() }))
  await hearAll()
  expect(await wordsOf(recording, 'second')).not.toContain('từ60')
  await add(recording, 5, sound)
  await hearAll()
  expect(await wordsOf(recording, 'second')).toBe(said(numbers))
  expect(await wordsOf(recording, 'caption')).toBe('')
  expectWhole((await ledgerOf(recording)).windows, 100_000)
})

test('what will not come is passed over, and a pause in which nothing was recorded holds nothing up', async () => {
  const { recording, id, secretary } = await aHeardMeeting()
  const sound = spoken(60, every(2, 60))
  for (const number of [0, 1, 4, 5]) await add(recording, number, sound, new Date(Date.now() - 120_000))
  await hearAll()
  // Nobody has recorded for a minute: what is open is heard as it is.
  expect(await wordsOf(recording)).toBe(said(every(2, 20)))
  await perform(secretary, (work) => closeMeeting(work, secretary, id))
  await perform(secretary, (work) => giveUpRecording(work, secretary, id, recording, { reason: 'Máy hỏng' }))
  await hearAll()
  expect(await wordsOf(recording)).toBe(said(every(2, 60).filter((one) => one < 20 || one >= 40)))
  expect((await ledgerOf(recording)).hearing.endedAt).not.toBeNull()
})

test('silence gives no word and is not heard by the engine', async () => {
  const { recording } = await aHeardMeeting()
  await record(recording, spoken(200, []))
  const engine = new StandIn()
  const hear = vi.spyOn(engine, 'hear')
  await hearAll(engine)
  expect(hear).not.toHaveBeenCalled()
  expect(await wordsOf(recording)).toBe('')
  expectWhole((await ledgerOf(recording)).windows, 200_000)
})

test('of a meeting that became closed, or whose sound was let go, nothing is heard', async () => {
  const [closed, released] = [await aHeardMeeting(), await aHeardMeeting()]
  for (const { recording } of [closed, released]) await record(recording, spoken(20, [1, 5]))
  // Nobody can within the program.
  const attacker = await openAttacker()
  await attacker.query(`update meetings.meeting set secrecy = 'closed' where id = $1`, [closed.id])
  await attacker.end()
  await perform(system, async ({ tx, now }) => {
    await saveWarning(tx, released.id, { warnedAt: now, goesAfter: localDay(now) })
    await saveRelease(tx, released.id, { releasedAt: now, chunks: 2 })
  })
  await hearAll()
  for (const { recording } of [closed, released]) {
    expect(await wordsOf(recording)).toBe('')
    expect((await ledgerOf(recording)).windows).toEqual([])
  }
})

test('a window the engine fails at is tried again, and passed over at last; an engine that cannot be used passes over nothing', async () => {
  const { recording, id, secretary } = await aHeardMeeting()
  await record(recording, spoken(40, [2, 12, 22, 32]))
  await perform(secretary, (work) => closeMeeting(work, secretary, id))
  const engine = new StandIn()
  const ready = () =>
    perform(system, ({ tx }) =>
      sql`update meetings.hearing set leased_until = null where recording_id = ${recording}`.execute(tx),
    )
  const hear = vi.spyOn(engine, 'hear').mockRejectedValue(new SpeechFailed('unusable'))
  for (let time = 0; time < 7; time++, await ready())
    await expect(hearNext(engine)).rejects.toThrow(SpeechFailed)
  expect((await ledgerOf(recording)).hearing).toMatchObject({ heardMs: 0, failures: 0, unheardMs: 0 })
  hear.mockRejectedValue(new SpeechFailed('too-large'))
  for (let time = 0; time < 5; time++, await ready()) expect(await hearNext(engine)).toBe(true)
  expect((await ledgerOf(recording)).hearing).toMatchObject({
    heardMs: 10_000,
    failures: 0,
    unheardMs: 10_000,
  })
  hear.mockRestore()
  await hearAll(engine)
  expect(await wordsOf(recording)).toBe(said([12, 22, 32]))
})

test('where engine or weights are not here or damaged the loop waits and hears once they are', async () => {
  const { recording } = await aHeardMeeting()
  await record(recording, spoken(10, [3]))
  let asked = 0
  const hearing = startHearing(async () => {
    asked += 1
    throw new AssetUnusable('speech', 'damaged', 'assets.json')
  })
  await vi.waitFor(() => expect(asked).toBe(1), { timeout: 10_000 })
  await hearing.stop()
  expect((await ledgerOf(recording)).hearing).toMatchObject({ heardMs: 0, failures: 0, lease: null })
  const again = startHearing(async () => new StandIn())
  await vi.waitFor(async () => expect(await wordsOf(recording)).toBe('từ3'), {
    timeout: 20_000,
    interval: 200,
  })
  await again.stop()
})

test('the process for speech says that it lives, and leaves in order', async () => {
  const child = spawn(process.execPath, ['src/server/speech.ts'], {
    env: { ...process.env, LOG_LEVEL: 'silent', NHIP_ROLE: 'speech' },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  running.push(child)
  const beats = () =>
    perform(system, async ({ tx }) => {
      const { rows } = await sql<{ hasEnded: boolean }>`
        select ended_at is not null as "hasEnded" from platform.heartbeat where role = 'speech' and pid = ${child.pid}`.execute(
        tx,
      )
      return rows
    })
  await vi.waitFor(async () => expect(await beats()).toEqual([{ hasEnded: false }]), {
    timeout: 60_000,
    interval: 300,
  })
  const gone = new Promise((done) => child.once('exit', done))
  child.kill('SIGTERM')
  expect(await gone).toBe(0)
  expect(await beats()).toEqual([{ hasEnded: true }])
})

/** The processes a process has started, and theirs. */
function childrenOf(pid: number): number[] {
  const listed = execFileSync('ps', ['-eo', 'pid=,ppid='], { encoding: 'utf8' })
  const pairs = listed
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
  const own = pairs.flatMap(([child, parent]) => (parent === pid && child ? [child] : []))
  return [...own, ...own.flatMap(childrenOf)]
}

test('whatever is killed, each window is heard once, none is left out, and what a person wrote stands', {
  timeout: 300_000,
}, async () => {
  const meeting: Meeting = await aHeardMeeting()
  const { recording, id, secretary, hear } = meeting
  const numbers = every(2, 390)
  await hear('caption', [0, 10_000], heard(4_000, 'ba bốn năm'))
  const [segment] = (await perform(secretary, (work) => viewTranscript(work, secretary, id))).segments
  const change = { segmentId: segment?.id ?? '', version: 1, words: 'Ba, bốn, năm.' }
  await perform(secretary, (work) => writeSegment(work, secretary, id, change))
  await record(recording, spoken(390, numbers))
  await perform(secretary, (work) => closeMeeting(work, secretary, id))

  let kills = 0
  let program: ChildProcess | undefined
  const open = () => {
    const child = spawn(process.execPath, ['tests/hearing/speech-program.ts'], {
      env: { ...process.env, LOG_LEVEL: 'silent', NHIP_ROLE: 'speech' },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    })
    running.push(child)
    child.once('exit', () => {
      if (program === child) program = undefined
    })
    return child
  }
  const isOver = async () => (await ledgerOf(recording)).hearing.endedAt !== null
  while (!(await isOver())) {
    program ??= open()
    await rest(randomInt(300, 2_500))
    if (kills >= 40) continue
    const below = program?.pid ? childrenOf(program.pid) : []
    const victim = kills % 3 === 0 ? program?.pid : below[randomInt(Math.max(1, below.length))]
    if (!victim) continue
    try {
      process.kill(victim, 'SIGKILL')
      kills += 1
    } catch {
      // It had ended by itself.
    }
  }
  expect(kills).toBeGreaterThan(5)
  const { windows, hearing } = await ledgerOf(recording)
  expectWhole(windows, 390_000)
  expect(hearing.unheardMs).toBe(0)
  // The second said where the person's words stand is theirs.
  expect(await wordsOf(recording)).toBe(
    `${said([0, 2])} Ba, bốn, năm. ${said(numbers.filter((one) => one > 4))}`,
  )
  const replaced = await perform(system, ({ tx }) =>
    tx
      .selectFrom('meetings.segment')
      .select('id')
      .where('recordingId', '=', recording)
      .where('pass', '=', 'second')
      .where('removedAt', 'is not', null)
      .execute(),
  )
  expect(replaced).toEqual([])
})

test('whoever does not run the meeting sees nothing of who hears it', async () => {
  const { recording, outsider, head, secretary } = await aHeardMeeting()
  const seen = (actor: typeof head) =>
    perform(actor, ({ tx }) =>
      tx.selectFrom('meetings.hearing').select('pass').where('recordingId', '=', recording).execute(),
    )
  expect(await seen(outsider)).toEqual([])
  expect(await seen(head)).toEqual([])
  expect(await seen(secretary)).toHaveLength(2)
})
