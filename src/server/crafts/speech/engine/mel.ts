/** The picture of sound Whisper looks at: 80 bands of pitch, a hundred columns a second, in logarithms. */

const size = 400
const hop = 160
const bins = size / 2 + 1
export const bands = 80
const factors = [4, 4, 5, 5]

const window = Float64Array.from({ length: size }, (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / size))
const cosines = Float64Array.from({ length: size }, (_, i) => Math.cos((2 * Math.PI * i) / size))
const sines = Float64Array.from({ length: size }, (_, i) => -Math.sin((2 * Math.PI * i) / size))
const filters = melFilters()

/** The picture of `columns` hundredths of a second from the first sample, band by band; behind the last sample it is silent. */
export function melOf(samples: Float32Array, columns: number): Float32Array {
  const picture = new Float32Array(bands * columns)
  const [first, second] = [new Float64Array(bins), new Float64Array(bins)]
  const real = new Float64Array(size)
  const imaginary = new Float64Array(size)
  const quiet = Math.log10(1e-10)
  let loudest = quiet
  for (let column = 0; column < columns; column += 2) {
    // Two real columns are one complex one: half the work.
    const heard = fill(real, samples, column) + fill(imaginary, samples, column + 1)
    if (heard === 0) {
      for (let band = 0; band < bands; band++)
        picture.fill(
          quiet,
          band * columns + column,
          Math.min(band * columns + column + 2, (band + 1) * columns),
        )
      continue
    }
    const [re, im] = transform(real, imaginary)
    for (let bin = 0; bin < bins; bin++) {
      const mirror = (size - bin) % size
      const a = re[bin] as number
      const b = im[bin] as number
      const c = re[mirror] as number
      const d = im[mirror] as number
      first[bin] = ((a + c) ** 2 + (b - d) ** 2) / 4
      second[bin] = ((b + d) ** 2 + (c - a) ** 2) / 4
    }
    for (const [offset, power] of [first, second].entries()) {
      if (column + offset >= columns) break
      for (let band = 0; band < bands; band++) {
        const value = Math.log10(Math.max(1e-10, throughFilter(power, band)))
        picture[band * columns + column + offset] = value
        if (value > loudest) loudest = value
      }
    }
  }
  const floor = loudest - 8
  for (let i = 0; i < picture.length; i++) picture[i] = (Math.max(picture[i] as number, floor) + 4) / 4
  return picture
}

/** Writes the samples around a column into a buffer, weighed by the window; says how many are not silent. */
function fill(into: Float64Array, samples: Float32Array, column: number): number {
  const from = column * hop - size / 2
  let loud = 0
  for (let i = 0; i < size; i++) {
    // Before the first sample the sound is mirrored, as the model was taught.
    const at = from + i < 0 ? -(from + i) : from + i
    const sample = at < samples.length ? (samples[at] as number) : 0
    if (sample !== 0) loud++
    into[i] = sample * (window[i] as number)
  }
  return loud
}

function throughFilter(power: Float64Array, band: number): number {
  const { from, weights } = filters[band] as { from: number; weights: Float64Array }
  let sum = 0
  for (let i = 0; i < weights.length; i++) sum += (weights[i] as number) * (power[from + i] as number)
  return sum
}

const spare = [new Float64Array(size), new Float64Array(size)] as const
const other = [new Float64Array(size), new Float64Array(size)] as const

/** The discrete Fourier transform of 400 complex numbers, by Stockham's way through 4 · 4 · 5 · 5. */
function transform(real: Float64Array, imaginary: Float64Array): readonly [Float64Array, Float64Array] {
  let [xr, xi]: readonly [Float64Array, Float64Array] = [real, imaginary]
  let [yr, yi]: readonly [Float64Array, Float64Array] = spare
  let n = size
  let stride = 1
  for (const radix of factors) {
    const part = n / radix
    const turn = size / n
    const small = size / radix
    for (let j = 0; j < part; j++)
      for (let a = 0; a < radix; a++) {
        const twiddle = (a * j * turn) % size
        const wr = cosines[twiddle] as number
        const wi = sines[twiddle] as number
        for (let k = 0; k < stride; k++) {
          let [sr, si] = [0, 0]
          for (let b = 0; b < radix; b++) {
            const root = (a * b * small) % size
            const cr = cosines[root] as number
            const ci = sines[root] as number
            const at = k + stride * (j + part * b)
            sr += (xr[at] as number) * cr - (xi[at] as number) * ci
            si += (xr[at] as number) * ci + (xi[at] as number) * cr
          }
          const to = k + stride * (radix * j + a)
          yr[to] = sr * wr - si * wi
          yi[to] = sr * wi + si * wr
        }
      }
    n = part
    stride *= radix
    const next: readonly [Float64Array, Float64Array] = xr === real ? other : [xr, xi]
    ;[xr, xi] = [yr, yi]
    ;[yr, yi] = next
  }
  return [xr, xi]
}

/** Slaney's scale: even steps up to a thousand hertz, even ratios above; each triangle holds the same energy. */
function melFilters(): { from: number; weights: Float64Array }[] {
  const step = Math.log(6.4) / 27
  const toMel = (hertz: number) => (hertz < 1000 ? (hertz * 3) / 200 : 15 + Math.log(hertz / 1000) / step)
  const toHertz = (mel: number) => (mel < 15 ? (mel * 200) / 3 : 1000 * Math.exp(step * (mel - 15)))
  const top = toMel(8000)
  const edges = Array.from({ length: bands + 2 }, (_, i) => toHertz((top * i) / (bands + 1)))
  return Array.from({ length: bands }, (_, band) => {
    const [low, middle, high] = edges.slice(band, band + 3) as [number, number, number]
    const all = Float64Array.from({ length: bins }, (_, bin) => {
      const hertz = (bin * 8000) / (bins - 1)
      const slope = Math.min((hertz - low) / (middle - low), (high - hertz) / (high - middle))
      return (Math.max(0, slope) * 2) / (high - low)
    })
    const from = all.findIndex((weight) => weight > 0)
    const to = all.findLastIndex((weight) => weight > 0)
    return { from, weights: all.slice(from, to + 1) }
  })
}
