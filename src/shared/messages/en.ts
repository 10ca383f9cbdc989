import { about } from './about/en.ts'
import { catalogue, catalogueRefusals } from './catalogue/en.ts'
import { documents, documentsRefusals } from './documents/en.ts'
import { dossiers, dossiersRefusals } from './dossiers/en.ts'
import { filesRefusals } from './files/en.ts'
import { form } from './form/en.ts'
import { home } from './home/en.ts'
import { identity, identityRefusals } from './identity/en.ts'
import type { Messages } from './index.ts'
import { notifications } from './notifications/en.ts'
import { paymentsRefusals } from './payments/en.ts'
import { payer } from './payments/payer.en.ts'
import { ways } from './payments/ways.en.ts'
import { platformRefusals } from './platform/en.ts'
import type { Refusals } from './refusals.ts'
import { registry, registryRefusals } from './registry/en.ts'
import { ui, uiRefusals } from './ui/en.ts'
import { vi } from './vi.ts'

/** What stops a visitor or a citizen: each room's types miss none. */
const refusals: Refusals = {
  ...uiRefusals,
  ...catalogueRefusals,
  ...documentsRefusals,
  ...dossiersRefusals,
  ...filesRefusals,
  ...identityRefusals,
  ...paymentsRefusals,
  ...platformRefusals,
  ...registryRefusals,
}

/**
 * English for visitors: all that citizens see, each room as whole as the Vietnamese one. What officers work with,
 * and the province's own data, stay Vietnamese.
 */
export const en: Messages = {
  ...vi,
  ui,
  about,
  home,
  form,
  catalogue,
  notifications,
  registry,
  documents: { ...vi.documents, ...documents },
  dossiers: { ...vi.dossiers, ...dossiers },
  identity: { ...vi.identity, ...identity },
  payments: { ...vi.payments, payer, ways },
  refusal(code, details = {}) {
    const words = refusals[code]
    return typeof words === 'function' ? words(details) : (words ?? vi.refusal(code, details))
  },
}
