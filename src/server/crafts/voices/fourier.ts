/** A Fourier transform of a power of two. */

/** Real and imaginary parts are replaced by those of the frequencies; for the way back exchange the two and divide by `size`. */
export type Fourier = (real: Float64Array, imaginary: Float64Array) => void

export function createFourier(size: number): Fourier {
  const cosines = Float64Array.from({ length: size / 2 }, (_, at) => Math.cos((2 * Math.PI * at) / size))
  const sines = Float64Array.from({ length: size / 2 }, (_, at) => Math.sin((2 * Math.PI * at) / size))
  const bits = Math.log2(size)
  const reversed = Uint32Array.from({ length: size }, (_, at) => {
    let [from, to] = [at, 0]
    for (let bit = 0; bit < bits; bit++) {
      to = (to << 1) | (from & 1)
      from >>= 1
    }
    return to
  })

  function reorder(values: Float64Array): void {
    for (let at = 0; at < size; at++) {
      const other = reversed[at] ?? 0
      if (other <= at) continue
      const value = values[at] ?? 0
      values[at] = values[other] ?? 0
      values[other] = value
    }
  }

  return function transform(real, imaginary) {
    reorder(real)
    reorder(imaginary)
    for (let half = 1; half < size; half *= 2) {
      const step = size / (2 * half)
      for (let start = 0; start < size; start += 2 * half)
        for (let low = start, turn = 0; low < start + half; low++, turn += step) {
          const cosine = cosines[turn] as number
          const sine = sines[turn] as number
          const high = low + half
          const x = real[high] as number
          const y = imaginary[high] as number
          const a = x * cosine + y * sine
          const b = y * cosine - x * sine
          const c = real[low] as number
          const d = imaginary[low] as number
          real[low] = c + a
          imaginary[low] = d + b
          real[high] = c - a
          imaginary[high] = d - b
        }
    }
  }
}
