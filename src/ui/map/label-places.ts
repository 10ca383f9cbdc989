/** Finds where labels can stand: clear of the title, the legend and the inset, and of the land or at least of their own. */
import { type LabelPlace, labelHeight, picture } from './map-shapes.ts'

export type Point = readonly [number, number]
export type Ring = readonly Point[]

export interface Box {
  x: number
  y: number
  width: number
  height: number
}

const cell = 200
const columns = Math.ceil(picture.width / cell)
const rows = Math.ceil(picture.height / cell)
/** Two places for one label are at least this far apart, so that the second is a real choice. */
const apart = 500
const mostPlaces = 10

/** A raster of the picture: true where something stands. */
export class Occupied {
  private readonly taken = new Uint8Array(columns * rows)

  /** Marks the inside of a shape's outer rings. */
  fillRings(rings: readonly Ring[]): void {
    for (const ring of rings) {
      const box = boundsOf(ring)
      this.each(box, (x, y, index) => {
        if (holds(ring, x, y)) this.taken[index] = 1
      })
      for (const [x, y] of ring) this.fillBox({ x: x - 60, y: y - 60, width: 120, height: 120 })
    }
  }

  fillBox(box: Box): void {
    this.each(box, (_x, _y, index) => {
      this.taken[index] = 1
    })
  }

  countIn(box: Box): number {
    let count = 0
    this.each(box, (_x, _y, index) => {
      count += this.taken[index] ?? 0
    })
    return count
  }

  /** Free places for words of this width, the nearest to the point first; free of `also` too, if given. */
  placesNear([x, y]: Point, width: number, also?: Occupied): LabelPlace[] {
    const free: { place: LabelPlace; distance: number }[] = []
    for (let top = cell; top < picture.height - labelHeight; top += cell) {
      for (let left = cell; left < picture.width - width - cell / 2; left += cell) {
        const box = { x: left, y: top, width, height: labelHeight }
        if (this.countIn(box) > 0 || (also && also.countIn(box) > 0)) continue
        const dx = Math.max(left - x, 0, x - left - width)
        const dy = Math.max(top - y, 0, y - top - labelHeight)
        free.push({ place: { x: left, y: top, width }, distance: Math.hypot(dx, dy) })
      }
    }
    free.sort((one, other) => one.distance - other.distance)
    const places: LabelPlace[] = []
    for (const { place } of free) {
      if (places.length === mostPlaces) break
      if (places.every((kept) => Math.hypot(kept.x - place.x, kept.y - place.y) >= apart)) places.push(place)
    }
    return places
  }

  private each({ x, y, width, height }: Box, visit: (x: number, y: number, index: number) => void): void {
    const fromRow = Math.max(0, Math.floor(y / cell))
    const toRow = Math.min(rows - 1, Math.floor((y + height) / cell))
    const fromColumn = Math.max(0, Math.floor(x / cell))
    const toColumn = Math.min(columns - 1, Math.floor((x + width) / cell))
    for (let row = fromRow; row <= toRow; row++) {
      for (let column = fromColumn; column <= toColumn; column++) {
        visit((column + 0.5) * cell, (row + 0.5) * cell, row * columns + column)
      }
    }
  }
}

export function boundsOf(ring: Iterable<Point>): Box {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const [x, y] of ring) {
    left = Math.min(left, x)
    top = Math.min(top, y)
    right = Math.max(right, x)
    bottom = Math.max(bottom, y)
  }
  return { x: left, y: top, width: right - left, height: bottom - top }
}

/** A point well inside a shape, for what is said of it: of a lattice, the one farthest from every edge. */
export function innerPoint(rings: readonly Ring[]): { x: number; y: number } {
  const points = rings.flat()
  const { x: left, y: top, width, height } = boundsOf(points)
  let best = { x: left + width / 2, y: top + height / 2, room: -1 }
  const steps = 24
  for (let across = 1; across < steps; across++) {
    for (let down = 1; down < steps; down++) {
      const [x, y] = [left + (width * across) / steps, top + (height * down) / steps]
      // Inside an odd number of rings: holes are not land.
      if (rings.filter((ring) => holds(ring, x, y)).length % 2 === 0) continue
      const room = Math.min(...rings.map((ring) => distanceTo(ring, x, y)))
      if (room > best.room) best = { x, y, room }
    }
  }
  return { x: best.x, y: best.y }
}

function distanceTo(ring: Ring, x: number, y: number): number {
  let nearest = Number.POSITIVE_INFINITY
  for (let index = 0, before = ring.length - 1; index < ring.length; before = index++) {
    const [x0, y0] = ring[before] ?? [0, 0]
    const [x1, y1] = ring[index] ?? [0, 0]
    const [dx, dy] = [x1 - x0, y1 - y0]
    const along = Math.max(0, Math.min(1, ((x - x0) * dx + (y - y0) * dy) / (dx * dx + dy * dy || 1)))
    nearest = Math.min(nearest, Math.hypot(x0 + along * dx - x, y0 + along * dy - y))
  }
  return nearest
}

function holds(ring: Ring, x: number, y: number): boolean {
  let inside = false
  for (let index = 0, before = ring.length - 1; index < ring.length; before = index++) {
    const [x0, y0] = ring[index] ?? [0, 0]
    const [x1, y1] = ring[before] ?? [0, 0]
    if (y0 > y !== y1 > y && x < ((x1 - x0) * (y - y0)) / (y1 - y0) + x0) inside = !inside
  }
  return inside
}
