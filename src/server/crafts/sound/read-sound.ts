/** A file of sound taken apart, within the process that does nothing else. */
import { open } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { InputAudioTrack, Input as InputFile } from 'mediabunny'
import { createDecoder, type PacketDecoder } from './decode/decoder.ts'
import type { SoundCodec, SoundContainer, SoundFacts, SoundProblem } from './model.ts'
import { createResampler, soundRate } from './resample.ts'

// As one file it starts in half the time of its two hundred modules.
const {
  ADTS,
  BufferSource,
  EncodedPacketSink,
  FilePathSource,
  FLAC,
  Input,
  MATROSKA,
  MP3,
  MP4,
  OGG,
  QTFF,
  WAVE,
  WEBM,
} = createRequire(import.meta.url)('mediabunny') as typeof import('mediabunny')

/** Why reading ends; what was given until `second` is good. */
export class SoundProblemFound extends Error {
  readonly problem: SoundProblem
  readonly second: number | undefined

  constructor(problem: SoundProblem, second?: number) {
    super(`sound is not read: ${problem}`)
    this.problem = problem
    this.second = second
  }
}

export interface ReadableSound {
  facts: SoundFacts
  /** At 16 kHz, a few seconds at a time. Throws `SoundProblemFound`. */
  samples(): AsyncGenerator<Float32Array>
  /** Lets go of the file. */
  close(): void
}

const containers: [unknown, SoundContainer][] = [
  [WEBM, 'webm'],
  [MATROSKA, 'matroska'],
  [MP4, 'mp4'],
  [QTFF, 'quicktime'],
  [OGG, 'ogg'],
  [WAVE, 'wav'],
  [MP3, 'mp3'],
  [FLAC, 'flac'],
  [ADTS, 'adts'],
]
const formats = [WEBM, MATROSKA, MP4, QTFF, OGG, WAVE, MP3, FLAC, ADTS]
const [lowestRate, highestRate, mostChannels] = [4000, 384_000, 16]

const pieceSeconds = 5
/** The shortest packet there is, of Opus, has 2.5 ms. */
const mostPacketsPerSecond = 400
/** So much in a row that cannot be decoded is silence in its place; behind more the file is damaged. */
const mostLostSeconds = 2
/** A pause the clock of the file shows and no packet fills. Less is how clocks are rounded. */
const leastGap = 0.25
/** A file is cut off when so much is missing of what it says it holds. */
const mostMissing = { seconds: 0.25, share: 0.01 }

/** A file by its path, or its bytes where it is short. Throws `SoundProblemFound` where nothing of it can be read. */
export async function readSound(file: string | Uint8Array, mostSeconds: number): Promise<ReadableSound> {
  const source =
    typeof file === 'string'
      ? new FilePathSource(file, { maxCacheSize: 4 << 20, handleUnhandledError: () => undefined })
      : new BufferSource(file)
  const input = new Input({ formats, source })
  try {
    return await openTrack(input, file, mostSeconds)
  } catch (error) {
    input.dispose()
    throw error
  }
}

async function openTrack(
  input: InputFile,
  file: string | Uint8Array,
  mostSeconds: number,
): Promise<ReadableSound> {
  const track = await firstTrack(input)
  const close = () => input.dispose()
  const format = await formatOf(track)
  const container = containers.find(([one]) => one === format.inputFormat)?.[1] ?? 'matroska'
  const seconds = await orUnreadable(durationOf(track))
  const facts = {
    seconds,
    container,
    codec: format.codec,
    channels: format.channels,
    rate: format.rate,
  }
  if (!(seconds > 0)) throw new SoundProblemFound('no-sound')
  if (seconds > mostSeconds) throw new SoundProblemFound('too-long')
  if (format.codec === 'aac') return { facts, samples: () => refuse('needs-ffmpeg'), close }
  const decoder = await createDecoder({ ...format, codec: format.name }).catch(() => undefined)
  if (!decoder) throw new SoundProblemFound('codec')
  const said = container === 'wav' ? await secondsOfWave(file, seconds) : saidSeconds(container, seconds)
  return { facts, samples: () => decodeTrack(track, decoder, mostSeconds, said), close }
}

async function firstTrack(input: InputFile): Promise<InputAudioTrack> {
  const track = await orUnreadable(input.getPrimaryAudioTrack())
  if (!track) throw new SoundProblemFound('no-sound')
  return track
}

async function formatOf(track: InputAudioTrack) {
  const [name, rate, channels, config, inputFormat] = await orUnreadable(
    Promise.all([
      track.getCodec(),
      track.getSampleRate(),
      track.getNumberOfChannels(),
      track.getDecoderConfig().catch(() => null),
      track.input.getFormat(),
    ]),
  )
  const codec = codecOf(name)
  if (!name || !codec) throw new SoundProblemFound('codec')
  const isPossible = rate >= lowestRate && rate <= highestRate && Number.isInteger(rate)
  if (!isPossible || channels < 1 || channels > mostChannels) throw new SoundProblemFound('unreadable')
  return { name, codec, rate, channels, inputFormat, description: bytesOf(config?.description) }
}

function codecOf(name: string | null): SoundCodec | undefined {
  if (name === 'opus' || name === 'mp3' || name === 'flac' || name === 'aac') return name
  return name?.startsWith('pcm-') || name === 'ulaw' || name === 'alaw' ? 'pcm' : undefined
}

