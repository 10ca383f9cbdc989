/** What was recorded is heard window by window; whoever is killed leaves the next window to another, and none is heard twice or left out. */
import { randomUUID } from 'node:crypto'
import { SoundRefused } from '#server/crafts/sound/refusals.ts'
import { SpeechFailed } from '#server/crafts/speech/engine/engine-process.ts'
import { type Segment, type SpeechEngine, sampleRate } from '#server/crafts/speech/model.ts'
import { captionOf, hearWindow, windowsOf } from '#server/crafts/speech/transcribe.ts'
import { system } from '#server/platform/actor.ts'
import { log, stackOf } from '#server/platform/log.ts'
import { perform } from '#server/platform/work.ts'
import { lockRecording } from '../recording/queries.ts'
import { type HeardSegment, keepHeard } from '../transcript/keep-heard.ts'
import {
  changeHeld,
  claimHearing,
  endHearing,
  findFresh,
  type Hearing,
  type HearingChange,
  listChunksFrom,
  listTerms,
  lockHeld,
} from './queries.ts'
import { endOf, samplesFrom, soundOf, stretchOf } from './stretch.ts'

/** What hears is named beside its words. */
export interface NamedEngine extends SpeechEngine {
  readonly name: string
}

const mostTerms = 500
/** Three minutes of chunks: a window is closed then, however little was said. */
const mostChunks = 18
/** Shorter silence waits for what comes after it. */
const leastSilence = 30 * sampleRate
/** At a window the engine fails at so often, the chunk it begins in is passed over, and that is said. */
const mostFailures = 5
const longestRestMs = 60_000
const idleRestMs = 5_000

export interface HearingOptions {
  /** How long a window is kept for a process that is not heard of. */
  leaseMs?: number
}

/**
 * Hears the next window there is, a caption of what was just said before anything else; false where there is none. Throws `SpeechFailed`
 * (`unusable`) where the engine itself cannot be used; after any other failure the window has its turn again later.
 */
export async function hearNext(
  engine: NamedEngine,
  { leaseMs = 30_000 }: HearingOptions = {},
): Promise<boolean> {
  for (const pass of ['caption', 'second'] as const) {
    const lease = randomUUID()
    const now = new Date()
    const until = new Date(now.getTime() + leaseMs)
    const hearing = await perform(system, ({ tx }) => claimHearing(tx, pass, { now, lease, until }))
    if (!hearing) continue
    const holding = holdOn(hearing, lease, leaseMs)
    try {
      await (pass === 'caption' ? hearCaption : hearSecond)(engine, hearing, lease)
    } catch (error) {
      await putOff(hearing, lease, error)
    } finally {
      clearInterval(holding)
    }
    return true
  }
  return false
}

function holdOn(hearing: Hearing, lease: string, leaseMs: number): NodeJS.Timeout {
  return setInterval(() => {
    const leasedUntil = new Date(Date.now() + leaseMs)
    perform(system, ({ tx }) => changeHeld(tx, hearing, lease, { leasedUntil })).catch((error: unknown) => {
      log.warn({ recording: hearing.recordingId, error: stackOf(error) }, 'a window could not be held')
    })
  }, leaseMs / 3)
}

async function hearCaption(engine: NamedEngine, hearing: Hearing, lease: string): Promise<void> {
  const chunk = await perform(system, ({ tx }) => findFresh(tx, hearing.recordingId))
  if (!chunk) return rest(hearing, lease)
  const { startsMs, number } = chunk
  const said = await captionOf(await soundOf(chunk), engine)
  const window = { from: startsMs, to: endOf(chunk), nextChunk: number + 1, engine: engine.name }
  await keep(hearing, lease, { ...window, segments: heardFrom(said, startsMs, hearing) })
}

