import type { Work } from '#server/platform/work.ts'
import type { LocalDay } from '#shared/dates.ts'
import { readDirectory } from './directory.ts'
import {
  type Agency,
  type AgencyKind,
  inheritedIds,
  isValidOn,
  type Level,
  type Place,
  successorOn,
  unitOn,
} from './model.ts'
import { agencyNotFound } from './refusals.ts'

/** The agency of this id, still working or long abolished. */
export async function findAgency(work: Pick<Work, 'tx'>, id: string): Promise<Agency | undefined> {
  return (await readDirectory(work)).agencyById.get(id)
}

export async function getAgency(work: Pick<Work, 'tx'>, id: string): Promise<Agency> {
  const agency = await findAgency(work, id)
  if (!agency) throw agencyNotFound({ id })
  return agency
}

export interface AgencyFilter {
  kind?: AgencyKind
  level?: Level
  /** Only the parts of this agency, at any depth. */
  within?: string
}

/** The agencies that exist on that day, in the order of their codes. */
export async function listAgencies(
  work: Pick<Work, 'tx'>,
  on: LocalDay,
  { kind, level, within }: AgencyFilter = {},
): Promise<Agency[]> {
  const { agencies, agencyById } = await readDirectory(work)
  const isPart = (agency: Agency): boolean => {
    const parent = agencyById.get(agency.parentId ?? '')
    return parent !== undefined && (parent.id === within || isPart(parent))
  }
  return agencies.filter(
    (agency) =>
      isValidOn(agency, on) &&
      (!kind || agency.kind === kind) &&
      (!level || agency.level === level) &&
      (!within || isPart(agency)),
  )
}

/**
 * Who finishes on that day what this agency began: itself, or its successor. Where the agency was divided among
 * several, the dossier's place decides which.
 */
export async function resolveSuccessor(
  work: Pick<Work, 'tx'>,
  agencyId: string,
  on: LocalDay,
  place?: Place,
): Promise<Agency> {
  const agency = successorOn(await readDirectory(work), agencyId, on, place)
  if (!agency) throw agencyNotFound({ id: agencyId })
  return agency
}

/** The agency itself and every abolished agency whose work it has inherited: what its officers may see. */
export async function inheritedAgencyIds(work: Pick<Work, 'tx'>, agencyId: string): Promise<string[]> {
  return inheritedIds(await readDirectory(work), agencyId)
}

/** Ủy ban nhân dân of a commune, by the code the commune has on that day. */
export async function committeeOfCommune(
  work: Pick<Work, 'tx'>,
  unitCode: string,
  on: LocalDay,
): Promise<Agency | undefined> {
  const directory = await readDirectory(work)
  const unit = unitOn(directory, unitCode, on)
  return unit && directory.committeeByUnit.get(unit.id)
}
