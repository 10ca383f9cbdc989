import type { Refusals } from './refusals.ts'
import { about } from './vi/about.ts'
import { admin, adminRefusals } from './vi/admin.ts'
import { agencies, agenciesRefusals } from './vi/agencies.ts'
import { apply, applyRefusals } from './vi/apply.ts'
import { catalogue, catalogueRefusals } from './vi/catalogue.ts'
import { citizen } from './vi/citizen.ts'
import { conditions, sayCondition } from './vi/conditions.ts'
import { directives, directivesRefusals } from './vi/directives.ts'
import { documents, documentsRefusals } from './vi/documents.ts'
import { dossiers, dossiersRefusals } from './vi/dossiers.ts'
import { filesRefusals } from './vi/files.ts'
import { form } from './vi/form.ts'
import { identity, identityRefusals } from './vi/identity.ts'
import { office } from './vi/office.ts'
import { api, platformRefusals } from './vi/platform.ts'
import { registry, registryRefusals } from './vi/registry.ts'
import { ui, uiRefusals } from './vi/ui.ts'
import { wall, wallRefusals } from './vi/wall.ts'

const refusals: Refusals = {
  ...uiRefusals,
  ...adminRefusals,
  ...agenciesRefusals,
  ...applyRefusals,
  ...catalogueRefusals,
  ...documentsRefusals,
  ...directivesRefusals,
  ...dossiersRefusals,
  ...filesRefusals,
  ...identityRefusals,
  ...wallRefusals,
  ...platformRefusals,
  ...registryRefusals,
}

/** Every refusal there are words for. */
export const refusalCodes: readonly string[] = Object.keys(refusals).sort()

/** The words of the interface, one file per area. */
export const vi = {
  ui,
  about,
  admin,
  api,
  agencies,
  catalogue,
  conditions,
  apply,
  citizen,
  documents,
  directives,
  dossiers,
  form,
  identity,
  office,
  registry,
  wall,
  /** What a condition says: what is so, and what to do about it. */
  condition(code: string, details: Record<string, unknown> = {}): { what: string; todo: string } {
    return sayCondition(conditions.said, code, details)
  },
  refusal(code: string, details: Record<string, unknown> = {}): string {
    const words = refusals[code] ?? ui.refusedForUnknownReason
    return typeof words === 'function' ? words(details) : words
  },
}
