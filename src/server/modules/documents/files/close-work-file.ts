import { requireDocumentHandler } from '#server/platform/rights.ts'
import type { Work } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import { workFileClosed as closed } from '../events.ts'
import { retentionUnknown, workFileClosed, workFileEmpty, workFileNotFound } from './refusals.ts'
import { archiveBy, findClass, keepUntil } from './retention.ts'
import { changeWorkFile, listFiled, lockWorkFile } from './work-file-queries.ts'

/** Closes a work file: from then on its days run, and nothing is put in or taken out. */
export async function closeWorkFile(work: Work, id: string): Promise<void> {
  const officer = requireDocumentHandler(work.actor)
  const file = await lockWorkFile(work.tx, officer.agencyIds, id)
  if (!file) throw workFileNotFound()
  if (file.closedAt) throw workFileClosed()
  if ((await listFiled(work.tx, id)).length === 0) throw workFileEmpty()
  const kept = findClass(file.retention)
  if (!kept) throw retentionUnknown()
  const on = localDay(work.now)
  await changeWorkFile(work.tx, id, {
    closedBy: officer.id,
    closedAt: work.now,
    archiveBy: archiveBy(kept, on, file.isConstruction),
    keepUntil: keepUntil(kept, on),
  })
  await work.record(closed(id, { agencyId: file.agencyId, retention: file.retention }))
}
