import type { Officer } from '#server/platform/actor.ts'
import { requireDocumentHandler } from '#server/platform/rights.ts'
import type { Work } from '#server/platform/work.ts'
import { type Document, findDocument } from '../queries.ts'
import { documentNotFound, notOfAgency } from '../refusals.ts'
import { findRoute, type Route } from '../route/route-queries.ts'
import { requireOwnDocument } from '../take-action.ts'

export interface Draft {
  document: Document
  route: Route
}

/** A draft of an agency of this officer, with how far it is; to anyone else it does not exist. */
export async function requireOwnDraft(work: Work, officer: Officer, id: string): Promise<Draft> {
  requireDocumentHandler(officer)
  return withRoute(work, await requireOwnDocument(work, officer, id))
}

/** The same for whoever may read it: its agency, those in its route, those asked about it, its recipients. */
export async function requireReadableDraft(work: Work, officer: Officer, id: string): Promise<Draft> {
  requireDocumentHandler(officer)
  const document = await findDocument(work.tx, officer, id)
  if (!document) throw documentNotFound()
  return withRoute(work, document)
}

async function withRoute(work: Work, document: Document): Promise<Draft> {
  const route = await findRoute(work.tx, requireOfAgency(document).id)
  if (!route) throw documentNotFound()
  return { document, route }
}

/** What answers a dossier is drafted and signed with it. */
export function requireOfAgency(document: Document): Document {
  if (document.source !== 'agency') throw notOfAgency()
  return document
}
