import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { provinceFolder } from '#server/platform/province.ts'
import { drawBoundaries, drawPoints } from './draw-map.ts'
import { labelHeight, leadOf, picture, placeLabels, rateClass } from './map-shapes.ts'
import { readMap } from './read-map.server.ts'

const square = (code: string, longitude: number, latitude: number, size = 0.1) => ({
  code,
  name: `Xã ${code}`,
  rings: [
    [
      [longitude, latitude],
      [longitude + size, latitude],
      [longitude + size, latitude + size],
      [longitude, latitude + size],
      [longitude, latitude],
    ] as const,
  ],
})

test('north is up, east is right, and everything lies in the picture', () => {
  const { communes } = drawBoundaries([square('a', 107, 16), square('b', 107.5, 16.3), square('c', 108, 16)])
  const [a, b, c] = communes
  expect(a && b && c && a.x < b.x && b.x < c.x && b.y < a.y).toBe(true)
  for (const { x, y } of communes) {
    expect(x).toBeGreaterThan(0)
    expect(x).toBeLessThan(picture.width)
    expect(y).toBeGreaterThan(0)
    expect(y).toBeLessThan(picture.height)
  }
})

test('a path draws its ring and closes it', () => {
  const [{ path } = { path: '' }] = drawBoundaries([square('a', 107, 16)]).communes
  expect(path).toMatch(/^M\d+ \d+l(-?\d+[ -]?)+z$/)
})

test('labels stand clear of the land, inside the picture, and not over each other', () => {
  const shapes = drawBoundaries([
    square('a', 107, 16, 0.3),
    square('b', 107.3, 16, 0.3),
    square('c', 107.6, 16.3, 0.2),
  ])
  const labels = placeLabels(shapes.communes)
  expect(labels.length).toBeGreaterThan(1)
  for (const { place } of labels) {
    expect(place.x + place.width).toBeLessThan(picture.width)
    expect(place.y + labelHeight).toBeLessThan(picture.height)
  }
  const [first, second] = labels.map(({ place }) => place)
  const apart =
    first &&
    second &&
    (first.x + first.width <= second.x ||
      second.x + second.width <= first.x ||
      Math.abs(first.y - second.y) >= labelHeight)
  expect(apart).toBe(true)
})

test('each line ends in its own commune and is short, in Huế with any eight in alarm', async () => {
  const { features } = JSON.parse(readFileSync(join(provinceFolder, 'communes.geojson'), 'utf8'))
  const named = features.map(({ properties }: { properties: { code: string; name: string } }) => ({
    code: properties.code,
    name: properties.name.replace(/^(?:Phường|Xã) /, ''),
    longitude: null,
    latitude: null,
  }))
  const { communes } = await readMap(named)
  expect(communes).toHaveLength(40)
  for (let first = 0; first < communes.length; first++) {
    const alarmed = Array.from({ length: 8 }, (_, index) => communes[(first + index * 5) % 40]).filter(
      (commune) => commune !== undefined,
    )
    const labels = placeLabels(alarmed)
    expect(labels, `from ${first}`).toHaveLength(8)
    for (const { shape, place } of labels) {
      const [x0, y0, x1, y1] = leadOf({ shape, place })
      expect([x0, y0]).toEqual([shape.x, shape.y])
      // At most a short part of the picture's width, or out of the commune and a little more.
      const most = Math.max(picture.width / 5.5, Math.hypot(shape.box.width, shape.box.height))
      expect(Math.hypot(x1 - x0, y1 - y0), shape.name).toBeLessThan(most)
    }
  }
})

test('without boundaries each commune is a point', () => {
  const { communes, hasBoundaries, inset } = drawPoints([
    { code: 'a', name: 'A', longitude: 107, latitude: 16 },
    { code: 'b', name: 'B', longitude: 107.4, latitude: 16.4 },
  ])
  expect(hasBoundaries).toBe(false)
  expect(inset).toBeNull()
  expect(communes.map(({ code }) => code)).toEqual(['a', 'b'])
  expect(communes.every(({ path }) => path.includes('a'))).toBe(true)
})

test('a rate wears the class of its step, unknown its own', () => {
  expect([100, 98, 97.99, 95, 90, 89.9, 0].map(rateClass)).toEqual(['c0', 'c0', 'c1', 'c1', 'c2', 'c3', 'c3'])
  expect(rateClass(null)).toBe('cx')
})
