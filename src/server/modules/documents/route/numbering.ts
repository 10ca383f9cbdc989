import { covers } from '#server/modules/agencies/index.ts'
import type { Work } from '#server/platform/work.ts'
import { type Document, findLastAction } from '../queries.ts'
import type { SealBy } from './model.ts'
import { caseOf } from './plan-route.ts'
import { numberingRule } from './rules.ts'

/** The book a document takes its number from today, and who seals it. What answers a dossier says its book itself. */
export async function numberingOf(
  work: Work,
  document: Pick<Document, 'id' | 'agencyId' | 'kind' | 'content' | 'source'>,
): Promise<{ register: string; seal?: SealBy }> {
  if (document.source !== 'agency') return { register: document.content.register }
  const { about } = await caseOf(work, document)
  return numberingRule(work, about, () => sumOf(work, document.id))
}

/** The sum it was last submitted with; null where it spends nothing, or was not. */
async function sumOf({ tx }: Pick<Work, 'tx'>, id: string): Promise<number | null> {
  const submitted = (await findLastAction(tx, id, 'submit'))?.data as { amount?: number | null } | undefined
  return submitted?.amount ?? null
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
