/** Sound of any rate as 16,000 samples a second: a low-pass first, so that nothing above 8 kHz folds back into speech. */

export const soundRate = 16_000

/** Zero crossings of the sinc on each side: with the window below 80 dB down at 8 kHz, flat to 6.8 kHz. */
const crossings = 32
const windowBeta = 7.86
/** Half way down, in Hz of sound at 16 kHz. */
const cutoff = 7_400

export interface Resampler {
  /** What can be given of all samples so far. */
  push(samples: Float32Array): Float32Array
  /** The rest, once nothing more comes. */
  end(): Float32Array
}

/** Takes pieces of any length, keeps a few milliseconds between them; the work is the same for each sample. `rate` is a whole number of Hz. */
export function createResampler(rate: number): Resampler {
  if (rate === soundRate) return { push: (samples) => samples, end: () => new Float32Array(0) }
  const divisor = greatestCommonDivisor(rate, soundRate)
  const up = soundRate / divisor
  const down = rate / divisor
  const { filters, half } = filtersFor(rate, up)
  const taps = 2 * half + 1
  /** Input from `start` on; before the first sample lies silence. */
  let kept = new Float32Array(half)
  let start = -half
  let given = 0
  let received = 0

  function give(until: number): Float32Array {
    // Output n stands at input n·down/up and needs `half` samples on each side.
    const last = Math.floor(((until - half) * up - 1) / down)
    const count = Math.max(0, last - given + 1)
    const output = new Float32Array(count)
    for (let index = 0; index < count; index++) {
      const position = (given + index) * down
      const whole = Math.floor(position / up)
      const filter = filters(position - whole * up)
      const from = whole - half - start
      let sum = 0
      for (let tap = 0; tap < taps; tap++) sum += (kept[from + tap] ?? 0) * (filter[tap] ?? 0)
      output[index] = sum
    }
    given += count
    const keepFrom = Math.max(0, Math.min(kept.length, Math.floor((given * down) / up) - half - start))
    kept = kept.slice(keepFrom)
    start += keepFrom
    return output
  }

  function add(samples: Float32Array): void {
    const joined = new Float32Array(kept.length + samples.length)
    joined.set(kept)
    joined.set(samples, kept.length)
    kept = joined
  }

  return {
    push(samples) {
      add(samples)
      received += samples.length
      return give(received)
    },
    end() {
      const open = Math.ceil((received * up) / down) - given
      add(new Float32Array(half + 1))
      return give(received + half + 1).subarray(0, Math.max(0, open))
    },
  }
}

/** One filter for each place an output sample may have between two input samples; made when first asked for. */
function filtersFor(rate: number, up: number) {
  const bandwidth = cutoff / Math.max(rate, soundRate)
  const half = Math.ceil(crossings / (2 * bandwidth))
  const made: Float32Array[] = []
  const filters = (phase: number): Float32Array => {
    made[phase] ??= filterAt(phase / up, half, bandwidth)
    return made[phase]
  }
  return { filters, half }
}

/** A windowed sinc around `offset` (0 to 1) whose sum is 1. `bandwidth` in cycles a sample. */
function filterAt(offset: number, half: number, bandwidth: number): Float32Array {
  const filter = new Float32Array(2 * half + 1)
  let sum = 0
  for (let tap = 0; tap < filter.length; tap++) {
    const x = tap - half - offset
    const angle = 2 * Math.PI * bandwidth * x
    const sinc = Math.abs(x) < 1e-9 ? 1 : Math.sin(angle) / angle
    const place = x / (half + 1)
    const value = sinc * bessel(windowBeta * Math.sqrt(Math.max(0, 1 - place * place)))
    filter[tap] = value
    sum += value
  }
  return filter.map((value) => value / sum)
}

/** The modified Bessel function of order nought, of which Kaiser's window is made. */
function bessel(x: number): number {
  let [sum, term] = [1, 1]
  for (let k = 1; k < 40; k++) {
    term *= (x / (2 * k)) ** 2
    sum += term
  }
  return sum
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b)
}
