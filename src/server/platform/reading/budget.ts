/** Thrown when reading a file costs more than any honest file of its size does. */
export class BudgetSpent extends Error {}

const mega = 1 << 20

/**
 * What reading one file may cost: steps (a byte looked at, an object made) and bytes (unpacked, copied, hashed). Every
 * read is charged; once spent it stays spent, so that nobody can go on by catching the error.
 */
export class Budget {
  #steps: number
  #bytes: number

  constructor(limits: { steps: number; bytes: number }) {
    this.#steps = limits.steps
    this.#bytes = limits.bytes
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
  }

  takeBytes(count: number): void {
    this.#bytes -= count
    if (this.#bytes < 0) throw new BudgetSpent('too many bytes')
  }
}