async function hearSecond(engine: NamedEngine, hearing: Hearing, lease: string): Promise<void> {
  const { recordingId, meetingId, heardMs: from, isSettled, isReleased } = hearing
  const { chunks, isClosed } = isReleased
    ? { chunks: [], isClosed: true }
    : stretchOf(
        await perform(system, ({ tx }) => listChunksFrom(tx, recordingId, from, mostChunks)),
        hearing,
        mostChunks,
      )
  const [first, last] = [chunks[0], chunks.at(-1)]
  if (!first || !last)
    return isSettled
      ? perform(system, ({ tx, now }) => endHearing(tx, hearing, lease, now))
      : rest(hearing, lease)
  const begins = Math.max(from, first.startsMs)
  const sound = samplesFrom(chunks, begins)
  for await (const { window, next, isOpen } of windowsOf(sound, engine, { goesOn: !isClosed })) {
    const afterAll = last.number + 1
    // Whoever spoke may go on: more is waited for, not for ever.
    const isShort = isOpen && chunks.length < mostChunks && (window !== undefined || next < leastSilence)
    if (isShort) return change(hearing, lease, { nextChunk: afterAll })
    const isLast = !isOpen && window === undefined
    const terms = await perform(system, ({ tx }) => listTerms(tx, meetingId, mostTerms))
    const said = window ? await hearWindow(window, engine, terms) : []
    const reached = begins + Math.round((next * 1000) / sampleRate)
    const isAll = isLast || reached >= endOf(last) - 1
    const to = isAll ? endOf(last) : reached
    const nextChunk =
      isOpen || isAll ? afterAll : (chunks.find((chunk) => endOf(chunk) > to)?.number ?? afterAll)
    return keep(hearing, lease, {
      from,
      to,
      nextChunk,
      engine: engine.name,
      segments: heardFrom(said, begins, hearing),
    })
  }
}

/** In milliseconds of the recording. */
function heardFrom(said: readonly Segment[], beginsMs: number, { personId }: Hearing): HeardSegment[] {
  const inMs = (second: number) => beginsMs + Math.round(second * 1000)
  return said.map(({ words, start, end }) => ({
    from: inMs(start),
    to: inMs(end),
    words: words.map((word) => ({ text: word.text, from: inMs(word.start), to: inMs(word.end) })),
    speaker: personId,
  }))
}

interface HeardPart {
  from: number
  to: number
  nextChunk: number
  engine: string
  segments: HeardSegment[]
}

/** Keeps what was heard, where the window is still ours: else another hears it, or has. */
async function keep(hearing: Hearing, lease: string, part: HeardPart): Promise<void> {
  const { recordingId, pass } = hearing
  const { nextChunk, ...window } = part
  await perform(system, async (work) => {
    await lockRecording(work.tx, recordingId)
    if (!(await lockHeld(work.tx, hearing, lease))) return
    await keepHeard(work, { recordingId, pass, ...window })
    await changeHeld(work.tx, hearing, lease, {
      ...free,
      heardMs: part.to,
      nextChunk,
      failures: 0,
      movedAt: work.now,
    })
  })
}

const free = { lease: null, leasedUntil: null }

function change(hearing: Hearing, lease: string, to: HearingChange): Promise<void> {
  return perform(system, ({ tx }) => changeHeld(tx, hearing, lease, { ...free, ...to }))
}

/** Nothing to be done after all. */
function rest(hearing: Hearing, lease: string, ms = idleRestMs): Promise<void> {
  return change(hearing, lease, { leasedUntil: new Date(Date.now() + ms) })
}

async function putOff(hearing: Hearing, lease: string, error: unknown): Promise<void> {
  const { recordingId, failures, heardMs } = hearing
  log.error({ recording: recordingId, pass: hearing.pass, error: stackOf(error) }, 'a window was not heard')
  const saysNothing =
    (error instanceof SpeechFailed && (error.why === 'unusable' || error.why === 'overdue')) ||
    (error instanceof SoundRefused && error.problem === 'overdue')
  const count = saysNothing ? failures : failures + 1
  if (count >= mostFailures && hearing.pass === 'second') {
    const [chunk] = await perform(system, ({ tx }) => listChunksFrom(tx, recordingId, heardMs, 1))
    const to = chunk ? endOf(chunk) : heardMs
    const unheardMs = chunk ? to - Math.max(heardMs, chunk.startsMs) : 0
    await change(hearing, lease, { failures: 0, unheardMs, heardMs: to, movedAt: new Date() })
  } else {
    const wait = Math.min(longestRestMs, 1_000 * 2 ** count)
    await change(hearing, lease, { failures: count, leasedUntil: new Date(Date.now() + wait) })
  }
  if (error instanceof SpeechFailed && error.why === 'unusable') throw error
}
