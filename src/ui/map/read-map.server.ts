/** The map of this province: its boundaries if they are installed, else the points of its communes. */
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { log } from '#server/platform/log.ts'
import { provinceFolder } from '#server/platform/province.ts'
import { type CommuneGeometry, drawBoundaries, drawPoints } from './draw-map.ts'
import type { MapShapes } from './map-shapes.ts'

interface Commune {
  code: string
  name: string
  longitude: number | null
  latitude: number | null
}

const Position = z.tuple([z.number(), z.number()]).rest(z.number())
const Rings = z.array(z.array(Position).min(4)).min(1)
const Boundaries = z.object({
  features: z.array(
    z.object({
      properties: z.object({ code: z.string() }),
      geometry: z.discriminatedUnion('type', [
        z.object({ type: z.literal('Polygon'), coordinates: Rings }),
        z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(Rings) }),
      ]),
    }),
  ),
})

/** Data of the province, with its source in it; a province may be without. */
const file = join(provinceFolder, 'communes.geojson')

let drawn: { from: string; shapes: MapShapes } | undefined

/** Drawn once, and again when the communes are others. */
export async function readMap(communes: readonly Commune[]): Promise<MapShapes> {
  const from = communes.map(({ code }) => code).join()
  if (drawn?.from !== from) drawn = { from, shapes: await draw(communes) }
  return drawn.shapes
}

async function draw(communes: readonly Commune[]): Promise<MapShapes> {
  if (existsSync(file)) {
    try {
      const { features } = Boundaries.parse(JSON.parse(await readFile(file, 'utf8')))
      const names = new Map(communes.map(({ code, name }) => [code, name]))
      const geometries = features.flatMap(({ properties: { code }, geometry }): CommuneGeometry[] => {
        const name = names.get(code)
        const rings = geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat()
        return name ? [{ code, name, rings: rings.map((ring) => ring.map(([x, y]) => [x, y] as const)) }] : []
      })
      if (geometries.length > 0) return drawBoundaries(geometries)
      log.warn({ file }, 'boundaries name no commune of this province')
    } catch (error) {
      log.warn({ file, error: error instanceof Error ? error.message : '' }, 'boundaries cannot be read')
    }
  }
  return drawPoints(
    communes.flatMap(({ code, name, longitude, latitude }) =>
      longitude === null || latitude === null ? [] : [{ code, name, longitude, latitude }],
    ),
  )
}
