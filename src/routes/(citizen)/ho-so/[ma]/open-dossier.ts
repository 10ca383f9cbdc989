import type { PrintedPerson } from '#server/modules/dossiers/index.ts'
import { type DossierView, readDossierCode, viewOwnDossier } from '#server/modules/dossiers/index.ts'
import { getSelf } from '#server/modules/registry/index.ts'
import type { Citizen } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'
import { defineRefusal } from '#shared/refusal.ts'

const dossierNotFound = defineRefusal('dossiers.not_found', 404)

/** The citizen's own dossier. Anyone else's does not exist. */
export function openDossier(work: Work, citizen: Citizen, typed: string): Promise<DossierView> {
  const code = readDossierCode(typed)
  if (!code) throw dossierNotFound()
  return viewOwnDossier(work, citizen, code)
}

/** The applicant as the receipt and the slips name them. */
export async function printedSelf(work: Work, citizen: Citizen): Promise<PrintedPerson> {
  const { fullName, idNumber, address, unitCode, phone, email } = await getSelf(work, citizen)
  return { name: fullName, identityNumber: idNumber, address, unitCode, phone, email }
}
