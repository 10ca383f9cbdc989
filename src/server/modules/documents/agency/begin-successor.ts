import { findAgency } from '#server/modules/agencies/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import { findDocumentType } from '#shared/document/types.ts'
import { m } from '#shared/messages/index.ts'
import type { DocumentContent } from '../model.ts'
import { formUnequal } from '../refusals.ts'
import { requireOwnDraft } from './own-draft.ts'
import { draftSuccessor, type RelationKind } from './relations.ts'
import { successorBody, successorSubject } from './successor-text.ts'

/**
 * Begins the draft that replaces, amends or corrects an issued one, with the text such a document begins with and the old one cited by its
 * type, number, day and agency; as `draftSuccessor`.
 */
export async function beginSuccessor(
  work: Work,
  officer: Officer,
  targetId: string,
  { kind, reason }: { kind: RelationKind; reason: string },
): Promise<{ id: string }> {
  const { document } = await requireOwnDraft(work, officer, targetId)
  const { agencyId, content, subject, symbol, issuedAt } = document
  const type = findDocumentType(document.kind)
  if (!type) throw formUnequal()
  const agency = await findAgency(work, agencyId)
  const cited = {
    type: type.name,
    symbol: symbol ?? '',
    date: issuedAt ? localDay(issuedAt) : '',
    organ: agency?.name ?? '',
    title: '',
  } as const
  const old = { type, subject, body: content.body, cited }
  return draftSuccessor(work, officer, targetId, {
    kind,
    reason,
    subject: successorSubject(kind, old),
    body: successorBody(kind, old, reason),
    ...(kind === 'corrects' ? await sentTo(work, content) : {}),
  })
}

/** A letter goes to those the old document went to: it names them above its text, where a decision names them in its nơi nhận. */
async function sentTo(work: Work, { addressees = [], recipientAgencies = [] }: DocumentContent) {
  const agencies = await Promise.all(recipientAgencies.map((id) => findAgency(work, id)))
  const names = agencies.flatMap((agency) => (agency ? { agencyId: agency.id, name: agency.name } : []))
  return {
    addressees: addressees.length > 0 ? addressees : names,
    recipients: m.documents.route.draft.recipientsUsual.split('\n'),
  }
}
