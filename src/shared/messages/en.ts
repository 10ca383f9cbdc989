import { about } from './en/about.ts'
import { citizen } from './en/citizen.ts'
import { documents } from './en/documents.ts'
import { ui } from './en/ui.ts'
import type { Messages } from './index.ts'
import { vi } from './vi.ts'

/** English for visitors: the frame and the pages anybody may open. What officers work with stays Vietnamese. */
export const en: Messages = { ...vi, ui, about, citizen, documents }
