import type { Officer } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'
import { formatDate } from '#shared/dates.ts'
import type { Body } from '#shared/document/body.ts'
import { withIds } from '#shared/document/ids.ts'
import { m } from '#shared/messages/index.ts'
import { requireOwnDraft } from './own-draft.ts'
import { draftSuccessor, type RelationKind } from './relations.ts'

/** Begins the draft that replaces, amends or corrects an issued one, with the sentence such a document begins with; as `draftSuccessor`. */
export async function beginSuccessor(
  work: Work,
  officer: Officer,
  targetId: string,
  { kind, reason }: { kind: RelationKind; reason: string },
): Promise<{ id: string }> {
  const { document } = await requireOwnDraft(work, officer, targetId)
  const symbol = document.symbol ?? ''
  const on = document.issuedAt ? formatDate(document.issuedAt) : ''
  const { succeedSubject, succeedText } = m.documents.route.acts
  const subject = succeedSubject[kind](symbol, document.subject)
  return draftSuccessor(work, officer, targetId, {
    kind,
    reason,
    subject: subject.slice(0, 500),
    body: bodyOf(kind, document.content.body, succeedText[kind](symbol, on, reason)),
  })
}

/** What replaces begins with the text it replaces; what amends or corrects with the sentence that says what of. */
function bodyOf(kind: RelationKind, old: Body | undefined, sentence: string): Body {
  const paragraph = {
    type: 'paragraph',
    attrs: { align: 'justify' },
    content: [{ type: 'text', text: sentence }],
  }
  return kind === 'replaces' && old ? old : withIds({ type: 'doc', content: [paragraph] })
}
