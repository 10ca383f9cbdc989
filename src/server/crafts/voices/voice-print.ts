/** Who speaks: a print of a voice, how alike two are, and which of those enrolled a turn belongs to. */
import { featureCount, voiceFeatures } from './features.ts'
import table from './table.json' with { type: 'json' }

/**
 * Learnt by `npm run learn-voices`: what is usual of each feature, the directions in which speakers differ, and what it says in each of
 * them that two voices are far out, alone and to the same side.
 */
const { mean, scale, projection, together, alone, bound, spread } = table

export const printLength = together.length

/**
 * Of one piece of speech at 16 kHz by one voice, best of 1.5 to 10 seconds: numbers that are alike for one speaker whatever he says. Of length 1.
 * Undefined where there are less than half a second or nothing but silence.
 */
export function voicePrint(samples: Float32Array): Float32Array | undefined {
  const features = voiceFeatures(samples)
  if (!features) return undefined
  const print = new Float32Array(printLength)
  for (let at = 0; at < featureCount; at++) {
    const value = ((features[at] ?? 0) - (mean[at] ?? 0)) / (scale[at] ?? 1)
    const row = projection[at] ?? []
    for (let column = 0; column < printLength; column++)
      print[column] = (print[column] ?? 0) + value * (row[column] ?? 0)
  }
  return ofLengthOne(print)
}

/**
 * How much rather two prints are of one voice than of two, by the logarithm of the odds two covariances give (within a speaker, between
 * speakers). At 0 as many of one voice are told apart as of two taken for one; other voices lie about 1 around their mean.
 */
export function likeness(one: Float32Array, other: Float32Array): number {
  let sum = 0
  for (let at = 0; at < printLength; at++) {
    const a = one[at] ?? 0
    const b = other[at] ?? 0
    sum += (together[at] ?? 0) * a * b + (alone[at] ?? 0) * (a * a + b * b)
  }
  return (sum - bound) / spread
}

/** One print of several turns of one voice. */
export function meanPrint(prints: readonly Float32Array[]): Float32Array {
  const sum = new Float32Array(printLength)
  for (const print of prints)
    for (let at = 0; at < sum.length; at++) sum[at] = (sum[at] ?? 0) + (print[at] ?? 0)
  return ofLengthOne(sum)
}

export interface Enrolled {
  name: string
  print: Float32Array
}

/** Below `least` nobody enrolled is meant; a second as near as `leastLead` makes it nobody as well. */
export const usualBounds = { least: 0, leastLead: 0.3 }

export interface Speaker {
  /** Undefined: unknown. */
  name: string | undefined
  likeness: number
}

/** Which of those enrolled a turn belongs to. "Unknown" is an answer: better nobody than the wrong one. */
export function whoSpoke(
  print: Float32Array,
  enrolled: readonly Enrolled[],
  { least, leastLead } = usualBounds,
): Speaker {
  const found = enrolled
    .map(({ name, print: known }) => ({ name, likeness: likeness(print, known) }))
    .sort((a, b) => b.likeness - a.likeness)
  const [best, next] = found
  if (!best) return { name: undefined, likeness: Number.NEGATIVE_INFINITY }
  const isClear =
    best.likeness >= least && best.likeness - (next?.likeness ?? Number.NEGATIVE_INFINITY) >= leastLead
  return { name: isClear ? best.name : undefined, likeness: best.likeness }
}

function ofLengthOne(print: Float32Array): Float32Array {
  const length = Math.hypot(...print) || 1
  return print.map((value) => value / length)
}
