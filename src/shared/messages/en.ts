import { about } from './en/about.ts'
import { apply } from './en/apply.ts'
import { citizen } from './en/citizen.ts'
import { documents } from './en/documents.ts'
import { dossiers } from './en/dossiers.ts'
import { form } from './en/form.ts'
import { identity } from './en/identity.ts'
import { refusals } from './en/refusals.ts'
import { registry } from './en/registry.ts'
import { ui } from './en/ui.ts'
import type { Messages } from './index.ts'
import type { Refusals } from './refusals.ts'
import { vi } from './vi.ts'

const ours: Refusals = refusals

/**
 * English for visitors: all that citizens see, each area as whole as the Vietnamese one. What officers work with,
 * and the province's own data, stay Vietnamese.
 */
export const en: Messages = {
  ...vi,
  ui,
  about,
  apply,
  citizen,
  documents,
  dossiers,
  form,
  registry,
  identity: { ...vi.identity, ...identity },
  refusal(code, details = {}) {
    const words = ours[code]
    return typeof words === 'function' ? words(details) : (words ?? vi.refusal(code, details))
  },
}
