import { type DossierView, readDossierCode, viewOwnDossier } from '#server/modules/dossiers/index.ts'
import type { Citizen } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'
import { defineRefusal } from '#shared/refusal.ts'

const dossierNotFound = defineRefusal('dossiers.not_found', 404)

/** The citizen's own dossier. Anyone else's does not exist. */
export function openDossier(work: Work, citizen: Citizen, typed: string): Promise<DossierView> {
  return viewOwnDossier(work, citizen, requireCode(typed))
}

/** A code as it was typed; what cannot be one is no dossier. */
export function requireCode(typed: string): string {
  const code = readDossierCode(typed)
  if (!code) throw dossierNotFound()
  return code
}
