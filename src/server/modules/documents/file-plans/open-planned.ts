import { z } from 'zod'
import { requireDocumentHandler } from '#server/platform/rights.ts'
import type { Work } from '#server/platform/work.ts'
import { fileDocument } from '../files/file-document.ts'
import { openWorkFile } from '../files/open-work-file.ts'
import { changeEntryRow, findPlan, lockEntry } from './file-plan-queries.ts'
import { planEntryNotFound, planEntryOpened, planNotApproved } from './refusals.ts'
import { listPeople } from './write-plan.ts'

export const OpenPlanned = z.object({
  entryId: z.uuid(),
  /** The document it is opened for, which becomes its first. */
  documentId: z.uuid().optional(),
})
export type OpenPlanned = z.infer<typeof OpenPlanned>

/**
 * Opens the work file of an entry of an approved list: symbol, title, class and the person responsible are those of the entry; whoever is not there any more
 * answers for nothing, and who opens it does. Its code names the year of the list, whose symbols begin anew every year. Refuses an entry
 * that has its work file, and one of a list nobody has approved.
 */
export async function openPlanned(work: Work, { entryId, documentId }: OpenPlanned): Promise<string> {
  const { agencyId } = requireDocumentHandler(work.actor)
  const entry = await lockEntry(work.tx, agencyId, entryId)
  if (!entry) throw planEntryNotFound()
  if (entry.workFileId) throw planEntryOpened()
  const plan = await findPlan(work.tx, agencyId, entry.year)
  if (!plan?.approvedAt) throw planNotApproved()
  const { title, retention, responsible } = entry
  const isThere = (await listPeople(work, agencyId)).some(({ id }) => id === responsible)
  const id = await openWorkFile(
    work,
    { code: codeOf(entry), title, retention, isConstruction: false },
    isThere ? responsible : null,
  )
  await changeEntryRow(work.tx, entryId, { workFileId: id })
  if (documentId) await fileDocument(work, id, documentId, { isKnown: false })
  return id
}

function codeOf({ code, year }: { code: string; year: number }): string {
  return code.includes(String(year)) ? code : `${year}.${code}`
}
