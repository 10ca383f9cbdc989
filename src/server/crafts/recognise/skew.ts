/** How a page lies: by how much its lines lean, and whether they run down instead of across. */
import { type Grey, inkPlaces } from './grey.ts'

const degree = Math.PI / 180
/** A page fed crookedly leans by less; what leans by more is no page of lines. */
const most = 6 * degree

/** The angle in radians by which the lines of a page fall to the right; near 0 for a straight or an empty one. */
export function skewOf(page: Grey): number {
  const ink = inkOf(page)
  let best = strongest(ink, 0, most, 0.5 * degree)
  best = strongest(ink, best, 0.5 * degree, 0.1 * degree)
  return strongest(ink, best, 0.1 * degree, 0.025 * degree)
}

/** Whether the lines of a page run from its top to its bottom: it was fed with its side first. */
export function liesOnItsSide(page: Grey): boolean {
  const ink = inkOf(page)
  const turned = { ...ink, places: ink.places.map((_, at) => ink.places[at ^ 1] ?? 0) }
  const strength = (ink: Ink) => Math.max(...leans.map((angle) => contrast(ink, angle)))
  return strength(turned) > strength(ink) * 1.5
}

const leans = [-3, -2, -1, 0, 1, 2, 3].map((degrees) => degrees * degree)

interface Ink {
  /** Pairs of x and y, in steps. */
  places: Float32Array
  side: number
}

function inkOf(page: Grey): Ink {
  const step = Math.max(1, Math.round(page.width / 600))
  const side = Math.ceil(Math.max(page.width, page.height) / step)
  return { places: inkPlaces(page, step).map((place) => place / step), side }
}

function strongest(ink: Ink, about: number, reach: number, by: number): number {
  let best = { angle: about, contrast: -1 }
  for (let angle = about - reach; angle <= about + reach + 1e-9; angle += by) {
    const found = contrast(ink, angle)
    if (found > best.contrast) best = { angle, contrast: found }
  }
  return best.angle
}

/** How unevenly ink falls into rows along this angle: most where the rows are the lines of the text. */
function contrast({ places, side }: Ink, angle: number): number {
  const slope = Math.tan(angle)
  const margin = Math.ceil(Math.abs(slope) * side) + 2
  const rows = new Float64Array(side + 2 * margin)
  for (let at = 0; at < places.length; at += 2) {
    const row = Math.round((places[at + 1] ?? 0) - slope * (places[at] ?? 0)) + margin
    rows[row] = (rows[row] ?? 0) + 1
  }
  let sum = 0
  for (let row = 1; row < rows.length; row++) sum += ((rows[row] ?? 0) - (rows[row - 1] ?? 0)) ** 2
  return sum
}
