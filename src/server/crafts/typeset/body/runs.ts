/** Words of a block as the page sets them: pieces of one look each. */
import type { Inline } from '#shared/document/body.ts'
import { citationText } from '#shared/document/text-of.ts'

/** A piece: its words, and `b`, `i`, `u`, `sub`, `sup` of how it looks. A hard break is `\n` alone. */
export interface Run {
  t: string
  as: string
}

const looks: Record<string, string> = { bold: 'b', italic: 'i', underline: 'u', sub: 'v', sup: '^' }

/** Neighbours of one look are one piece, so that a symbol written in two parts is still kept on one line. */
export function runsOf(content: readonly Inline[] | undefined): Run[] {
  const runs: Run[] = []
  for (const inline of content ?? []) {
    const t = wordsOf(inline)
    const as = (inline.marks ?? []).map(({ type }) => looks[type] ?? '').join('')
    const last = runs.at(-1)
    if (last && last.as === as && t !== '\n' && last.t !== '\n') last.t += t
    else runs.push({ t, as })
  }
  return runs
}

function wordsOf(inline: Inline): string {
  if (inline.type === 'text') return inline.text
  if (inline.type === 'citation') return citationText(inline.attrs)
  return inline.type === 'mention' ? inline.attrs.label : '\n'
}

/** The same words ending in this mark, whatever mark they ended in. */
export function endWith(runs: readonly Run[], mark: string): Run[] {
  const kept = runs.map((run) => ({ ...run }))
  for (;;) {
    const last = kept.at(-1)
    if (!last) return [{ t: mark, as: '' }]
    last.t = last.t.trimEnd()
    while (/[.,;/]$/.test(last.t)) last.t = last.t.slice(0, -1).trimEnd()
    if (last.t !== '') break
    kept.pop()
  }
  const last = kept.at(-1) as Run
  // A raised or lowered mark would look like a note.
  if (/[v^]/.test(last.as)) kept.push({ t: mark, as: '' })
  else last.t += mark
  return kept
}

/** The same words in capitals, for titles. */
export function inCapitals(runs: readonly Run[]): Run[] {
  return runs.map(({ t, as }) => ({ t: t.toLocaleUpperCase('vi'), as }))
}

export function plainOf(runs: readonly Run[]): string {
  return runs.map(({ t }) => t).join('')
}
