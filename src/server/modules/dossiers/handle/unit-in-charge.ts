import { type Agency, listAgencies } from '#server/modules/agencies/index.ts'
import { getServiceVersion } from '#server/modules/catalogue/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import type { Dossier } from '../read/dossier-queries.ts'
import { unitElsewhere } from '../refusals.ts'
import { agencyInCharge } from './take-action.ts'

/**
 * Where the work on a dossier belongs: the office of the commune in whose own name the law has it signed, otherwise the agency
 * that has it.
 */
export async function unitInCharge(work: Work, officer: Officer, dossier: Dossier): Promise<Agency> {
  const agency = await agencyInCharge(work, officer, dossier)
  const { result } = await getServiceVersion(work, dossier.serviceCode, dossier.serviceVersion)
  const division = result.signer?.division
  if (!division || agency.id.startsWith(`${division}-`)) return agency
  const parts = (await listAgencies(work, localDay(work.now))).filter(
    ({ id, parentId, validTo }) =>
      parentId === agency.id && validTo === null && id.startsWith(`${division}-`),
  )
  return parts[0] ?? agency
}

/** Refuses, by its name, where the result belongs to another office than the one that has the dossier. */
export async function requireUnitInCharge(work: Work, officer: Officer, dossier: Dossier): Promise<void> {
  const [unit, agency] = [
    await unitInCharge(work, officer, dossier),
    await agencyInCharge(work, officer, dossier),
  ]
  if (unit.id !== agency.id) throw unitElsewhere({ agency: unit.name })
}
