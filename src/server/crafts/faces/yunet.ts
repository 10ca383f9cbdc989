/** Faces by YuNet (OpenCV zoo, March 2023): what goes into the network and what its numbers mean. */
import type { FivePoints, FoundFace, Picture, Point } from './model.ts'

/** The network looks at squares of this size only. */
export const yunetSide = 640
const strides = [8, 16, 32] as const
/** OpenCV's own: two boxes that share more are one face. */
const mostShared = 0.3
const leastScore = 0.6
const mostCandidates = 500

/** The numbers of the network by the name of its output: `cls_8`, `obj_8`, `bbox_8`, `kps_8`, and of 16 and 32. */
export type YunetOutput = Readonly<Record<string, Float32Array>>

export const yunetOutputs = strides.flatMap((stride) =>
  ['cls', 'obj', 'bbox', 'kps'].map((name) => `${name}_${stride}`),
)

export interface YunetInput {
  /** Blue, green, red, each a square of 640 times 640, from 0 to 255. */
  data: Float32Array
  /** So many dots of the square are one of the picture. */
  scale: number
}

/** The picture in the upper left of the square, as large as it goes but not enlarged more than twice; the rest is black. */
export function yunetInput({ width, height, dots }: Picture): YunetInput {
  const scale = Math.min(2, yunetSide / width, yunetSide / height)
  const plane = yunetSide * yunetSide
  const data = new Float32Array(3 * plane)
  const across = Math.min(yunetSide, Math.round(width * scale))
  const down = Math.min(yunetSide, Math.round(height * scale))
  if (scale === 1) {
    copyAsItIs(dots, width, height, data)
    return { data, scale }
  }
  const columns = placesAlong(across, width, scale)
  const rows = placesAlong(down, height, scale)
  for (let y = 0; y < down; y++) {
    const { first: above, second: below, part: fy } = rows[y] ?? nowhere
    for (let x = 0; x < across; x++) {
      const { first: left, second: right, part: fx } = columns[x] ?? nowhere
      const at = y * yunetSide + x
      for (let colour = 0; colour < 3; colour++) {
        const upper = mix(dots, above * width + left, above * width + right, colour, fx)
        const lower = mix(dots, below * width + left, below * width + right, colour, fx)
        data[(2 - colour) * plane + at] = upper + (lower - upper) * fy
      }
    }
  }
  return { data, scale }
}

/** A camera's picture mostly fits as it is. */
function copyAsItIs(dots: Uint8Array, width: number, height: number, data: Float32Array): void {
  const plane = yunetSide * yunetSide
  for (let y = 0, from = 0; y < height; y++) {
    for (let to = y * yunetSide; to < y * yunetSide + width; to++, from += 3) {
      data[2 * plane + to] = dots[from] ?? 0
      data[plane + to] = dots[from + 1] ?? 0
      data[to] = dots[from + 2] ?? 0
    }
  }
}

interface Place {
  first: number
  second: number
  part: number
}

const nowhere: Place = { first: 0, second: 0, part: 0 }

/** Of each dot of the square between which two of the picture it lies. */
function placesAlong(count: number, length: number, scale: number): Place[] {
  return Array.from({ length: count }, (_, index) => {
    const place = Math.max(0, Math.min(length - 1, (index + 0.5) / scale - 0.5))
    const first = Math.floor(place)
    return { first, second: Math.min(length - 1, first + 1), part: place - first }
  })
}

function mix(dots: Uint8Array, one: number, other: number, colour: number, part: number): number {
  const value = dots[one * 3 + colour] ?? 0
  return value + ((dots[other * 3 + colour] ?? 0) - value) * part
}

/** The faces the numbers speak of, in dots of the picture, the surest first; at most 50. */
export function yunetFaces(output: YunetOutput, scale: number): FoundFace[] {
  const candidates = strides.flatMap((stride) => candidatesOf(output, stride, scale))
  candidates.sort((one, other) => other.score - one.score)
  const kept: FoundFace[] = []
  for (const face of candidates.slice(0, mostCandidates)) {
    if (kept.length === 50) break
    if (kept.every((other) => shared(face, other) <= mostShared)) kept.push(face)
  }
  return kept
}

function candidatesOf(output: YunetOutput, stride: number, scale: number): FoundFace[] {
  const [cls, obj, bbox, kps] = ['cls', 'obj', 'bbox', 'kps'].map((name) => output[`${name}_${stride}`])
  if (!cls || !obj || !bbox || !kps) throw new RangeError(`YuNet gave nothing for ${stride}`)
  const columns = yunetSide / stride
  const found: FoundFace[] = []
  for (let at = 0; at < columns * columns; at++) {
    const score = Math.sqrt(unit(cls[at]) * unit(obj[at]))
    if (!(score >= leastScore)) continue
    const [row, column] = [Math.floor(at / columns), at % columns]
    const size = stride / scale
    const box = (part: number) => bbox[at * 4 + part] ?? 0
    const width = Math.exp(Math.min(10, box(2))) * size
    const height = Math.exp(Math.min(10, box(3))) * size
    const point = (index: number): Point => ({
      x: (column + (kps[at * 10 + 2 * index] ?? 0)) * size,
      y: (row + (kps[at * 10 + 2 * index + 1] ?? 0)) * size,
    })
    const points: FivePoints = [point(0), point(1), point(2), point(3), point(4)]
    const [left, top] = [(column + box(0)) * size - width / 2, (row + box(1)) * size - height / 2]
    found.push({ left, top, width, height, points, score })
  }
  return found
}

const unit = (value = 0) => Math.max(0, Math.min(1, value))

/** Which part of what two boxes cover together both cover. */
export function shared(one: FoundFace, other: FoundFace): number {
  const across = Math.min(one.left + one.width, other.left + other.width) - Math.max(one.left, other.left)
  const down = Math.min(one.top + one.height, other.top + other.height) - Math.max(one.top, other.top)
  if (across <= 0 || down <= 0) return 0
  const both = across * down
  return both / (one.width * one.height + other.width * other.height - both)
}
