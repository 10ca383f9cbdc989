/** A face turned upright and brought to the size and place the network for faces was taught with. */
import type { FivePoints, Picture, Point } from './model.ts'

export const alignedSize = 112

/** Where the five points lie in an aligned face (ArcFace's places, which SFace was taught with). */
export const alignedPoints: FivePoints = [
  { x: 38.2946, y: 51.6963 },
  { x: 73.5318, y: 51.5014 },
  { x: 56.0252, y: 71.7366 },
  { x: 41.5493, y: 92.3655 },
  { x: 70.7299, y: 92.2041 },
]

/** Turning, even scaling and shifting: `x' = a·x − b·y + right`, `y' = b·x + a·y + down`. */
export interface Similarity {
  a: number
  b: number
  right: number
  down: number
}

/** The similarity that brings the points nearest to the others, by least squares. Throws `RangeError` where all points are one. */
export function fitSimilarity(from: readonly Point[], to: readonly Point[]): Similarity {
  const middle = meanOf(from)
  const goal = meanOf(to)
  let [spread, along, across] = [0, 0, 0]
  for (const [index, { x, y }] of from.entries()) {
    const [dx, dy] = [x - middle.x, y - middle.y]
    const [gx, gy] = [(to[index]?.x ?? 0) - goal.x, (to[index]?.y ?? 0) - goal.y]
    spread += dx * dx + dy * dy
    along += dx * gx + dy * gy
    across += dx * gy - dy * gx
  }
  if (!(spread > 1e-9)) throw new RangeError('the points of the face are one point')
  const [a, b] = [along / spread, across / spread]
  return { a, b, right: goal.x - (a * middle.x - b * middle.y), down: goal.y - (b * middle.x + a * middle.y) }
}

export function apply({ a, b, right, down }: Similarity, { x, y }: Point): Point {
  return { x: a * x - b * y + right, y: b * x + a * y + down }
}

export function invert({ a, b, right, down }: Similarity): Similarity {
  const size = a * a + b * b
  if (!(size > 1e-12)) throw new RangeError('a face of no size')
  const [back, turn] = [a / size, -b / size]
  return { a: back, b: turn, right: -(back * right - turn * down), down: -(turn * right + back * down) }
}

/** The face by its five points, 112 dots wide and high. */
export function alignFace(picture: Picture, points: FivePoints): Picture {
  return warp(picture, invert(fitSimilarity(points, alignedPoints)), alignedSize)
}

/**
 * A square cut out of a picture: `toPicture` says where each of its dots lies there. Between dots it is weighed, what lies outside is
 * black. Where the picture is more than twice as fine, several places are looked at for each dot.
 */
export function warp({ width, height, dots }: Picture, toPicture: Similarity, size: number): Picture {
  const cut = new Uint8Array(size * size * 3)
  const { a, b, right, down } = toPicture
  const looks = Math.max(1, Math.min(8, Math.floor(Math.hypot(a, b))))
  const share = 1 / (looks * looks)
  for (let row = 0, at = 0; row < size; row++) {
    for (let column = 0; column < size; column++, at += 3) {
      let [red, green, blue] = [0, 0, 0]
      for (let look = 0; look < looks * looks; look++) {
        const u = column + ((look % looks) + 0.5) / looks - 0.5
        const v = row + (Math.floor(look / looks) + 0.5) / looks - 0.5
        const x = a * u - b * v + right
        const y = b * u + a * v + down
        const left = Math.floor(x)
        const top = Math.floor(y)
        if (left < -1 || top < -1 || left >= width || top >= height) continue
        const [fx, fy] = [x - left, y - top]
        for (let corner = 0; corner < 4; corner++) {
          const [across, along] = [left + (corner & 1), top + (corner >> 1)]
          if (across < 0 || along < 0 || across >= width || along >= height) continue
          const weight = (corner & 1 ? fx : 1 - fx) * (corner >> 1 ? fy : 1 - fy) * share
          const from = (along * width + across) * 3
          red += weight * (dots[from] ?? 0)
          green += weight * (dots[from + 1] ?? 0)
          blue += weight * (dots[from + 2] ?? 0)
        }
      }
      cut[at] = red + 0.5
      cut[at + 1] = green + 0.5
      cut[at + 2] = blue + 0.5
    }
  }
  return { width: size, height: size, dots: cut }
}

function meanOf(points: readonly Point[]): Point {
  let [x, y] = [0, 0]
  for (const point of points) {
    x += point.x
    y += point.y
  }
  return { x: x / points.length, y: y / points.length }
}
