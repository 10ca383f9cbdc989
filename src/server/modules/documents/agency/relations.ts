/** Sửa đổi, thay thế, đính chính: what a document of an agency does to an issued one, once it is issued itself. */
import type { Officer } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'
import type { Body } from '#shared/document/body.ts'
import { findDocumentType } from '#shared/document/types.ts'
import { draftDocument } from '../draft/draft-document.ts'
import { holdPictures } from '../edit/pictures.ts'
import { documentNoted } from '../events.ts'
import type { DocumentContent } from '../model.ts'
import type { Document } from '../queries.ts'
import { findOwnDocument, holdDocuments } from '../queries.ts'
import { formUnequal, revocationWaits, wrongStatus } from '../refusals.ts'
import { replaceDocument } from '../replace/replace-document.ts'
import { listRelationsOf } from '../route/route-queries.ts'
import { requireOwnDocument, takeAction } from '../take-action.ts'
import { requireOwnDraft } from './own-draft.ts'

export type RelationKind = 'replaces' | 'amends' | 'corrects'

export interface Successor {
  kind: RelationKind
  subject: string
  /** Why: kept with the relation, and with the old document once it is replaced. */
  reason: string
  body: Body
  /** Those of the old one where absent. */
  addressees?: DocumentContent['addressees']
  recipients?: string[] | undefined
}

/**
 * Begins a draft that replaces, amends or corrects an issued document of this agency: wrong content by a document of equal form,
 * wrong layout or procedure by a letter (NĐ 30/2020/NĐ-CP Điều 18). The old one stands as it is until the new one is issued.
 */
export async function draftSuccessor(
  work: Work,
  officer: Officer,
  targetId: string,
  { kind, subject, reason, body, addressees, recipients }: Successor,
): Promise<{ id: string }> {
  // It is not revoked, nor asked back, while this is begun.
  await holdDocuments(work.tx, [targetId])
  const { document: target } = await requireOwnDraft(work, officer, targetId)
  if (target.status !== 'issued') throw wrongStatus({ state: target.status })
  if (target.revokeAskedAt) throw revocationWaits()
  const type = findDocumentType(kind === 'corrects' ? 'official_letter' : target.kind)
  if (!type) throw formUnequal()
  const { id } = await draftDocument(work, officer, {
    source: 'agency',
    dossierId: null,
    ownerId: null,
    agencyId: target.agencyId,
    kind: type.key,
    documentType: { abbreviation: type.abbreviation, name: type.name },
    title: type.name,
    subject,
    register: type.key,
    blocks: [],
    body,
    recipients: recipients ?? target.content.recipients,
    recipientAgencies: target.content.recipientAgencies,
    addressees: addressees ?? target.content.addressees,
    // Else nothing would answer the question any more once the old one is replaced.
    answers: kind === 'replaces' ? target.content.answers : undefined,
    power: kind === 'corrects' ? undefined : target.content.power,
    authorised: target.content.authorised,
    replaces: kind === 'replaces' ? targetId : undefined,
  })
  // Its pictures are its own from now on, whatever becomes of the old one.
  await holdPictures(work, id, body)
  const draft = await requireOwnDocument(work, officer, id)
  await takeAction(work, draft, 'relate', { reason, data: { kind, target: targetId } })
  return { id }
}

/** In the work in which a document is issued: what it was written to do to another happens now. An old one revoked meanwhile stays revoked. */
export async function settleRelation(work: Work, officer: Officer, id: string): Promise<void> {
  const relation = (await listRelationsOf(work.tx, id)).find(({ documentId }) => documentId === id)
  if (!relation) return
  await holdDocuments(work.tx, [relation.targetId])
  const target = await findOwnDocument(work.tx, officer, relation.targetId)
  if (target?.status !== 'issued') return
  const { symbol } = await requireOwnDocument(work, officer, id)
  if (relation.kind === 'replaces')
    await replaceDocument(work, officer, target.id, { by: id, reason: `thay thế bằng văn bản số ${symbol}` })
  else
    await noteOn(work, target, { kind: relation.kind as 'amends' | 'corrects', by: id, symbol: symbol ?? '' })
}

async function noteOn(
  work: Work,
  target: Document,
  { kind: relation, by, symbol }: { kind: 'amends' | 'corrects'; by: string; symbol: string },
): Promise<void> {
  await takeAction(work, target, 'note', { data: { relation, by, symbol } })
  const { id, agencyId, kind, dossierId } = target
  await work.record(documentNoted(id, { agencyId, kind, dossierId, relation, by }))
}
