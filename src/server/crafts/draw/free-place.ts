/** Where on the first page of a PDF a mark covers nothing. */
import { decode } from 'fast-png'
import { Refusal } from '#shared/refusal.ts'
import { drawPage, resolution } from './draw-page.ts'

const pointsPerInch = 72
const dotsPerPoint = resolution / pointsPerInch
const millimetre = pointsPerInch / 25.4
/** Under number and symbol, on the left: where NĐ 30/2020/NĐ-CP Phụ lục IV has the mark put first. */
const wanted = { x: 30 * millimetre, y: 62 * millimetre }
const step = 4 * millimetre
const edge = 8 * millimetre

/**
 * The upper left corner, in points from that of the page: of the places without ink the nearest to where the mark belongs; where
 * there is none, the one with least. A page that cannot be drawn, or not in its time, has the mark where it belongs. Refuses while too
 * many draw.
 */
export async function placeForMark(
  pdf: Uint8Array,
  { width, height }: { width: number; height: number },
): Promise<{ x: number; y: number }> {
  const png = await drawPage(pdf, 1).catch(unlessOthers)
  if (!png) return wanted
  const image = decode(png)
  const cell = 8
  const across = Math.floor(image.width / cell)
  const down = Math.floor(image.height / cell)
  const ink = new Uint8Array(across * down)
  for (let y = 0; y < down * cell; y += 2) {
    for (let x = 0; x < across * cell; x += 2) {
      const dark = (image.data[(y * image.width + x) * image.channels + 1] ?? 255) < 190
      if (dark) ink[Math.floor(y / cell) * across + Math.floor(x / cell)] = 1
    }
  }
  const cells = (points: number) => Math.floor((points * dotsPerPoint) / cell)
  const covered = (left: number, top: number) => {
    let sum = 0
    for (let row = cells(top); row <= cells(top + height); row++)
      for (let column = cells(left); column <= cells(left + width); column++)
        sum += ink[row * across + column] ?? 0
    return sum
  }
  let best = { ...wanted, cost: Number.POSITIVE_INFINITY }
  const right = image.width / dotsPerPoint - width - edge
  const bottom = image.height / dotsPerPoint - height - edge
  for (let y = edge; y <= bottom; y += step) {
    for (let x = edge; x <= right; x += step) {
      const away = Math.hypot(x - wanted.x, y - wanted.y)
      const cost = covered(x, y) * 10_000 + away
      if (cost < best.cost) best = { x, y, cost }
    }
  }
  return { x: best.x, y: best.y }
}

/** What others keep from being drawn now can be drawn later. */
function unlessOthers(failure: unknown): undefined {
  if (failure instanceof Refusal && failure.status === 503) throw failure
}
