import { notifyStaff } from '#server/modules/notifications/index.ts'
import type { Actor, Officer } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'
import type { Document } from './queries.ts'

/**
 * Tells whoever wrote the text that stands what others did with it: its number and symbol at most, never what it says. Nobody is
 * told of what they did themselves, nor of results of dossiers, whose work list says it.
 */
export async function tellDrafter(
  work: Work,
  doer: Officer,
  { id, agencyId, dossierId, draftedBy, lastSeq, symbol }: Document,
  kind: 'draft_opinion' | 'draft_returned' | 'draft_issued',
): Promise<void> {
  if (dossierId !== null || !draftedBy || draftedBy === doer.id) return
  await notifyStaff(work, {
    key: `${kind} ${id} ${lastSeq}`,
    accountId: draftedBy,
    agencyId,
    kind,
    path: `/van-ban/${id}`,
    data: symbol ? { symbol } : {},
  })
}

/**
 * Tells whoever held the number of this document, as it was read before, that it stays empty: by its symbol at most. Nobody is told of what they
 * did themselves.
 */
export async function tellSigner(
  work: Work,
  doer: Actor,
  { id, agencyId, dossierId, signedBy, lastSeq, symbol }: Document,
  kind: 'number_forgotten' | 'number_given_up' | 'seal_refused',
): Promise<void> {
  if (!signedBy || (doer.kind === 'officer' && doer.id === signedBy)) return
  await notifyStaff(work, {
    key: `${kind} ${id} ${lastSeq}`,
    accountId: signedBy,
    agencyId,
    kind,
    path: dossierId === null ? `/van-ban/${id}` : '/ky-so',
    data: symbol ? { symbol } : {},
  })
}
