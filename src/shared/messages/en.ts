import { about } from './en/about.ts'
import { apply } from './en/apply.ts'
import { citizen } from './en/citizen.ts'
import { documents } from './en/documents.ts'
import { dossiers } from './en/dossiers.ts'
import { identity } from './en/identity.ts'
import { refusals } from './en/refusals.ts'
import { ui } from './en/ui.ts'
import type { Messages } from './index.ts'
import { type Part, translated } from './translated.ts'
import { vi } from './vi.ts'

const some: Part<Messages> = { apply, documents, dossiers, identity }

/** English for visitors: what citizens see. What officers work with, and the province's own data, stay Vietnamese. */
export const en: Messages = {
  ...translated(vi, some),
  ui,
  about,
  citizen,
  refusal: (code, details) => refusals[code] ?? vi.refusal(code, details),
}
