import type { Officer } from '#server/platform/actor.ts'
import { requireDocumentHandler } from '#server/platform/rights.ts'
import type { Work } from '#server/platform/work.ts'
import { type Document, findDocument, holdDocuments } from '../queries.ts'
import { documentDestroyed, documentNotFound, inRoute } from '../refusals.ts'
import { isInRoute } from './queries.ts'
import { notOpenToWriting } from './refusals.ts'

/**
 * A document of an agency, for whoever works on documents there or at an agency it was put before; as if it were not there for others. Refuses a
 * copy: its pages are those of its original, and nobody writes on them.
 */
export async function requireAgencyDocument(work: Work, officer: Officer, id: string): Promise<Document> {
  return requireWritten(await requireOfAgency(work, officer, id))
}

function requireWritten(document: Document): Document {
  if (document.content.copyOf) throw notOpenToWriting({ state: 'copy' })
  return document
}

async function requireOfAgency(work: Work, officer: Officer, id: string): Promise<Document> {
  requireDocumentHandler(officer)
  const document = await findDocument(work.tx, officer, id)
  if (document?.source !== 'agency') throw documentNotFound()
  if (document.destroyedAt) throw documentDestroyed()
  return document
}

/**
 * The same while it is a draft, for what is to be written about it: what may be remarked on and proposed for. Until the work ends nobody
 * takes its number, submits it or gives it up: whoever writes at that moment is told, and meets no policy that has changed meanwhile.
 */
export async function requireDraft(work: Work, officer: Officer, id: string): Promise<Document> {
  requireDocumentHandler(officer)
  await holdDocuments(work.tx, [id])
  const document = await requireOfAgency(work, officer, id)
  if (document.status !== 'draft') throw notOpenToWriting({ state: document.status })
  return document
}

/** The same for its writers: officers of its own agency, while it lies before nobody in its approval route. */
export async function requireOpenDraft(work: Work, officer: Officer, id: string): Promise<Document> {
  return requireWritten(await requireUnsentDraft(work, officer, id))
}

/** The same, a copy too: to be sent as it is. */
export async function requireUnsentDraft(work: Work, officer: Officer, id: string): Promise<Document> {
  const document = await requireDraft(work, officer, id)
  if (!officer.agencyIds.includes(document.agencyId)) throw notOpenToWriting({ state: 'elsewhere' })
  if (await isInRoute(work.tx, id)) throw inRoute()
  return document
}
