import { expect, test } from 'vitest'
import { describeMachine } from './describe-machine.ts'
import { createKeeper, type Keeping } from './keeper.ts'
import type { KeptChunk, KeptRecording } from './kept.ts'
import { createEar } from './loudness.ts'
import { memoryStore } from './memory-store.ts'
import { heldOf, holdRecording, takeFromOthers } from './own-window.ts'
import { createSender, type Sending, type SendOutcome } from './send-chunks.ts'
import { meaningOf } from './send-one.ts'
import { createTurns } from './turns.ts'

const meeting = 'm'
const recordingOf = (id: string, next = 0): KeptRecording => ({
  id,
  meeting,
  track: 'room',
  begunAt: 0,
  next,
  isOver: false,
})
const sound = (recording: string, startsMs: number) => ({
  recording,
  meeting,
  startsMs,
  lengthMs: 10_000,
  sha256: String(startsMs),
  bytes: new ArrayBuffer(1),
})

/** A store with these numbers of one recording, and a sender whose server answers as is said. */
async function aSender(count: number, answer: (chunk: KeptChunk) => SendOutcome) {
  const store = memoryStore()
  const keeper = createKeeper(store, () => undefined)
  for (let number = 0; number < count; number++)
    await keeper.keep(sound('r', number * 10_000), recordingOf('r', number))
  const sent: number[] = []
  const over: string[] = []
  let last: Sending | undefined
  const sender = createSender({
    meeting,
    places: keeper,
    async send(chunk) {
      sent.push(chunk.number)
      return answer(chunk)
    },
    tell(state) {
      last = state
    },
    over: (recording) => over.push(recording),
  })
  return { keeper, sender, sent, over, told: () => last }
}

const taken = { taken: true, isOver: false } as const

test('a chunk the server refuses is set aside with its reason, kept, and those behind it go on', async () => {
  const { sender, sent, told, keeper } = await aSender(4, ({ number }) =>
    number === 1 ? { refused: 'Đoạn hỏng' } : taken,
  )
  await sender.round()
  expect(sent).toEqual([0, 1, 2, 3])
  expect(told()).toMatchObject({ waiting: 0, line: 'fine', aside: [{ number: 1, refused: 'Đoạn hỏng' }] })
  expect(await keeper.chunksOf(meeting)).toMatchObject([{ number: 1 }])
  await sender.round()
  expect(sent).toHaveLength(4)
  await sender.round(true)
  expect(sent.at(-1)).toBe(1)
})

test('one the server fails at holds up no other, and is set aside after three times; a server that fails at all of them loses none', async () => {
  let isWell = true
  const { sender, sent, told, keeper } = await aSender(3, ({ number }) =>
    number === 0 || !isWell ? { notNow: 'Trục trặc' } : taken,
  )
  await sender.round()
  expect(sent).toEqual([0, 1, 2])
  expect(told()).toMatchObject({ waiting: 1, aside: [] })
  for (let round = 0; round < 2; round++) {
    await keeper.keep(sound('r', 50_000 + round), recordingOf('r', 5 + round))
    await sender.round()
  }
  expect(told()).toMatchObject({ waiting: 0, aside: [{ number: 0, refused: 'Trục trặc' }] })

  isWell = false
  for (const number of [10, 11, 12, 13]) await keeper.keep(sound('r', number), recordingOf('r', number))
  for (let round = 0; round < 20; round++) await sender.round()
  expect(told()).toMatchObject({ waiting: 4, line: 'trouble' })
  isWell = true
  await sender.round()
  expect(told()).toMatchObject({ waiting: 0, line: 'fine' })
})

test('a line that is gone, a server without room and an ended session stop the round, and all goes on where it was', async () => {
  for (const later of ['line', 'full', 'signed out'] as const) {
    let isBack = false
    const { sender, sent, told } = await aSender(2, () => (isBack ? taken : { later }))
    await sender.round()
    expect(sent).toEqual([0])
    expect(told()).toMatchObject({ waiting: 2, line: later, aside: [] })
    isBack = true
    await sender.round()
    expect(told()).toMatchObject({ waiting: 0, line: 'fine' })
  }
})

test('a recording that was ended elsewhere is told by what arrives, and the rest is sent all the same', async () => {
  const { sender, over, told } = await aSender(2, () => ({ taken: true, isOver: true }))
  await sender.round()
  expect(over).toEqual(['r', 'r'])
  expect(told()?.waiting).toBe(0)
})

test('an answer means what it says: passing, waiting, or set aside', () => {
  const message = 'Câu trả lời'
  expect(meaningOf(200, { isOver: true })).toEqual({ taken: true, isOver: true })
  // A page to sign in at some gate on the way confirms nothing.
  expect(meaningOf(200, undefined)).toEqual({ later: 'line' })
  expect(meaningOf(401, { message })).toEqual({ later: 'signed out' })
  expect(meaningOf(429, { message })).toEqual({ later: 'line' })
  expect(meaningOf(502, undefined)).toEqual({ later: 'line' })
  expect(meaningOf(503, { code: 'files.disk_full', message })).toEqual({ later: 'full' })
  expect(meaningOf(500, { code: 'platform.defect', message })).toEqual({ notNow: message })
  expect(meaningOf(422, { code: 'meetings.chunk_broken', message })).toEqual({ notNow: message })
  expect(meaningOf(413, { code: 'files.too_large', message })).toEqual({ refused: message })
  expect(meaningOf(409, { code: 'meetings.recording_over', message })).toEqual({ refused: message })
})

