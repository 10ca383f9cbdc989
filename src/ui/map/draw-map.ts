/** Projects a province's communes into the picture. */
import { boundsOf, innerPoint, Occupied, type Point, type Ring } from './label-places.ts'
import { type CommuneShape, type Inset, type MapShapes, picture } from './map-shapes.ts'

export interface CommuneGeometry {
  code: string
  name: string
  /** Outer and inner rings in degrees, [longitude, latitude]. */
  rings: readonly Ring[]
}

/** Where the land may stand: under the title, above the legend. */
const land = { x: 250, y: 900, width: 11_100, height: 7_800 }
/** Points stand lower: a note below the title says why they are points. */
const pointsTop = 2_100
const title = { x: 0, y: 0, width: 5_400, height: 1_100 }
const legend = { x: 0, y: 8_750, width: picture.width, height: 750 }
const insetSize = 3_300
/** The inset shows this part of the land's width, so many times larger. */
const insetPart = 1 / 9
const pointRadius = 150

/** With boundaries: the communes' areas. */
export function drawBoundaries(geometries: readonly CommuneGeometry[]): MapShapes {
  const project = projection(geometries.flatMap(({ rings }) => rings.flat()))
  const shapes = geometries.map(({ code, name, rings }) => {
    const drawn = rings.map((ring) => ring.map(project))
    const { x, y } = innerPoint(drawn)
    return { code, name, rings: drawn, x: Math.round(x), y: Math.round(y), path: drawn.map(pathOf).join('') }
  })
  return finish(shapes, true)
}

/** Without: a point for each commune. */
export function drawPoints(
  communes: readonly { code: string; name: string; longitude: number; latitude: number }[],
): MapShapes {
  const project = projection(
    communes.map(({ longitude, latitude }): Point => [longitude, latitude]),
    { ...land, y: pointsTop, height: land.y + land.height - pointsTop },
  )
  const r = pointRadius
  const shapes = communes.map(({ code, name, longitude, latitude }) => {
    const [px, py] = project([longitude, latitude])
    const [x, y] = [Math.round(px), Math.round(py)]
    const ring: Ring = [
      [x - r, y - r],
      [x + r, y - r],
      [x + r, y + r],
      [x - r, y + r],
    ]
    return {
      code,
      name,
      rings: [ring],
      x,
      y,
      path: `M${x - r} ${y}a${r} ${r} 0 1 1 ${2 * r} 0a${r} ${r} 0 1 1 ${-2 * r} 0z`,
    }
  })
  return finish(shapes, false)
}

type Drawn = Omit<CommuneShape, 'labels' | 'box'> & { rings: Ring[] }

function finish(shapes: readonly Drawn[], hasBoundaries: boolean): MapShapes {
  const occupied = new Occupied()
  for (const { rings } of shapes) occupied.fillRings(rings)
  const inset = hasBoundaries ? placeInset(shapes, occupied) : null
  const furniture = new Occupied()
  const boxes = [hasBoundaries ? title : { ...title, height: pointsTop }, legend]
  if (inset) boxes.push({ ...inset.to, width: inset.to.size, height: inset.to.size })
  for (const box of boxes) {
    occupied.fillBox(box)
    furniture.fillBox(box)
  }
  const communes = shapes.map(({ rings, ...shape }) => {
    const point: Point = [shape.x, shape.y]
    const width = (shape.name.length + 8) * 125
    const own = new Occupied()
    own.fillRings(rings)
    const clear = occupied.placesNear(point, width)
    const beside = furniture.placesNear(point, width, own).map((place) => ({ ...place, isOverLand: true }))
    return { ...shape, box: boundsOf(rings.flat()), labels: [...clear, ...beside] }
  })
  return { communes, inset, hasBoundaries }
}

/** Around the most communes that fit, into the emptier upper corner; none where land would lie below it. */
function placeInset(shapes: readonly Drawn[], occupied: Occupied): Inset | null {
  const size = Math.round(land.width * insetPart)
  let best: { shape: Drawn; count: number } | undefined
  for (const shape of shapes) {
    const count = shapes.filter(
      ({ x, y }) => Math.abs(x - shape.x) < size / 2 && Math.abs(y - shape.y) < size / 2,
    ).length
    if (!best || count > best.count) best = { shape, count }
  }
  const to = { x: picture.width - insetSize - 150, y: 60, size: insetSize }
  const isFree = occupied.countIn({ ...to, width: insetSize, height: insetSize }) === 0
  if (!best || best.count < 4 || !isFree) return null
  return { from: { x: best.shape.x - size / 2, y: best.shape.y - size / 2, size }, to }
}

/** Degrees to picture units: equirectangular, true at the middle latitude; good for a province. */
function projection(points: readonly Point[], place = land): (point: Point) => Point {
  const box = boundsOf(points)
  const squeeze = Math.cos(((box.y + box.height / 2) * Math.PI) / 180)
  const scale = Math.min(place.width / (box.width * squeeze || 1), place.height / (box.height || 1))
  const left = place.x + (place.width - box.width * squeeze * scale) / 2
  const bottom = place.y + place.height - Math.max(0, (place.height - box.height * scale) / 6)
  return ([longitude, latitude]) => [
    left + (longitude - box.x) * squeeze * scale,
    bottom - (latitude - box.y) * scale,
  ]
}

/** Whole units, each step from the last: half the size of absolute coordinates. */
function pathOf(ring: Ring): string {
  let path = ''
  let [x, y] = [0, 0]
  for (const [index, point] of ring.slice(0, -1).entries()) {
    const [nextX, nextY] = [Math.round(point[0]), Math.round(point[1])]
    if (index === 0) path = `M${nextX} ${nextY}l`
    else if (nextX !== x || nextY !== y) path += `${index > 1 ? ' ' : ''}${nextX - x} ${nextY - y}`
    ;[x, y] = [nextX, nextY]
  }
  return `${path.replaceAll(' -', '-')}z`
}
