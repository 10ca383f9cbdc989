/** Where somebody speaks: frames of probability become pieces of speech with a little air around them. */

/** Samples of one frame of voice activity. */
export const frameSize = 512

/** Samples of the recording, from the first. */
export interface Piece {
  from: number
  to: number
}

const certain = 0.5
/** Speech that has begun goes on while it is at least so likely. */
const lasting = 0.35
/** A pause of so many frames ends a piece; shorter ones are part of it. */
const pauseFrames = 16
/** A piece shorter than this is a knock or a cough. */
const fewestFrames = 4
/** Somewhere in it a piece must be at least so likely: what merely hums along never is. */
const clear = 0.7
const airBefore = 12
const airAfter = 8
/** Longer pieces are cut where speech is least likely, so that each fits a window. */
const mostFrames = 28 * 31
/** The cut is looked for in the last part of it. */
const cutWithin = 9 * 31

/**
 * Finds pieces frame by frame, in order and never overlapping. `add` gives those that have ended for certain; `end` the last one. Each is
 * at most 28 seconds and a little air.
 */
export class PieceFinder {
  #frame = 0
  #begin = -1
  #quiet = 0
  #best = 0
  #since: number[] = []
  #free = 0

  /** The first frame that may still become part of a piece. */
  get openFrom(): number {
    return Math.max(this.#free, (this.#begin < 0 ? this.#frame : this.#begin) - airBefore) * frameSize
  }

  add(probabilities: Float32Array): Piece[] {
    const found: Piece[] = []
    for (const probability of probabilities) {
      const piece = this.#step(probability)
      if (piece) found.push(piece)
    }
    return found
  }

  end(): Piece[] {
    const piece = this.#begin < 0 ? undefined : this.#close(this.#frame - this.#quiet)
    return piece ? [piece] : []
  }

  #step(probability: number): Piece | undefined {
    const frame = this.#frame++
    if (this.#begin < 0) {
      if (probability < certain) return undefined
      this.#begin = frame
      this.#quiet = 0
      this.#best = 0
      this.#since = []
    }
    this.#since.push(probability)
    this.#best = Math.max(this.#best, probability)
    this.#quiet = probability < lasting ? this.#quiet + 1 : 0
    if (this.#quiet >= pauseFrames) return this.#close(frame + 1 - this.#quiet)
    if (this.#since.length < mostFrames) return undefined
    return this.#cut()
  }

  /** Ends the piece where speech is least likely; the rest goes on as the next one. */
  #cut(): Piece | undefined {
    const from = this.#since.length - cutWithin
    let at = from
    for (let i = from; i < this.#since.length; i++)
      if ((this.#since[i] as number) < (this.#since[at] as number)) at = i
    const rest = this.#since.slice(at)
    const begin = this.#begin
    const piece = this.#pieceOf(begin, begin + at, 0)
    this.#free = begin + at
    this.#begin = begin + at
    this.#since = rest
    this.#best = Math.max(...rest)
    return piece
  }

  #close(to: number): Piece | undefined {
    const isSpeech = to - this.#begin >= fewestFrames && this.#best >= clear
    const piece = isSpeech ? this.#pieceOf(this.#begin, to, airAfter) : undefined
    this.#begin = -1
    this.#quiet = 0
    return piece
  }

  #pieceOf(begin: number, end: number, air: number): Piece {
    const from = Math.max(this.#free, begin - airBefore) * frameSize
    const to = (end + air) * frameSize
    this.#free = end + air
    return { from, to }
  }
}
