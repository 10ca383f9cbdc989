/** A whole recording into words: where somebody speaks, packed into windows, heard, and put back into the seconds they were said in. */
import {
  type Heard,
  type Segment,
  type SpeechEngine,
  sampleRate,
  type Transcript,
  type Word,
} from './model.ts'
import { segmentsOf } from './segments.ts'
import { asWritten } from './text/as-written.ts'
import { isInvented } from './text/invented.ts'
import { withTerms } from './text/terms.ts'
import { frameSize, type Piece, PieceFinder } from './voice/pieces.ts'
import { pieceAt, secondOf, type Window, WindowPacker } from './voice/windows.ts'

export interface TranscribeOptions {
  engine: SpeechEngine
  /** Names of agenda, papers, people and agencies that may be spoken. */
  terms?: readonly string[]
  /** Told of each segment as soon as its window has been heard, in order. */
  onSegment?: (segment: Segment) => void | Promise<void>
}

/** Blocks in which voice activity is asked for: ten seconds. */
const blockSize = frameSize * 312

/**
 * What is said in a recording, with the times of each word. Holds at most a window of sound beyond the block it reads, however long the
 * recording is. Where nobody speaks there is no word. Throws what the engine throws; nothing is kept then.
 */
export async function transcribe(
  samples: Float32Array | AsyncIterable<Float32Array>,
  { engine, terms = [], onSegment }: TranscribeOptions,
): Promise<Transcript> {
  const segments: Segment[] = []
  for await (const { window } of windowsOf(samples, engine)) {
    if (!window) continue
    for (const segment of await hearWindow(window, engine, terms)) {
      segments.push(segment)
      await onSegment?.(segment)
    }
  }
  const words = segments.flatMap((segment) => segment.words)
  return { text: words.map(({ text }) => text).join(' '), words, segments }
}

/** What is said in one window, in seconds of the recording. */
export async function hearWindow(
  window: Window,
  engine: SpeechEngine,
  terms: readonly string[],
): Promise<Segment[]> {
  const heard = await engine.hear(window.samples)
  const said = segmentsOf(placed(heard, window)).filter(({ words }) => !isInvented(words, heard.silence))
  const named = withTerms(
    said.flatMap(({ words }) => words),
    terms,
  )
  return segmentsOf(asWritten(named))
}

/** Captions are heard in parts of so many samples: the quick engine takes no more. */
const mostCaption = 7.5 * sampleRate

/** What is said in some seconds of sound, heard quickly and for itself; words that give way to `hearWindow`. */
export async function captionOf(samples: Float32Array, engine: SpeechEngine): Promise<Segment[]> {
  const { probabilities } = await engine.voice(inWholeFrames(samples))
  const finder = new PieceFinder()
  const words: Word[] = []
  for (const piece of [...finder.add(probabilities), ...finder.end()]) {
    const length = Math.min(piece.to, samples.length) - piece.from
    const parts = Math.ceil(length / mostCaption)
    for (let part = 0; part < parts; part++) {
      const from = piece.from + Math.floor((length * part) / parts)
      const to = piece.from + Math.floor((length * (part + 1)) / parts)
      const heard = await engine.hear(samples.subarray(from, to), { mode: 'caption' })
      if (isInvented(heard.words, heard.silence)) continue
      const inside = (second: number) => (from + second * sampleRate) / sampleRate
      words.push(
        ...heard.words.map((word) => ({ ...word, start: inside(word.start), end: inside(word.end) })),
      )
    }
  }
  return segmentsOf(asWritten(words))
}

/** The words of a window in the seconds of the recording, in their order. */
function placed(heard: Heard, window: Window): Word[] {
  let first = 0
  return heard.words.map((word) => {
    // The text goes onward, whatever the times say.
    first = Math.max(first, pieceAt(window, word.start, word.end))
    return { ...word, start: secondOf(window, first, word.start), end: secondOf(window, first, word.end) }
  })
}

export interface FoundWindow {
  /** None where nobody speaks. */
  window: Window | undefined
  /** The sample at which the next one begins: what lies before it is in this one, or is no speech. */
  next: number
  /** Sound that is still to come may belong to it. */
  isOpen: boolean
}

/**
 * Windows of speech, as they fill; the last one is what is left. Where more sound is to come (`goesOn`), that one is open, and whoever still
 * speaks at the end belongs to the next.
 */
export async function* windowsOf(
  samples: Float32Array | AsyncIterable<Float32Array>,
  engine: Pick<SpeechEngine, 'voice'>,
  { goesOn = false } = {},
): AsyncGenerator<FoundWindow> {
  const finder = new PieceFinder()
  const packer = new WindowPacker()
  const tape = new Tape()
  let state: Awaited<ReturnType<SpeechEngine['voice']>>['state'] | undefined
  let length = 0
  const packed = (pieces: readonly Piece[]): FoundWindow[] =>
    pieces.flatMap((piece) => {
      const window = packer.add(tape.cut(piece), piece.from)
      return window ? [{ window, next: piece.from, isOpen: false }] : []
    })
  for await (const block of blocksOf(samples)) {
    tape.add(block)
    length += block.length
    const heard = await engine.voice(inWholeFrames(block), state)
    state = heard.state
    yield* packed(finder.add(heard.probabilities))
    tape.forget(finder.openFrom)
  }
  if (!goesOn) yield* packed(finder.end())
  yield { window: packer.end(), next: goesOn ? Math.min(finder.openFrom, length) : length, isOpen: goesOn }
}

/** Sound of any lengths as blocks of one length, the last one shorter. */
async function* blocksOf(samples: Float32Array | AsyncIterable<Float32Array>): AsyncGenerator<Float32Array> {
  const parts = samples instanceof Float32Array ? [samples] : samples
  let block = new Float32Array(blockSize)
  let length = 0
  for await (const part of parts)
    for (let from = 0; from < part.length; ) {
      const taken = part.subarray(from, from + blockSize - length)
      block.set(taken, length)
      from += taken.length
      length += taken.length
      if (length < blockSize) continue
      yield block
      block = new Float32Array(blockSize)
      length = 0
    }
  if (length > 0) yield block.subarray(0, length)
}

/** The end of a recording rarely fills a frame: silence does. */
function inWholeFrames(block: Float32Array): Float32Array {
  if (block.length % frameSize === 0) return block
  const whole = new Float32Array(Math.ceil(block.length / frameSize) * frameSize)
  whole.set(block)
  return whole
}

/** The part of the recording that may still be needed. */
class Tape {
  #from = 0
  #blocks: Float32Array[] = []

  add(block: Float32Array): void {
    this.#blocks.push(block)
  }

  /** The sound of a piece, as far as there is any. */
  cut({ from, to }: Piece): Float32Array {
    const sound = new Float32Array(Math.max(0, Math.min(to, this.#end) - from))
    let at = this.#from
    for (const block of this.#blocks) {
      const [first, last] = [Math.max(from, at), Math.min(to, at + block.length)]
      if (first < last) sound.set(block.subarray(first - at, last - at), first - from)
      at += block.length
    }
    return sound
  }

  get #end(): number {
    return this.#from + this.#blocks.reduce((sum, block) => sum + block.length, 0)
  }

  /** Lets go of the blocks that end before a sample. */
  forget(before: number): void {
    while (this.#blocks[0] && this.#from + this.#blocks[0].length <= before)
      this.#from += (this.#blocks.shift() as Float32Array).length
  }
}
