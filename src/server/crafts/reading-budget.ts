/** Thrown when reading a file costs more than any honest file of its size does. */
export class BudgetSpent extends Error {}

const mega = 1 << 20
const turnMs = 1
const longestRestMs = 4
/** Steps between two looks at the clock: some hundred microseconds. */
const lookEvery = 10_000

const rests = { isOn: false, since: 0, cell: new Int32Array(new SharedArrayBuffer(4)) }

/**
 * From here on reading rests as long as it worked, a millisecond at a time: whoever else wants the processor finds it free
 * and need not wait for a whole turn of the scheduler, at each of the many steps that answering a page takes. For a process
 * that does nothing but read.
 */
export function readInTurns(): void {
  rests.isOn = true
}

function rest(): void {
  const worked = performance.now() - rests.since
  if (worked < turnMs) return
  Atomics.wait(rests.cell, 0, 0, Math.min(worked, longestRestMs))
  rests.since = performance.now()
}

/**
 * What reading one file may cost: steps (a byte looked at, an object made) and bytes (unpacked, copied, hashed). Every
 * read is charged; once spent it stays spent, so that nobody can go on by catching the error.
 */
export class Budget {
  #steps: number
  #bytes: number
  #nextRest: number

  constructor(limits: { steps: number; bytes: number }) {
    this.#steps = limits.steps
    this.#bytes = limits.bytes
    this.#nextRest = rests.isOn ? limits.steps - lookEvery : Number.NEGATIVE_INFINITY
  }

  /** Grows with the file, so that a small one is always read quickly: at most about 2 s on one core. */
  static forFile(size: number): Budget {
    return new Budget({
      steps: Math.min(3_000_000 + 12 * size, 60_000_000),
      bytes: Math.min(64 * mega + 32 * size, 400 * mega),
    })
  }

  get isSpent(): boolean {
    return this.#steps < 0 || this.#bytes < 0
  }

  step(count = 1): void {
    this.#steps -= count
    if (this.#steps < 0) throw new BudgetSpent('too many steps')
    if (this.#steps < this.#nextRest) {
      this.#nextRest = this.#steps - lookEvery
      rest()
    }
  }

  takeBytes(count: number): void {
    this.#bytes -= count
    if (this.#bytes < 0) throw new BudgetSpent('too many bytes')
    if (rests.isOn) rest()
  }
}
