import type { Work } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import { compareTexts } from '#shared/text/index.ts'
import { definitionsOf } from './definitions.ts'
import type { Service } from './model.ts'
import { listMarksInForce } from './queries.ts'

/** Every service offered today, by sector and then by the name people use. */
export async function listServices({ tx, now }: Work, filter: { sector?: string } = {}): Promise<Service[]> {
  const services = await definitionsOf(tx, await listMarksInForce(tx, localDay(now)))
  return services
    .filter(({ sector }) => filter.sector === undefined || sector.code === filter.sector)
    .sort(
      (one, other) =>
        compareTexts(one.sector.name, other.sector.name) || compareTexts(one.plainName, other.plainName),
    )
}

export interface Sector {
  code: string
  name: string
  services: number
}

/** The sectors that have a service today, with how many. */
export async function listSectors(work: Work): Promise<Sector[]> {
  const sectors = new Map<string, Sector>()
  for (const { sector } of await listServices(work)) {
    const found = sectors.get(sector.code) ?? { ...sector, services: 0 }
    sectors.set(sector.code, { ...found, services: found.services + 1 })
  }
  return [...sectors.values()]
}
