/** Pieces of speech packed into windows the engine hears at once, and the way back to the seconds of the recording. */
import { sampleRate } from '../model.ts'

/** A window holds at most 28 seconds: what comes near Whisper's thirty is cut off by it now and then. */
export const mostSamples = 28 * sampleRate + 4 * 512
/** Silence put between two pieces, so that the engine hears where one ends. */
const between = 0.35 * sampleRate

interface Placed {
  /** Samples from the beginning of the window and of the recording. */
  at: number
  from: number
  length: number
}

export interface Window {
  samples: Float32Array
  pieces: readonly Placed[]
}

/** Fills one window after the other. `add` gives the window that is full, `end` what is left. */
export class WindowPacker {
  #pieces: Placed[] = []
  #sounds: Float32Array[] = []
  #length = 0

  /** `samples` is the sound of the piece, which begins at sample `from` of the recording. */
  add(samples: Float32Array, from: number): Window | undefined {
    const gap = this.#pieces.length === 0 ? 0 : between
    const full = this.#length + gap + samples.length > mostSamples ? this.end() : undefined
    const at = this.#pieces.length === 0 ? 0 : this.#length + between
    this.#pieces.push({ at, from, length: samples.length })
    this.#sounds.push(samples)
    this.#length = at + samples.length
    return full
  }

  end(): Window | undefined {
    if (this.#pieces.length === 0) return undefined
    const samples = new Float32Array(this.#length)
    for (const [index, { at }] of this.#pieces.entries()) samples.set(this.#sounds[index] as Float32Array, at)
    const window = { samples, pieces: this.#pieces }
    this.#pieces = []
    this.#sounds = []
    this.#length = 0
    return window
  }
}

/** Which piece of a window what was said from `start` to `end` belongs to: the one it shares most with, else the nearest. */
export function pieceAt(window: Pick<Window, 'pieces'>, start: number, end: number): number {
  let [best, most] = [0, Number.NEGATIVE_INFINITY]
  for (const [index, { at, length }] of window.pieces.entries()) {
    // Negative is the way to it.
    const shared = Math.min(end * sampleRate, at + length) - Math.max(start * sampleRate, at)
    if (shared > most) [best, most] = [index, shared]
  }
  return best
}

/** A second of the window as a second of the recording, within the piece it is said to belong to. */
export function secondOf(window: Pick<Window, 'pieces'>, piece: number, second: number): number {
  const { at, from, length } = window.pieces[piece] as Placed
  return (from + Math.min(Math.max(second * sampleRate - at, 0), length)) / sampleRate
}
