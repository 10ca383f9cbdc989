import type { z } from 'zod'
import { requireDocumentHandler } from '#server/platform/rights.ts'
import type { Work } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import { workFileClosed as closed } from '../events.ts'
import { OpenWorkFile } from './open-work-file.ts'
import {
  retentionUnknown,
  workFileClosed,
  workFileEmpty,
  workFileIncomplete,
  workFileNotFound,
} from './refusals.ts'
import { archiveBy, findClass, keepUntil, listClasses } from './retention.ts'
import { changeWorkFile, listFiled, lockWorkFile } from './work-file-queries.ts'

/** What a work file is found to be when it is complete. */
const FinalFacts = OpenWorkFile.pick({ title: true, retention: true, isConstruction: true })
type FinalFacts = z.infer<typeof FinalFacts>

/**
 * Closes a work file: from then on its days run, and nothing is put in or taken out. Its title and how long it is kept are determined anew, for what
 * was thought of it when it was opened may not be what it has become (NĐ 30/2020/NĐ-CP Điều 29 khoản 4 điểm b). As it was
 * opened where nothing is said. Refuses a class nobody gives any more, unless it was opened with it.
 */
export async function closeWorkFile(
  work: Work,
  id: string,
  found?: z.input<typeof FinalFacts>,
): Promise<void> {
  const officer = requireDocumentHandler(work.actor)
  const file = await lockWorkFile(work.tx, officer.agencyIds, id)
  if (!file) throw workFileNotFound()
  if (file.closedAt) throw workFileClosed()
  if ((await listFiled(work.tx, id)).length === 0) throw workFileEmpty()
  const on = localDay(work.now)
  const facts = found ? FinalFacts.safeParse(found).data : file
  if (!facts) throw workFileIncomplete()
  const { title, retention, isConstruction } = facts
  const kept = findClass(retention)
  const isGiven = retention === file.retention || listClasses(on).some(({ key }) => key === retention)
  if (!kept || !isGiven) throw retentionUnknown()
  await changeWorkFile(work.tx, id, {
    title,
    retention,
    isConstruction,
    closedBy: officer.id,
    closedAt: work.now,
    archiveBy: archiveBy(kept, on, isConstruction),
    keepUntil: keepUntil(kept, on),
  })
  const was = { title: file.title, retention: file.retention, isConstruction: file.isConstruction }
  const redetermined = changesOf(was, { title, retention, isConstruction })
  await work.record(closed(id, { agencyId: file.agencyId, retention, redetermined }))
}

/** Which of them are others than before; what they say stays out of the log. */
function changesOf(was: FinalFacts, is: FinalFacts): (keyof FinalFacts)[] {
  return (['title', 'retention', 'isConstruction'] as const).filter((fact) => was[fact] !== is[fact])
}
