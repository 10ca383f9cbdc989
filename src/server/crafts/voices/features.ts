/**
 * What a few seconds of speech sound like, whatever is said: mean and deviation of cepstra and of how they change, and the pitch.
 * 81 numbers, of the loudest seven tenths of the frames.
 */
import { createFourier } from './fourier.ts'
import { pitchOf } from './pitch.ts'

export const voiceRate = 16_000
export const featureCount = 81
/** Less speech than this has no voice in it. */
export const leastSeconds = 0.5

const frameLength = 400
const frameStep = 160
const fourierSize = 512
const bands = 40
const cepstra = 20
const [lowestHz, highestHz] = [60, 7600]
const preEmphasis = 0.97
const keptShare = 0.7
const floor = 1e-10

const transform = createFourier(fourierSize)
const hamming = Float64Array.from(
  { length: frameLength },
  (_, at) => 0.54 - 0.46 * Math.cos((2 * Math.PI * at) / (frameLength - 1)),
)
const filters = melFilters()
/** Orthonormal. */
const cosines = Array.from({ length: cepstra }, (_, row) =>
  Float64Array.from(
    { length: bands },
    (_, band) =>
      Math.sqrt((row === 0 ? 1 : 2) / bands) * Math.cos((Math.PI * row * (2 * band + 1)) / (2 * bands)),
  ),
)

/** Undefined where there is too little, or nothing but silence. */
export function voiceFeatures(samples: Float32Array): Float64Array | undefined {
  if (samples.length < leastSeconds * voiceRate) return undefined
  const { rows, loudness } = cepstraOf(samples)
  const count = rows.length
  const sorted = Float64Array.from(loudness).sort()
  const threshold = sorted[Math.floor(count * (1 - keptShare))] ?? 0
  if ((sorted[count - 1] ?? 0) <= Math.log(floor) + 1) return undefined
  const kept = rows.flatMap((row, at) => {
    if ((loudness[at] ?? 0) < threshold) return []
    const before = rows[Math.max(0, at - 1)] ?? row
    const after = rows[Math.min(count - 1, at + 1)] ?? row
    const joined = new Float64Array(2 * cepstra)
    for (let index = 0; index < cepstra; index++) {
      joined[index] = row[index] ?? 0
      joined[cepstra + index] = ((after[index] ?? 0) - (before[index] ?? 0)) / 2
    }
    return [joined]
  })
  const { mean, deviation } = meanAndDeviation(kept)
  const features = new Float64Array(featureCount)
  // The mean of c0 is how loud it was, which says nothing of a voice.
  features.set(mean.subarray(1))
  features.set(deviation, 2 * cepstra - 1)
  features.set(pitchOf(samples), 4 * cepstra - 1)
  return features
}

function cepstraOf(samples: Float32Array) {
  const real = new Float64Array(fourierSize)
  const imaginary = new Float64Array(fourierSize)
  const logs = new Float64Array(bands)
  const rows: Float64Array[] = []
  const loudness: number[] = []
  for (let start = 0; start + frameLength <= samples.length; start += frameStep) {
    let energy = 0
    real.fill(0)
    imaginary.fill(0)
    for (let at = 0; at < frameLength; at++) {
      const [here, before] = [samples[start + at] ?? 0, samples[start + at - 1] ?? 0]
      energy += here * here
      real[at] = (here - preEmphasis * before) * (hamming[at] ?? 0)
    }
    transform(real, imaginary)
    for (let at = 0; at <= fourierSize / 2; at++) real[at] = (real[at] ?? 0) ** 2 + (imaginary[at] ?? 0) ** 2
    for (let band = 0; band < bands; band++) {
      const { first, weights } = filters[band] ?? { first: 0, weights: [] }
      let sum = 0
      for (let at = 0; at < weights.length; at++) sum += (weights[at] ?? 0) * (real[first + at] ?? 0)
      logs[band] = Math.log(sum + floor)
    }
    rows.push(
      Float64Array.from(cosines, (cosine) =>
        cosine.reduce((sum, value, band) => sum + value * (logs[band] ?? 0), 0),
      ),
    )
    loudness.push(Math.log(energy + floor))
  }
  return { rows, loudness }
}

function meanAndDeviation(rows: Float64Array[]) {
  const width = 2 * cepstra
  const mean = new Float64Array(width)
  const deviation = new Float64Array(width)
  for (const row of rows)
    for (let at = 0; at < width; at++) mean[at] = (mean[at] ?? 0) + (row[at] ?? 0) / rows.length
  for (const row of rows)
    for (let at = 0; at < width; at++)
      deviation[at] = (deviation[at] ?? 0) + ((row[at] ?? 0) - (mean[at] ?? 0)) ** 2 / rows.length
  return { mean, deviation: deviation.map(Math.sqrt) }
}

/** Triangles evenly spaced by how the ear hears pitch. */
function melFilters() {
  const toMel = (hertz: number) => 2595 * Math.log10(1 + hertz / 700)
  const toHertz = (mel: number) => 700 * (10 ** (mel / 2595) - 1)
  const [low, high] = [toMel(lowestHz), toMel(highestHz)]
  const edges = Array.from(
    { length: bands + 2 },
    (_, at) => (toHertz(low + ((high - low) * at) / (bands + 1)) * fourierSize) / voiceRate,
  )
  return Array.from({ length: bands }, (_, band) => {
    const [left = 0, middle = 0, right = 0] = edges.slice(band, band + 3)
    const first = Math.ceil(left)
    const weights = Array.from({ length: Math.max(0, Math.floor(right) - first + 1) }, (_, at) => {
      const place = first + at
      return Math.max(
        0,
        place < middle ? (place - left) / (middle - left) : (right - place) / (right - middle),
      )
    })
    return { first, weights }
  })
}
