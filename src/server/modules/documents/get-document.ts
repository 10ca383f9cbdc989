import type { Citizen } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'
import {
  type Document,
  findDocument as find,
  findDocumentOfDossier as findOfDossier,
  listRevokedOf,
} from './queries.ts'
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

/** Of these documents of a citizen's, the ones that were taken back. */
export async function listRevoked(
  work: Work,
  citizen: Citizen,
  ids: readonly string[],
): Promise<Set<string>> {
  return new Set(await listRevokedOf(work.tx, citizen.id, ids))
}
