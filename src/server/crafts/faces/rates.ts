/** How often two pictures of one person are taken for one, and two of different people too. */
import { likeness, type Template, templateLength } from './model.ts'

export interface Known {
  person: string
  /** Absent where no face was found: then nothing is ever accepted. */
  template?: Template | undefined
}

export interface Rates {
  /** Pairs of one person, and of two. */
  genuine: number
  impostors: number
  atThreshold: { threshold: number; trueAccept: number; falseAccept: number }
  /** At the likeness that so great a part of the pairs of two people reaches. */
  atFalseAccept: { falseAccept: number; threshold: number; trueAccept: number }
}

/** Over all pairs of pictures. Throws `RangeError` where there is no pair of one person or none of two. */
export function ratesOf(pictures: readonly Known[], threshold: number, falseAccept: number): Rates {
  const genuine: number[] = []
  const impostors: number[] = []
  for (const [index, one] of pictures.entries()) {
    for (let at = index + 1; at < pictures.length; at++) {
      const other = pictures[at]
      if (!other) continue
      const score = one.template && other.template ? likeness(one.template, other.template) : -1
      ;(one.person === other.person ? genuine : impostors).push(score)
    }
  }
  if (genuine.length === 0 || impostors.length === 0)
    throw new RangeError('pictures of one person and of two are needed')
  const sorted = Float64Array.from(impostors).sort()
  // So many may reach it; the next one below is where it lies.
  const allowed = Math.floor(impostors.length * falseAccept)
  const bound = sorted[sorted.length - 1 - allowed] ?? 1
  return {
    genuine: genuine.length,
    impostors: impostors.length,
    atThreshold: {
      threshold,
      trueAccept: part(genuine, (score) => score >= threshold),
      falseAccept: part(impostors, (score) => score >= threshold),
    },
    atFalseAccept: {
      falseAccept,
      threshold: bound,
      trueAccept: part(genuine, (score) => score > bound),
    },
  }
}

const part = (scores: readonly number[], holds: (score: number) => boolean): number =>
  scores.filter(holds).length / scores.length

/** Templates one after another, so that thousands are compared in one go. */
export interface Gallery {
  names: readonly string[]
  templates: Float32Array
}

export function galleryOf(known: readonly { name: string; template: Template }[]): Gallery {
  const templates = new Float32Array(known.length * templateLength)
  for (const [index, { template }] of known.entries()) templates.set(template, index * templateLength)
  return { names: known.map(({ name }) => name), templates }
}

/** The name whose template is most like this one, and how much; undefined where the gallery is empty. */
export function mostLike(
  { names, templates }: Gallery,
  wanted: Template,
): { name: string; score: number } | undefined {
  let best = -1
  let score = -2
  for (let at = 0, index = 0; index < names.length; index++, at += templateLength) {
    let sum = 0
    for (let part = 0; part < templateLength; part++) sum += (wanted[part] ?? 0) * (templates[at + part] ?? 0)
    if (sum > score) [best, score] = [index, sum]
  }
  const name = names[best]
  return name === undefined ? undefined : { name, score }
}
