/** What became of a document is told to whoever made copies of it, and to the clerks who gave them out: they take them back, or tell those who have them. */
import { resolveSuccessor } from '#server/modules/agencies/index.ts'
import { listStaffOf } from '#server/modules/identity/index.ts'
import { notifyStaff } from '#server/modules/notifications/index.ts'
import { system } from '#server/platform/actor.ts'
import { perform, type Work } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import type { ChangeKind } from '../changes/change-queries.ts'
import { findDocument } from '../queries.ts'
import { listCopiesOf, type MadeCopy } from './copy-queries.ts'

/** `note_undone`: that it was changed had been noted by mistake. */
export type OriginalNews = ChangeKind | 'note_undone'

/** Tells of this news all who have to do with a copy of the document. Repeating tells nobody twice. */
export async function tellOfOriginal(originalId: string, news: OriginalNews): Promise<void> {
  await perform(system, async (work) => {
    const copies = await listCopiesOf(work.tx, originalId)
    if (copies.length === 0) return
    const original = await findDocument(work.tx, system, originalId)
    for (const copy of copies) await tellOfCopy(work, copy, `original_${news}`, original?.lastSeq ?? 0)
  })
}

async function tellOfCopy(
  work: Work,
  { id, agencyId, draftedBy, symbol }: MadeCopy,
  kind: string,
  lastSeq: number,
): Promise<void> {
  const { id: today } = await resolveSuccessor(work, agencyId, localDay(work.now))
  const staff = await listStaffOf(work, today)
  const told = staff.filter((one) => one.id === draftedBy || one.roles.includes('clerk'))
  const notices = told.map(({ id: accountId }) => ({
    key: `${kind} ${id} ${lastSeq}`,
    accountId,
    agencyId,
    kind,
    path: `/van-ban/${id}`,
    data: symbol ? { symbol } : {},
  }))
  await notifyStaff(work, ...notices)
}
