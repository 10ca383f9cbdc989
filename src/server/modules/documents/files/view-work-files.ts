/** Work files of the agency acted for: lists, one of them with all that belongs to it, and its contents as a paper. */
import type { StoredFile } from '#server/platform/files/index.ts'
import { requireDocumentHandler } from '#server/platform/rights.ts'
import type { Work } from '#server/platform/work.ts'
import { addDays, localDay } from '#shared/dates.ts'
import { changesOf, type SaidChange } from '../changes/changes.ts'
import { recordFiledOpening } from '../openings.ts'
import { filedNotFound, workFileDestroyed, workFileNotFound } from './refusals.ts'
import { retention } from './retention.ts'
import { listTransfers, type Transfer } from './transfer-queries.ts'
import {
  type FiledWhole,
  findWorkFile,
  type Hold,
  listFiledWhole,
  listHolding,
  listHolds,
  listOpen,
  listRows,
  type WorkFile,
  type WorkFilePlace,
  type WorkFileRow,
  type WorkFileTab,
} from './work-file-queries.ts'

export const workFileTabs = ['open', 'closed', 'ending', 'gone'] as const satisfies readonly WorkFileTab[]
const workFilesOnPage = 50
const mostOpen = 200

/** One page of them, from a place in their order on, and where the next goes on. */
export async function listWorkFiles(
  work: Work,
  tab: WorkFileTab,
  after?: WorkFilePlace,
): Promise<{ rows: WorkFileRow[]; next: WorkFilePlace | undefined }> {
  const { agencyIds } = requireDocumentHandler(work.actor)
  const soon = addDays(localDay(work.now), retention().archiving.warnDays)
  const rows = await listRows(work.tx, agencyIds, { tab, soon }, { limit: workFilesOnPage + 1, after })
  const last = rows.length > workFilesOnPage ? rows[workFilesOnPage - 1] : undefined
  return {
    rows: rows.slice(0, workFilesOnPage),
    next: last && { at: (tab === 'ending' && last.ends) || last.openedAt, id: last.id },
  }
}

export interface WorkFileView {
  file: WorkFile
  filed: FiledWhole[]
  holds: Hold[]
  transfers: Transfer[]
  /** What became of the documents in it since they were issued, by document. */
  changes: Map<string, SaidChange[]>
}

/** One with its contents, orders to keep and packages. */
export async function viewWorkFile(work: Work, id: string): Promise<WorkFileView> {
  const { agencyIds } = requireDocumentHandler(work.actor)
  const file = await findWorkFile(work.tx, agencyIds, id)
  if (!file) throw workFileNotFound()
  const filed = await listFiledWhole(work.tx, id)
  return {
    file,
    filed,
    changes: await changesOf(
      work,
      filed.flatMap(({ documentId }) => documentId ?? []),
    ),
    holds: await listHolds(work.tx, id),
    transfers: await listTransfers(work.tx, id),
  }
}

/** A file that lies in a work file, to be shown, or by its place another of the same document: that staff opened it is in the log. */
export async function openFiled(
  work: Work,
  workFileId: string,
  filedId: string,
  place = 1,
): Promise<StoredFile & { name: string }> {
  const { file, filed } = await viewWorkFile(work, workFileId)
  const found = filed.find(({ id }) => id === filedId)
  if (!found) throw filedNotFound()
  if (file.destroyedAt) throw workFileDestroyed()
  await recordFiledOpening(work, file, found.documentId)
  const { sha256, mediaType, size, originalName } =
    place === 1 ? found : (found.parts.find(({ position }) => position === place) ?? {})
  if (!sha256 || !mediaType || !originalName) throw filedNotFound()
  return { sha256, mediaType, size: Number(size), name: originalName }
}

/** Where this document may be filed, and where it lies already. */
export async function placesFor(
  work: Work,
  documentId: string,
): Promise<{ open: WorkFile[]; holding: Pick<WorkFile, 'id' | 'code' | 'title'>[] }> {
  const { agencyIds, agencyId } = requireDocumentHandler(work.actor)
  return {
    open: await listOpen(work.tx, [agencyId], mostOpen),
    holding: await listHolding(work.tx, agencyIds, documentId),
  }
}
