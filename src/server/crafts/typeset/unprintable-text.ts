/** The net below every place where text enters: what reaches the typesetter all the same is refused by name. */

import { defineRefusal, type Refusal } from '#shared/refusal.ts'
import { unprintable } from '#shared/text/printable.ts'

export const lettersUnprintable = defineRefusal('platform.letters_unprintable', 422)

/** What a template's data hold that the official font cannot show: in which part, under which label, which characters. */
function findUnprintable(content: Record<string, unknown>): Refusal | undefined {
  for (const [part, value] of Object.entries(content)) {
    const found = search(value)
    if (found) return lettersUnprintable({ part, ...found })
  }
  return undefined
}

/** Refuses a part of a paper that could not be printed; for texts that do not come through a form's schema. */
export function requirePrintable(content: Record<string, unknown>): void {
  const refused = findUnprintable(content)
  if (refused) throw refused
}

/** What the compiler says when the PDF would hold a letter without a picture; undefined for any other failure. */
export function readMissingGlyphs(message: string): Refusal | undefined {
  if (!/could not be displayed|code ?point/.test(message)) return undefined
  const letters = [...message.matchAll(/the text `\\?"([^`"\\]{1,20})\\?"` could not/g)].map(
    ([, text = '']) => text,
  )
  return lettersUnprintable({ letters: letters.slice(0, 10) })
}

function search(value: unknown): { label?: string; letters: string[] } | undefined {
  if (typeof value === 'string') {
    const letters = unprintable(value)
    return letters.length > 0 ? { letters: letters.slice(0, 10) } : undefined
  }
  if (typeof value !== 'object' || value === null) return undefined
  const { label } = value as { label?: unknown }
  for (const inner of Object.values(value)) {
    const found = search(inner)
    if (found) return typeof label === 'string' && !found.label ? { ...found, label } : found
  }
  return undefined
}
