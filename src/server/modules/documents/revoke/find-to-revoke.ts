import type { Officer } from '#server/platform/actor.ts'
import { isClientSystem, requireCaseHandler } from '#server/platform/rights.ts'
import type { Work } from '#server/platform/work.ts'
import type { Document } from '../queries.ts'
import { requireOwnDocument } from '../take-action.ts'

/** The document, for who works on cases of its agency; to anyone else, and to a client system, it does not exist. */
export function findToRevoke(work: Work, officer: Officer, id: string): Promise<Document> {
  if (!isClientSystem(officer)) requireCaseHandler(officer)
  return requireOwnDocument(work, officer, id)
}
