/** The map of a province in the units of its own picture, and what its colours mean. */

/** The picture, as wide and high as its place on the wall, 200 units to a rem. */
export const picture = { width: 11_600, height: 9_500 }

export interface LabelPlace {
  /** Top left corner of the words. */
  x: number
  y: number
  width: number
}

export interface CommuneShape {
  code: string
  name: string
  /** SVG path data. */
  path: string
  x: number
  y: number
  /** Where a label would stand clear of the land, the nearest first. */
  labels: LabelPlace[]
}

/** The crowded part, drawn again and larger. */
export interface Inset {
  from: { x: number; y: number; size: number }
  to: { x: number; y: number; size: number }
}

export interface MapShapes {
  communes: CommuneShape[]
  inset: Inset | null
  /** False where only the communes' points are known. */
  hasBoundaries: boolean
}

export const labelHeight = 340

/** From what on-time rate, in percent, a commune wears which class; below the last it is in alarm. */
export const rateSteps = [
  { className: 'c0', from: 98 },
  { className: 'c1', from: 95 },
  { className: 'c2', from: 90 },
  { className: 'c3', from: 0 },
] as const
export const unknownClass = 'cx'

export function rateClass(rate: number | null): string {
  if (rate === null) return unknownClass
  return rateSteps.find(({ from }) => rate >= from)?.className ?? 'c3'
}

interface Placed<Shape> {
  shape: Shape
  place: LabelPlace
}

/** A place for each label, none over another and, where there is a choice, no line across another; those that find no place are left out. */
export function placeLabels<Shape extends Pick<CommuneShape, 'labels' | 'x' | 'y'>>(
  shapes: readonly Shape[],
): Placed<Shape>[] {
  const placed: Placed<Shape>[] = []
  for (const shape of shapes) {
    const free = shape.labels.filter((wanted) => placed.every((other) => !overlap(wanted, other.place)))
    const isClear = (place: LabelPlace) =>
      placed.every((other) => !cross(leadOf({ shape, place }), leadOf(other)))
    const place = free.find(isClear) ?? free[0]
    if (place) placed.push({ shape, place })
  }
  return placed
}

type Lead = readonly [x0: number, y0: number, x1: number, y1: number]

/** From the shape's own point to the nearer end of its words. */
export function leadOf({ shape, place }: Placed<Pick<CommuneShape, 'x' | 'y'>>): Lead {
  const isLeft = shape.x > place.x + place.width / 2
  return [shape.x, shape.y, isLeft ? place.x + place.width + 40 : place.x - 40, place.y + labelHeight * 0.55]
}

function cross([ax, ay, bx, by]: Lead, [cx, cy, dx, dy]: Lead): boolean {
  const side = (px: number, py: number, qx: number, qy: number, rx: number, ry: number) =>
    Math.sign((qx - px) * (ry - py) - (qy - py) * (rx - px))
  return (
    side(ax, ay, bx, by, cx, cy) !== side(ax, ay, bx, by, dx, dy) &&
    side(cx, cy, dx, dy, ax, ay) !== side(cx, cy, dx, dy, bx, by)
  )
}

function overlap(one: LabelPlace, other: LabelPlace): boolean {
  return (
    one.x < other.x + other.width &&
    other.x < one.x + one.width &&
    Math.abs(one.y - other.y) < labelHeight * 1.2
  )
}
