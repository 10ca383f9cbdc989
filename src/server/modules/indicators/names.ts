/** What figures call agencies and services, and who stands for an abolished agency. */
import {
  type Agency,
  inheritedAgencyIds,
  listAgencies,
  listCommunes,
  type Unit,
} from '#server/modules/agencies/index.ts'
import { listServices } from '#server/modules/catalogue/index.ts'
import type { Work } from '#server/platform/work.ts'
import type { LocalDay } from '#shared/dates.ts'

export interface Names {
  agencies: Agency[]
  /** The commune an agency governs. */
  communeOf(agency: Agency): Unit | undefined
  /** A commune's committee by the commune's name, any other agency by its own. */
  agency(id: string): string
  service(code: string): string
  /** Counts of an abolished agency stand with the one that took over its work. */
  atSuccessors<Row extends { agencyId: string }>(rows: readonly Row[]): Row[]
}

export async function namesOf(work: Work, today: LocalDay): Promise<Names> {
  const agencies = await listAgencies(work, today)
  const units = new Map((await listCommunes(work, today)).map((unit) => [unit.id, unit]))
  const services = new Map((await listServices(work)).map(({ code, plainName }) => [code, plainName]))
  const successors = new Map<string, string>()
  for (const { id } of agencies) {
    for (const inherited of await inheritedAgencyIds(work, id)) successors.set(inherited, id)
  }
  const communeOf = ({ kind, unitId }: Agency) =>
    kind === 'people_committee' ? units.get(unitId ?? '') : undefined
  const shortNames = new Map(
    agencies.map((agency) => [agency.id, communeOf(agency)?.name ?? agency.shortName]),
  )
  return {
    agencies,
    communeOf,
    agency: (id) => shortNames.get(successors.get(id) ?? id) ?? id,
    service: (code) => services.get(code) ?? code,
    atSuccessors: (rows) =>
      rows.map((row) => ({ ...row, agencyId: successors.get(row.agencyId) ?? row.agencyId })),
  }
}
