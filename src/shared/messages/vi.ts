import { about } from './about/vi.ts'
import { administration, administrationRefusals } from './administration/vi.ts'
import { agenciesRefusals } from './agencies/vi.ts'
import { assets } from './assets/vi.ts'
import { catalogue, catalogueRefusals } from './catalogue/vi.ts'
import { conditions, sayCondition } from './conditions/vi.ts'
import { datasets } from './datasets/vi.ts'
import { directives, directivesRefusals } from './directives/vi.ts'
import { documents, documentsRefusals } from './documents/vi.ts'
import { dossiers, dossiersRefusals } from './dossiers/vi.ts'
import { faces } from './faces/vi.ts'
import { filesRefusals } from './files/vi.ts'
import { form } from './form/vi.ts'
import { home } from './home/vi.ts'
import { identity, identityRefusals } from './identity/vi.ts'
import { indicators, indicatorsRefusals } from './indicators/vi.ts'
import { meetings, meetingsRefusals } from './meetings/vi.ts'
import { notifications } from './notifications/vi.ts'
import { payments, paymentsRefusals } from './payments/vi.ts'
import { api, platformRefusals } from './platform/vi.ts'
import type { Refusals } from './refusals.ts'
import { registry, registryRefusals } from './registry/vi.ts'
import { speech } from './speech/vi.ts'
import { ui, uiRefusals } from './ui/vi.ts'
import { wall } from './wall/vi.ts'

const refusals: Refusals = {
  ...uiRefusals,
  ...meetingsRefusals,
  ...administrationRefusals,
  ...agenciesRefusals,
  ...catalogueRefusals,
  ...documentsRefusals,
  ...directivesRefusals,
  ...dossiersRefusals,
  ...filesRefusals,
  ...identityRefusals,
  ...indicatorsRefusals,
  ...paymentsRefusals,
  ...platformRefusals,
  ...registryRefusals,
}

/** Every refusal there are words for. */
export const refusalCodes: readonly string[] = Object.keys(refusals).sort()

/** The words of the interface, a folder for each room and for what rooms share. */
export const vi = {
  meetings,
  ui,
  about,
  home,
  form,
  api,
  conditions,
  administration,
  assets,
  catalogue,
  directives,
  documents,
  dossiers,
  faces,
  identity,
  indicators,
  notifications,
  payments,
  registry,
  datasets,
  speech,
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
