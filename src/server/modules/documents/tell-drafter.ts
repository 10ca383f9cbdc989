import { notifyStaff } from '#server/modules/notifications/index.ts'
import type { Officer } from '#server/platform/actor.ts'
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
