import type { Officer } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'
import { discard } from '../draft/discard-draft.ts'
import { documentReplaced } from '../events.ts'
import { type Document, findDocument, findOwnDocument, holdDocuments } from '../queries.ts'
import { replacementWaits, revocationWaits, wrongStatus } from '../refusals.ts'
import { holdResult, listReplaced, listReplacing } from '../replace-queries.ts'
import { aboutOf } from '../route/counted.ts'
import { releaseNumbers } from '../sign/void-number.ts'
import { requireOwnDocument, takeAction } from '../take-action.ts'

/** The signed document, if another may be written in its place now: it stands, nobody asks to take it back, no other waits. */
export async function requireReplaceable(work: Work, officer: Officer, id: string): Promise<Document> {
  const { dossierId } = await requireOwnDocument(work, officer, id)
  if (dossierId) await holdResult(work.tx, dossierId)
  await holdDocuments(work.tx, [id])
  const document = await requireOwnDocument(work, officer, id)
  if (document.status !== 'issued') throw wrongStatus({ state: document.status })
  if (document.revokeAskedAt) throw revocationWaits()
  if ((await listReplacementOf(work, document.dossierId)).length > 0) throw replacementWaits()
  return document
}

/** What is drafted or being signed in the place of the signed result of this dossier: the result, then what is signed with it. */
export async function listReplacementOf(work: Work, dossierId: string | null): Promise<Document[]> {
  return dossierId === null ? [] : listReplacing(work.tx, work.actor, dossierId)
}

/** Every document of this dossier that was replaced, the oldest first. */
export function listReplacedOf(work: Work, dossierId: string): Promise<Document[]> {
  return listReplaced(work.tx, work.actor, dossierId)
}

/**
 * Thay thế: the issued document `by` stands in the place of this one from now on, for the reason it was written for; every
 * check says so. In the work in which whoever signed the new one issues it. Repeating changes nothing.
 */
export async function replaceDocument(
  work: Work,
  leader: Officer,
  id: string,
  { by, reason }: { by: string; reason: string },
): Promise<void> {
  const document = await requireOwnDocument(work, leader, id)
  if (document.replacedBy === by) return
  const next = await findDocument(work.tx, leader, by)
  if (document.status !== 'issued' || next?.status !== 'issued') throw wrongStatus({ state: document.status })
  await takeAction(work, document, 'replace', { reason, data: { replacedBy: by } })
  const about = await aboutOf(work, document, { isSigned: true, since: document.issuedAt })
  await work.record(documentReplaced(id, { ...about, replacedBy: by }))
}

/** Gives up what was written to replace a signed document: numbers it had reserved stay empty, with this reason. Refuses once it is confirmed. */
export async function discardReplacement(
  work: Work,
  officer: Officer,
  dossierId: string,
  why: string,
): Promise<void> {
  const documents = await listReplacing(work.tx, officer, dossierId)
  await releaseNumbers(work, documents, why)
  for (const document of documents) {
    if (await findOwnDocument(work.tx, officer, document.id)) await discard(work, officer, document.id)
  }
}
