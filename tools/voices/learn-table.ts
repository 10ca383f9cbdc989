/** The table of `crafts/voices` from the features of many pieces. */
import { type Discriminants, discriminate } from './discriminate.ts'

/** Found by speakers left out in turn, never by those it is judged on. */
const settings = { kept: 65, shrinkage: 0.1 }
/** Every third speaker says where the bound lies for voices that were not learnt. */
const heldBack = 3

const source =
  'LibriSpeech (CC BY 4.0, Vassil Panayotov), 251 speakers, as in github.com/resemble-ai/Resemblyzer; learnt by tools/voices/learn.ts'

/** Of pieces told apart by `labels`. */
export function learnTable(rows: Float64Array[], labels: string[]) {
  const speakers = [...new Set(labels)]
  const back = new Set(speakers.filter((_, at) => at % heldBack === 0))
  const at = (wanted: (label: string) => boolean) =>
    labels.flatMap((label, index) => (wanted(label) ? [index] : []))
  const [learnt, left] = [at((label) => !back.has(label)), at((label) => back.has(label))]
  const some = discriminate(pick(rows, learnt), pick(labels, learnt), settings)
  const { bound, spread } = boundOf(pick(rows, left), pick(labels, left), some)
  const all = discriminate(rows, labels, settings)
  const { together, alone } = weightsOf(all)
  return {
    source,
    mean: round(all.mean),
    scale: round(all.scale),
    projection: all.projection.map(round),
    together: round(together),
    alone: round(alone),
    bound: Number(bound.toPrecision(4)),
    spread: Number(spread.toPrecision(4)),
  }
}

/** The odds of two points of length 1 having one mean, where what is within varies by 1 and what is between by `between`. */
function weightsOf({ between }: Discriminants) {
  const all = between.map((value) => value + 1)
  const both = between.map((value, at) => (all[at] ?? 0) ** 2 - value ** 2)
  return {
    together: between.map((value, at) => value / (both[at] ?? 1)),
    alone: all.map((value, at) => (1 / value - value / (both[at] ?? 1)) / 2),
  }
}

function boundOf(rows: Float64Array[], labels: string[], learnt: Discriminants) {
  const { together, alone } = weightsOf(learnt)
  const prints = rows.map((row) => project(row, learnt))
  const [same, different]: [number[], number[]] = [[], []]
  for (const [at, one] of prints.entries())
    for (let next = at + 1; next < prints.length; next++) {
      const other = prints[next] ?? one
      let score = 0
      for (let index = 0; index < one.length; index++) {
        const [a, b] = [one[index] ?? 0, other[index] ?? 0]
        score += (together[index] ?? 0) * a * b + (alone[index] ?? 0) * (a * a + b * b)
      }
      if (labels[at] === labels[next]) same.push(score)
      else different.push(score)
    }
  same.sort((a, b) => a - b)
  different.sort((a, b) => a - b)
  const mean = different.reduce((sum, score) => sum + score, 0) / different.length
  const variance = different.reduce((sum, score) => sum + (score - mean) ** 2, 0) / different.length
  // Where as large a share of the same lies below as of the different above.
  let [low, high] = [different[0] ?? 0, same.at(-1) ?? 0]
  for (let step = 0; step < 50; step++) {
    const middle = (low + high) / 2
    const missed = same.filter((score) => score < middle).length / same.length
    const taken = different.filter((score) => score >= middle).length / different.length
    if (missed < taken) low = middle
    else high = middle
  }
  return { bound: (low + high) / 2, spread: Math.sqrt(variance) }
}

function project(row: Float64Array, { mean, scale, projection }: Discriminants): Float64Array {
  const print = new Float64Array(projection[0]?.length ?? 0)
  for (const [at, directions] of projection.entries()) {
    const value = ((row[at] ?? 0) - (mean[at] ?? 0)) / (scale[at] ?? 1)
    for (let column = 0; column < print.length; column++)
      print[column] = (print[column] ?? 0) + value * (directions[column] ?? 0)
  }
  const length = Math.hypot(...print) || 1
  return print.map((value) => value / length)
}

const pick = <One>(all: readonly One[], at: readonly number[]): One[] =>
  at.flatMap((index) => all.slice(index, index + 1))
const round = (values: Iterable<number>) => Array.from(values, (value) => Number(value.toPrecision(5)))
