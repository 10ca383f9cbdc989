/** Tài liệu họp: files those invited may read, kept by the house's own store. */
import type { Officer } from '#server/platform/actor.ts'
import { type StoredFile, useFiles } from '#server/platform/files/index.ts'
import { newId } from '#server/platform/id.ts'
import { askAsProgram, type Work } from '#server/platform/work.ts'
import { paperAdded, paperRemoved } from '../events.ts'
import { insertPaper, listItems, listPapers, type Paper, removePaperRow } from '../look/queries.ts'
import { most } from '../model.ts'
import { itemGone, paperNotFound, tooMany } from '../refusals.ts'
import { requireMeeting, requireRunner } from '../rights.ts'

/** Adds a file that was just handed in, to the meeting or to one point of its agenda. */
export async function addPaper(
  work: Work,
  officer: Officer,
  id: string,
  { name, sha256, size, mediaType }: StoredFile & { name: string },
  itemId?: string,
): Promise<void> {
  const { meeting } = await requireRunner(work, officer, id, 'called', 'running')
  if (itemId && !(await listItems(work.tx, id)).some((one) => one.id === itemId)) throw itemGone()
  if ((await listPapers(work.tx, id)).length >= most.papers) throw tooMany({ most: most.papers })
  const paperId = newId(work.now.getTime())
  await insertPaper(work.tx, {
    id: paperId,
    meetingId: id,
    itemId: itemId ?? null,
    name: name.slice(0, 200) || 'tai-lieu',
    sha256,
    size: Number(size),
    mediaType,
    addedBy: officer.id,
    addedAt: work.now,
  })
  await askAsProgram(work, () => useFiles(work, [sha256], `meetings.paper:${paperId}`))
  await work.record(paperAdded(id, { agencyId: meeting.agencyId, size: Number(size) }))
}

/** Takes it away again: nobody is given it any more. */
export async function removePaper(work: Work, officer: Officer, id: string, paperId: string): Promise<void> {
  const { meeting } = await requireRunner(work, officer, id, 'called', 'running')
  if (!(await listPapers(work.tx, id)).some((one) => one.id === paperId)) return
  await removePaperRow(work.tx, paperId, work.now)
  await work.record(paperRemoved(id, { agencyId: meeting.agencyId }))
}

/** For whoever is invited, and whoever calls the meeting. */
export async function openPaper(work: Work, officer: Officer, id: string, paperId: string): Promise<Paper> {
  await requireMeeting(work, officer, id)
  const paper = (await listPapers(work.tx, id)).find((one) => one.id === paperId)
  if (!paper) throw paperNotFound()
  return paper
}
