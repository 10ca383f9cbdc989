import { covers } from '#server/modules/agencies/index.ts'
import type { Work } from '#server/platform/work.ts'
import { type Document, findLastAction } from '../queries.ts'
import type { SealBy } from './model.ts'
import { caseOf } from './plan-route.ts'
import { numberingRule } from './rules.ts'

/**
 * The book a document takes its number from today, and who seals it: by the rule it was submitted by, whatever rule came since. What answers
 * a dossier says its book itself.
 */
export async function numberingOf(
  work: Work,
  document: Pick<Document, 'id' | 'agencyId' | 'kind' | 'content' | 'source'>,
): Promise<{ register: string; seal?: SealBy }> {
  if (document.source !== 'agency') return { register: document.content.register }
  const submitted = (await findLastAction(work.tx, document.id, 'submit'))?.data as
    | { amount?: number | null; seal?: SealBy }
    | null
    | undefined
  const { about } = await caseOf(work, document)
  const { register, seal } = await numberingRule(work, { ...about, amount: submitted?.amount ?? null })
  return { register, seal: submitted?.seal ?? seal }
}

/** A document as far as a power that was handed over is held against it. */
export type Numbered = Pick<
  Document,
  'id' | 'agencyId' | 'kind' | 'title' | 'content' | 'source' | 'status'
> & {
  register?: string | null
}

/**
 * Whether a power handed over reaches this document: by its type and the book it is numbered in, or would be today. Where it reaches some alone
 * and nothing is known of the document, it does not.
 */
export async function isWithin(
  work: Work,
  scope: Parameters<typeof covers>[0],
  document: Numbered | undefined,
): Promise<boolean> {
  if (!document || scope.registers === null) return covers(scope, { type: document?.kind })
  const reserved = document.status === 'draft' ? null : document.register
  const register = reserved ?? (await numberingOf(work, document)).register
  return covers(scope, { type: document.kind, register })
}