test('without room in the browser sound goes through memory, and is said to be unsafe until it is sent; what has no place at all is told as lost', async () => {
  const told: Keeping[] = []
  const full = memoryStore(1)
  const keeper = createKeeper(full, (keeping) => told.push(keeping), memoryStore(2))
  const keep = (number: number, startsMs: number) =>
    keeper.keep(sound('r', startsMs), recordingOf('r', number))
  expect(await keep(0, 0)).toBe(0)
  expect(told).toEqual([])
  expect(await keep(1, 10_000)).toBe(1)
  expect(await keep(2, 20_000)).toBe(2)
  expect(told.at(-1)).toEqual({ unsafe: { fromMs: 10_000, toMs: 30_000 }, lost: [] })
  expect(await keep(3, 30_000)).toBeUndefined()
  expect(await keep(3, 40_000)).toBeUndefined()
  expect(keeper.keeping.lost).toEqual([{ fromMs: 30_000, toMs: 50_000 }])

  // All three are there to be sent, in their order, and what is sent frees its place.
  const all = await keeper.chunksOf(meeting)
  expect(all.map(({ number }) => number)).toEqual([0, 1, 2])
  expect((await keeper.recordingsOf(meeting)).map(({ next }) => next)).toEqual([3])
  for (const chunk of all) await keeper.dropChunk(chunk)
  expect(keeper.keeping).toEqual({ unsafe: undefined, lost: [{ fromMs: 30_000, toMs: 50_000 }] })
  expect(await keep(3, 60_000)).toBe(3)
  expect(keeper.keeping.unsafe).toBeUndefined()
})

test('two that give the same number lose neither', async () => {
  const keeper = createKeeper(memoryStore(), () => undefined)
  expect(await keeper.keep(sound('r', 0), recordingOf('r'))).toBe(0)
  expect(await keeper.keep(sound('r', 50), recordingOf('r'))).toBe(1)
  const kept = await keeper.chunksOf(meeting)
  expect(kept.map(({ startsMs }) => startsMs)).toEqual([0, 50])
  // One another window has sent meanwhile does not come back by being marked.
  const [first] = kept
  if (!first) throw new Error('none')
  await keeper.dropChunk(first)
  await keeper.markChunk(first, 'muộn')
  expect(await keeper.chunksOf(meeting)).toHaveLength(1)
})

test('one window records at a time: a second one knows, may take over, and the first is told', async () => {
  const { locks } = navigator
  const lost: string[] = []
  const release = await holdRecording('one', locks, () => lost.push('one'))
  expect(release).toBeDefined()
  expect(await holdRecording('one', locks, () => lost.push('again'))).toBeUndefined()
  expect(await heldOf(['one', 'two'], locks)).toEqual(['one'])
  await takeFromOthers('one', locks)
  await expect.poll(() => lost).toEqual(['one'])
  await expect.poll(() => heldOf(['one'], locks)).toEqual([])
  const second = await holdRecording('one', locks, () => lost.push('second'))
  second?.()
  await expect.poll(() => heldOf(['one'], locks)).toEqual([])
  expect(lost).toEqual(['one'])
})

test('chunks stay within ten seconds and overlap, however looks fall; one that was kept from looking goes on at once', () => {
  for (const lookMs of [50, 200, 237]) {
    const turns = createTurns(0)
    const began = [0]
    const ended: number[] = []
    for (let now = lookMs; now < 120_000; now += lookMs) {
      const turn = turns.look(now)
      if (turn === 'begin') began.push(now)
      if (turn === 'stop former') ended.push(now)
    }
    expect(ended.length).toBeGreaterThan(10)
    for (const [at, end] of ended.entries()) {
      expect(end - (began[at] ?? 0)).toBeLessThanOrEqual(10_000)
      expect(end - (began[at + 1] ?? 0)).toBeGreaterThanOrEqual(150)
    }
  }
  const held = createTurns(0)
  expect([held.look(45_000), held.look(45_100), held.look(45_200)]).toEqual(['begin', 'none', 'stop former'])
})

test('silence and distortion are told within ten seconds, a pause and a knock are not', () => {
  const ear = createEar(0)
  const hear = (peak: number, from: number, to: number) => {
    let found = 'fine'
    for (let now = from; now < to; now += 200) found = ear.take(peak, now)
    return found
  }
  expect(hear(0.001, 0, 7_000)).toBe('fine')
  expect(hear(0.001, 7_000, 10_000)).toBe('silent')
  expect(hear(0.2, 10_000, 11_000)).toBe('fine')
  expect(hear(1, 11_000, 11_400)).toBe('fine')
  expect(hear(0.2, 11_400, 20_000)).toBe('fine')
  expect(hear(1, 20_000, 21_000)).toBe('clipping')
  expect(hear(0.2, 21_000, 27_000)).toBe('fine')
})

test('a machine is named by browser and system', () => {
  const agent = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36'
  expect(describeMachine(`${agent} Edg/140.0`)).toBe('Edge, Windows')
  expect(describeMachine(agent)).toBe('Chrome, Windows')
  expect(describeMachine('')).toBe('')
})
