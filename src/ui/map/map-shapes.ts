/** The map of a province in the units of its own picture, and what its colours mean. */

/** The picture, as wide and high as its place on the wall, 200 units to a rem. */
export const picture = { width: 11_600, height: 9_500 }

export interface LabelPlace {
  /** Top left corner of the words. */
  x: number
  y: number
  width: number
  /** Over other communes, where no place clear of the land is near. */
  isOverLand?: boolean
}

export interface CommuneShape {
  code: string
  name: string
  /** SVG path data. */
  path: string
  x: number
  y: number
  /** What it covers, at most. */
  box: { x: number; y: number; width: number; height: number }
  /** Where a label could stand. */
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

/** What a label over other communes costs, in units of its line: a clear place wins unless it is this much farther. */
const overLand = 900
const overAlarm = 700
const crossing = 1_500

type Labelled = Pick<CommuneShape, 'labels' | 'x' | 'y' | 'box'>

/**
 * A place for each label near its own point, none over another and, where there is a choice, none over another of the
 * shapes and no line across a line or through words; those that find no place are left out.
 */
export function placeLabels<Shape extends Labelled>(shapes: readonly Shape[]): Placed<Shape>[] {
  let placed: Placed<Shape>[] = []
  // The first choice knows only those before it; once all stand, each may choose again.
  for (let round = 0; round < 3; round++) {
    for (const shape of shapes) {
      const others = placed.filter((other) => other.shape !== shape)
      const place = choosePlace(shape, shapes, others)
      if (place) placed = [...others, { shape, place }]
    }
  }
  return placed
}

function choosePlace<Shape extends Labelled>(
  shape: Shape,
  shapes: readonly Shape[],
  others: readonly Placed<Shape>[],
): LabelPlace | undefined {
  let best: { place: LabelPlace; cost: number } | undefined
  for (const place of shape.labels) {
    if (others.some((other) => overlap(place, other.place))) continue
    const lead = leadOf({ shape, place })
    const crossed = others.filter(
      (other) =>
        cross(lead, leadOf(other)) || runsThrough(lead, other.place) || runsThrough(leadOf(other), place),
    )
    const covered = shapes.filter((other) => other !== shape && covers(place, other.box))
    const cost =
      lengthOf(lead) +
      (place.isOverLand ? overLand : 0) +
      covered.length * overAlarm +
      crossed.length * crossing
    if (!best || cost < best.cost) best = { place, cost }
  }
  return best?.place
}

type Lead = readonly [x0: number, y0: number, x1: number, y1: number]

const gap = 40

/** From the shape's own point to the nearest edge of its words. */
export function leadOf({ shape, place }: Placed<Pick<CommuneShape, 'x' | 'y'>>): Lead {
  const right = place.x + place.width
  if (shape.x > right) return [shape.x, shape.y, right + gap, place.y + labelHeight * 0.55]
  if (shape.x < place.x) return [shape.x, shape.y, place.x - gap, place.y + labelHeight * 0.55]
  const edge = shape.y > place.y ? place.y + labelHeight + gap : place.y - gap
  return [shape.x, shape.y, shape.x, edge]
}

function lengthOf([x0, y0, x1, y1]: Lead): number {
  return Math.hypot(x1 - x0, y1 - y0)
}

/** Whether a line runs through words. */
function runsThrough(lead: Lead, { x, y, width }: LabelPlace): boolean {
  const bottom = y + labelHeight
  return cross(lead, [x, y, x + width, bottom]) || cross(lead, [x, bottom, x + width, y])
}

function covers(place: LabelPlace, box: CommuneShape['box']): boolean {
  return (
    place.x < box.x + box.width &&
    box.x < place.x + place.width &&
    place.y < box.y + box.height &&
    box.y < place.y + labelHeight
  )
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
