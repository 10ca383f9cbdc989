/** Pictures for the process that stands in for the weights: five grey fields say who is to be seen, how, in which view, and how narrow. */
import { asJpeg } from '#server/crafts/faces/fixtures.ts'

export const shown = ['face', 'nobody', 'several', 'small', 'dark'] as const
export type Shown = (typeof shown)[number]

export const fieldSide = 32

interface Pose {
  turn?: number
  view?: number
  what?: Shown
  /** Of its width looking ahead. */
  tenths?: number
}

/** `person` from 0 to 13; 14 and 15 are twins. `turn` from -1 to 1, positive to the person's left. */
export function aShot(person: number, { turn = 0, view = 0, what = 'face', tenths = 10 }: Pose = {}): Buffer {
  const fields = [
    level(person),
    128 + Math.round(turn * 100),
    level(shown.indexOf(what)),
    level(view),
    level(tenths),
  ]
  const width = fieldSide * fields.length
  const dots = new Uint8Array(width * fieldSide * 3)
  for (let at = 0; at < width * fieldSide; at++)
    dots.fill(fields[Math.floor((at % width) / fieldSide)] ?? 0, at * 3, at * 3 + 3)
  return asJpeg({ width, height: fieldSide, dots })
}

const level = (number: number) => number * 16 + 8
