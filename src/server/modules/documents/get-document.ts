import type { Work } from '#server/platform/work.ts'
import { type Document, findDocument as find, findDocumentOfDossier as findOfDossier } from './queries.ts'
import { documentNotFound } from './refusals.ts'

/** The document as its owner (once issued), an officer of its agency or the province; refuses to anyone else. */
export async function getDocument(work: Work, id: string): Promise<Document> {
  const document = await find(work.tx, work.actor, id)
  if (!document) throw documentNotFound()
  return document
}

export async function findDocumentOfDossier(work: Work, dossierId: string): Promise<Document | undefined> {
  return findOfDossier(work.tx, work.actor, dossierId)
}
