import { findAnswers } from '#server/modules/catalogue/index.ts'
import type { Work } from '#server/platform/work.ts'
import { m } from '#shared/messages/index.ts'
import { foundItemOf, type ServiceItem } from './service-items.ts'

export interface Suggestions {
  words: string
  items: ServiceItem[]
  /** What to try when nothing was found. */
  advice?: string
  /** Where the rest is, when there is more. */
  all?: { href: string; words: string }
}

const shown = 4

/** The first few services a search finds, and the words around them. */
export async function suggest(work: Work, query: string): Promise<Suggestions> {
  const found = await findAnswers(work, query, 100)
  return {
    words: m.home.found(found.length, query),
    items: found.slice(0, shown).map(foundItemOf),
    ...(found.length === 0 ? { advice: m.home.notFoundAdvice } : {}),
    ...(found.length > shown
      ? {
          all: {
            href: `/dich-vu?q=${encodeURIComponent(query)}`,
            words: m.home.seeAllFound(found.length),
          },
        }
      : {}),
  }
}
