import type { Work } from '#server/platform/work.ts'
import type { Document } from '../queries.ts'
import type { SealBy } from './model.ts'
import { caseOf } from './plan-route.ts'
import { numberingRule } from './rules.ts'

/** The book a document takes its number from today, and who seals it. What answers a dossier says its book itself. */
export async function numberingOf(
  work: Work,
  document: Pick<Document, 'agencyId' | 'kind' | 'content' | 'source'>,
): Promise<{ register: string; seal?: SealBy }> {
  if (document.source !== 'agency') return { register: document.content.register }
  const { about } = await caseOf(work, document)
  return numberingRule(work, about)
}
