/** Faces by MediaPipe's BlazeFace and face mesh, as `@vladmandic/human` has them: what goes into the networks and what their numbers mean. */
import type { Similarity } from './align.ts'
import type { FivePoints, Point } from './model.ts'

export const detectorSide = 256
export const meshSide = 192
export const meshPoints = 468
/** Of the detector: a grid of 16 with two places a cell and one of 8 with six, and 17 numbers for each place. */
const grids = [
  { cells: 16, places: 2 },
  { cells: 8, places: 6 },
] as const
export const detectorPlaces = 896
export const numbersPerPlace = 17
const leastScore = 0.5
const mostShared = 0.3
const mostFaces = 10
/** The mesh looks at a square so much wider than the box of the detector. */
const around = 1.4

/** A face as the detector sees it, in dots of the picture. */
export interface RoughFace {
  middle: Point
  size: number
  rightEye: Point
  leftEye: Point
  score: number
}

const anchors: readonly Point[] = grids.flatMap(({ cells, places }) => {
  const step = detectorSide / cells
  return Array.from({ length: cells * cells * places }, (_, index) => {
    const cell = Math.floor(index / places)
    return { x: ((cell % cells) + 0.5) * step, y: (Math.floor(cell / cells) + 0.5) * step }
  })
})

/** The faces the detector's numbers speak of, the surest first. `scale`: dots of the picture for one of its own. */
export function roughFaces(numbers: Float32Array, scale: number): RoughFace[] {
  const found: RoughFace[] = []
  for (const [index, anchor] of anchors.entries()) {
    const at = index * numbersPerPlace
    const number = (offset: number) => numbers[at + offset] ?? 0
    const score = 1 / (1 + Math.exp(-number(0)))
    if (!(score >= leastScore)) continue
    const place = (offset: number): Point => ({
      x: (anchor.x + number(offset)) * scale,
      y: (anchor.y + number(offset + 1)) * scale,
    })
    const size = Math.max(number(3), number(4)) * scale
    if (!(size > 0)) continue
    found.push({ middle: place(1), size, rightEye: place(5), leftEye: place(7), score })
  }
  found.sort((one, other) => other.score - one.score)
  const kept: RoughFace[] = []
  for (const face of found) {
    if (kept.length === mostFaces) break
    if (kept.every((other) => sharedSquare(face, other) <= mostShared)) kept.push(face)
  }
  return kept
}

function sharedSquare(one: RoughFace, other: RoughFace): number {
  const reach = (one.size + other.size) / 2
  const across = Math.min(one.size, other.size, reach - Math.abs(one.middle.x - other.middle.x))
  const down = Math.min(one.size, other.size, reach - Math.abs(one.middle.y - other.middle.y))
  if (across <= 0 || down <= 0) return 0
  const both = across * down
  return both / (one.size ** 2 + other.size ** 2 - both)
}

/** Where each dot of the square the mesh looks at lies in the picture: around the face, turned so that the eyes are level. */
export function meshSquare({ middle, size, rightEye, leftEye }: RoughFace): Similarity {
  const angle = Math.atan2(leftEye.y - rightEye.y, leftEye.x - rightEye.x)
  const scale = (size * around) / meshSide
  const [a, b] = [Math.cos(angle) * scale, Math.sin(angle) * scale]
  const half = meshSide / 2
  return { a, b, right: middle.x - (a * half - b * half), down: middle.y - (b * half + a * half) }
}

/** Where the whole picture lies within the square the detector looks at. */
export function detectorSquare(width: number, height: number): { toPicture: Similarity; scale: number } {
  const scale = Math.max(width, height) / detectorSide
  return { toPicture: { a: scale, b: 0, right: scale / 2 - 0.5, down: scale / 2 - 0.5 }, scale }
}

/** Points of the mesh: corners and lids of the eyes, tip of the nose, corners of the mouth. */
const rightEye = [33, 133, 159, 145]
const leftEye = [362, 263, 386, 374]
const noseTip = 1
const mouth = [61, 291] as const

/** The five points of a mesh in dots of the square it was found in, brought into the picture. */
export function fivePoints(mesh: readonly Point[], toPicture: Similarity): FivePoints {
  const at = (index: number): Point => mesh[index] ?? { x: 0, y: 0 }
  const middleOf = (indexes: readonly number[]): Point => ({
    x: indexes.reduce((sum, index) => sum + at(index).x, 0) / indexes.length,
    y: indexes.reduce((sum, index) => sum + at(index).y, 0) / indexes.length,
  })
  const places = [middleOf(rightEye), middleOf(leftEye), at(noseTip), at(mouth[0]), at(mouth[1])]
  const [one, two, three, four, five] = places.map((point) => brought(toPicture, point))
  return [one, two, three, four, five] as FivePoints
}

const brought = ({ a, b, right, down }: Similarity, { x, y }: Point): Point => ({
  x: a * x - b * y + right,
  y: b * x + a * y + down,
})