function bytesOf(data: unknown): Uint8Array | undefined {
  if (data instanceof Uint8Array) return data
  return data instanceof ArrayBuffer ? new Uint8Array(data) : undefined
}

/** What the file says, or, as of recordings a browser makes, where its last packet ends. */
async function durationOf(track: InputAudioTrack): Promise<number> {
  const first = await track.getFirstTimestamp()
  const end = (await track.getDurationFromMetadata()) ?? (await track.computeDuration())
  return end - Math.max(0, first)
}

/** Only some containers say exactly beforehand how much there is; of others the end is where packets end. */
function saidSeconds(container: SoundContainer, seconds: number): number | undefined {
  return container === 'flac' || container === 'mp4' || container === 'quicktime' ? seconds : undefined
}

/** A RIFF file says how large it is: one that was cut off is smaller. */
async function secondsOfWave(file: string | Uint8Array, seconds: number): Promise<number | undefined> {
  const { head, size } = await beginningOf(file)
  const said = head.readUInt32LE(4) + 8
  // What is written as a stream has no size, or the largest there is.
  if (head.toString('latin1', 0, 4) !== 'RIFF' || said > 0xfffffff0 || said <= size) return undefined
  return (seconds * said) / size
}

async function beginningOf(file: string | Uint8Array): Promise<{ head: Buffer; size: number }> {
  const head = Buffer.alloc(8)
  if (typeof file !== 'string') {
    head.set(file.subarray(0, 8))
    return { head, size: file.length }
  }
  const opened = await open(file)
  try {
    await opened.read(head, 0, 8, 0)
    return { head, size: (await opened.stat()).size }
  } finally {
    await opened.close()
  }
}

// biome-ignore lint/correctness/useYield: it only ever refuses.
async function* refuse(problem: SoundProblem): AsyncGenerator<Float32Array> {
  throw new SoundProblemFound(problem)
}

async function* decodeTrack(
  track: InputAudioTrack,
  decoder: PacketDecoder,
  mostSeconds: number,
  said: number | undefined,
): AsyncGenerator<Float32Array> {
  const collected = collectPieces(decoder.rate, mostSeconds)
  let [first, packets, lost, toSkip] = [Number.NaN, 0, 0, decoder.runUp]
  try {
    for await (const packet of new EncodedPacketSink(track).packets()) {
      packets++
      if (Number.isNaN(first)) first = packet.timestamp
      if (packets > (collected.seconds + 60) * mostPacketsPerSecond) throw new SoundProblemFound('too-costly')
      const gap = packet.timestamp - first - collected.seconds
      if (gap > leastGap) yield* collected.addSilence(gap)
      let samples: Float32Array
      try {
        samples = decoder.decode(packet.data)
        lost = 0
      } catch {
        const seconds = Math.min(1, Math.max(0, packet.duration))
        lost += seconds || 1 / mostPacketsPerSecond
        if (lost > mostLostSeconds) throw new SoundProblemFound('damaged', collected.seconds - lost)
        samples = new Float32Array(Math.round(seconds * decoder.rate))
      }
      const skipped = Math.min(toSkip, samples.length)
      toSkip -= skipped
      yield* collected.add(samples.subarray(skipped))
    }
  } catch (error) {
    yield* collected.end()
    if (error instanceof SoundProblemFound) throw error
    throw new SoundProblemFound('damaged', collected.seconds)
  }
  const { seconds } = collected
  const missing = (said ?? seconds) - seconds
  const isCut = missing > mostMissing.seconds && missing > (said ?? 0) * mostMissing.share
  // A last frame of silence is so short that mediabunny passes over it.
  if (seconds > 0 && missing > 0 && !isCut) yield* collected.addSilence(missing)
  yield* collected.end()
  if (seconds === 0) throw new SoundProblemFound(said === undefined ? 'no-sound' : 'unreadable')
  if (isCut) throw new SoundProblemFound('damaged', seconds)
}

/** Puts samples of any rate together to pieces of some seconds at 16 kHz. */
function collectPieces(rate: number, mostSeconds: number) {
  const resampler = createResampler(rate)
  let waiting: Float32Array[] = []
  let waitingLength = 0
  let count = 0

  function* give(samples: Float32Array, isLast = false): Generator<Float32Array> {
    if (samples.length > 0) waiting.push(samples)
    waitingLength += samples.length
    if (waitingLength === 0 || (!isLast && waitingLength < pieceSeconds * soundRate)) return
    const piece = new Float32Array(waitingLength)
    let at = 0
    for (const one of waiting) {
      piece.set(one, at)
      at += one.length
    }
    waiting = []
    waitingLength = 0
    yield piece
  }

  return {
    get seconds() {
      return count / rate
    },
    *add(samples: Float32Array): Generator<Float32Array> {
      count += samples.length
      if (count / rate > mostSeconds) throw new SoundProblemFound('too-long', mostSeconds)
      yield* give(resampler.push(samples))
    },
    *addSilence(seconds: number): Generator<Float32Array> {
      if (count / rate + seconds > mostSeconds) throw new SoundProblemFound('damaged', count / rate)
      for (let left = Math.round(seconds * rate); left > 0; left -= rate)
        yield* this.add(new Float32Array(Math.min(left, rate)))
    },
    *end(): Generator<Float32Array> {
      yield* give(resampler.end(), true)
    },
  }
}

async function orUnreadable<Value>(value: Promise<Value>): Promise<Value> {
  try {
    return await value
  } catch {
    throw new SoundProblemFound('unreadable')
  }
}
