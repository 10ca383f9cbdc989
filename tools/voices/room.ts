/** A meeting room that is not there: what is said in it comes back from its walls, and it is never quite still. */
import { createFourier } from '#server/crafts/voices/fourier.ts'

const size = 65_536
const transform = createFourier(size)
const mostEcho = 6400

export interface Room {
  /** Samples after which an echo has lost two thirds. */
  decay: number
  /** How loud what comes straight is beside the first echoes. */
  direct: number
  /** Decibels of speech above noise. */
  snr: number
}

/** The room of `../shared/assets/voices/README.md`. */
export const usualRoom = (snr: number): Room => ({ decay: 1400, direct: 4, snr })

/** The same numbers for the same seed. */
export function createRandom(seed: number) {
  let state = seed >>> 0
  const uniform = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const normal = () => Math.sqrt(-2 * Math.log(uniform() + 1e-12)) * Math.cos(2 * Math.PI * uniform())
  return { uniform, normal }
}

type Random = ReturnType<typeof createRandom>

/** At most 3.6 s of speech as a microphone on the table hears it. */
export function inRoom(samples: Float32Array, room: Room, random: Random): Float32Array {
  const echo = new Float64Array(size)
  for (let at = 0; at < mostEcho; at++) echo[at] = random.normal() * Math.exp(-at / room.decay)
  echo[0] = room.direct
  const heard = convolved(samples, echo)
  const power = heard.reduce((sum, value) => sum + value * value, 0) / heard.length
  const level = 0.05 / Math.sqrt(power + 1e-12)
  const noise = lowNoise(heard.length, random)
  const share = 0.05 * 10 ** (-room.snr / 20)
  return heard.map((value, at) => value * level + (noise[at] ?? 0) * share)
}

/** Both as one complex signal, so that one transform does for the two. */
function convolved(samples: Float32Array, echo: Float64Array): Float32Array {
  const length = Math.min(samples.length, size - mostEcho)
  const real = new Float64Array(size)
  real.set(samples.subarray(0, length))
  const imaginary = echo
  transform(real, imaginary)
  const [product, turned] = [new Float64Array(size), new Float64Array(size)]
  for (let at = 0; at < size; at++) {
    const mirror = (size - at) % size
    const [a, b, c, d] = [real[at] ?? 0, imaginary[at] ?? 0, real[mirror] ?? 0, imaginary[mirror] ?? 0]
    // The spectra of the two, (a + c, b − d) / 2 and (b + d, c − a) / 2, multiplied.
    product[at] = ((a + c) * (b + d) - (b - d) * (c - a)) / 4
    turned[at] = ((a + c) * (c - a) + (b - d) * (b + d)) / 4
  }
  transform(turned, product)
  return Float32Array.from(product.subarray(0, length), (value) => value / size)
}

/** Noise of unit power, of which the high is taken away, as of fans and streets. */
function lowNoise(length: number, random: Random): Float64Array {
  let last = 0
  const noise = Float64Array.from({ length }, () => {
    last = 0.9 * last + random.normal()
    return last
  })
  const deviation = Math.sqrt(noise.reduce((sum, value) => sum + value * value, 0) / length)
  return noise.map((value) => value / deviation)
}
