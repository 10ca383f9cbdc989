/** Putting documents and papers into a work file, in an order, and taking them out while it is open. */
import { extname } from 'node:path'
import { findFile, type StoredFile } from '#server/platform/files/index.ts'
import { newId } from '#server/platform/id.ts'
import { requireDocumentHandler } from '#server/platform/rights.ts'
import type { Work } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import { normalise } from '#shared/text/index.ts'
import { changesOf } from '../changes/changes.ts'
import { documentFiled, filedTakenOut } from '../events.ts'
import { listArrivalFiles } from '../incoming/arrival-queries.ts'
import { findIncoming } from '../incoming/incoming-queries.ts'
import { keepFiles } from '../keep-files.ts'
import { fileNameOf } from '../model.ts'
import { findDocument, holdDocuments } from '../queries.ts'
import { documentDestroyed, documentNotFound } from '../refusals.ts'
import {
  filedAlready,
  filedNotFound,
  frozenToFile,
  nothingToFile,
  workFileClosed,
  workFileFull,
  workFileNotFound,
} from './refusals.ts'
import {
  changeFiled,
  type FiledPart,
  insertFiled,
  insertParts,
  listFiled,
  lockWorkFile,
  mostFiled,
  type WorkFile,
} from './work-file-queries.ts'

/**
 * Puts a document one may read, issued or received, at the end of an open work file. Its file is kept for as long as the work file. Refuses one
 * that was revoked or replaced unless whoever files it knows that (`isKnown`): it is kept then, not in force.
 */
export async function fileDocument(
  work: Work,
  workFileId: string,
  documentId: string,
  { isKnown = false } = {},
): Promise<void> {
  const file = await lockOpen(work, workFileId)
  // Not destroyed meanwhile with the last work file that holds it, nor given its mark.
  await holdDocuments(work.tx, [documentId])
  const document = await findDocument(work.tx, work.actor, documentId)
  if (!document) throw documentNotFound()
  if (document.destroyedAt) throw documentDestroyed()
  const stored = document.sha256 ? await findFile(work, document.sha256) : undefined
  if (!stored || !['issued', 'received', 'revoked'].includes(document.status)) throw nothingToFile()
  const frozen = (await changesOf(work, [documentId])).get(documentId)?.find(({ isFrozen }) => isFrozen)
  if (frozen && !isKnown) throw frozenToFile({ why: frozen.words })
  const { symbol, title, subject } = document
  await put(work, file, stored, {
    documentId,
    label: normalise([title, symbol ? `số ${symbol}` : '', subject].filter(Boolean).join(' '), 700),
    dated: localDay(document.issuedAt ?? document.draftedAt),
    originalName: symbol ? fileNameOf(symbol) : `${documentId}.pdf`,
    parts: await partsOf(work, documentId),
  })
}

/** What came with an incoming document, and its copy with the ĐẾN mark: they lie in the work file with it. */
async function partsOf(work: Work, documentId: string): Promise<Part[]> {
  const incoming = await findIncoming(work.tx, documentId)
  if (!incoming) return []
  const came = await listArrivalFiles(work.tx, [incoming.arrivalId])
  const others = came.flatMap(({ sha256, name, mediaType, size }) =>
    sha256 && sha256 !== incoming.sha256
      ? [{ sha256, originalName: normalise(name, 200), mediaType, size: Number(size) }]
      : [],
  )
  const marked = incoming.markedSha256 ? await findFile(work, incoming.markedSha256) : undefined
  const { mediaType = '', size = 0 } = marked ?? {}
  const copy =
    incoming.markedSha256 && marked
      ? [
          {
            sha256: incoming.markedSha256,
            originalName: `den-${incoming.number}-${incoming.year}.pdf`,
            mediaType,
            size,
          },
        ]
      : []
  return [...copy, ...others]
}

type Part = Pick<FiledPart, 'sha256' | 'originalName' | 'mediaType' | 'size'>

/** Puts a paper that was handed in at the end of an open work file, under the name the officer gives it. */
export async function filePaper(
  work: Work,
  workFileId: string,
  paper: { file: StoredFile; label: string; originalName: string },
): Promise<void> {
  const file = await lockOpen(work, workFileId)
  await put(work, file, paper.file, {
    documentId: null,
    label: normalise(paper.label, 700) || normalise(paper.originalName, 700),
    dated: localDay(work.now),
    originalName: normalise(paper.originalName, 200) || `giay-to${extname(paper.originalName)}`,
  })
}

/** Takes something out of an open work file again: the list forgets it, the record that it lay there stays. */
export async function takeOut(work: Work, workFileId: string, filedId: string): Promise<void> {
  const officer = requireDocumentHandler(work.actor)
  const file = await lockOpen(work, workFileId)
  const filed = await listFiled(work.tx, workFileId)
  const at = filed.findIndex(({ id }) => id === filedId)
  const found = filed[at]
  if (!found) throw filedNotFound()
  await changeFiled(work.tx, filedId, { takenOutBy: officer.id, takenOutAt: work.now })
  for (const later of filed.slice(at + 1))
    await changeFiled(work.tx, later.id, { position: later.position - 1 })
  await work.record(filedTakenOut(workFileId, { agencyId: file.agencyId, documentId: found.documentId }))
}

/** Moves something one place up in the list of an open work file; the first stays the first. */
export async function moveUp(work: Work, workFileId: string, filedId: string): Promise<void> {
  await lockOpen(work, workFileId)
  const filed = await listFiled(work.tx, workFileId)
  const at = filed.findIndex(({ id }) => id === filedId)
  const found = filed[at]
  const before = filed[at - 1]
  if (!found) throw filedNotFound()
  if (!before) return
  // No two share a place, not even for a moment.
  await changeFiled(work.tx, found.id, { position: mostFiled + 1 })
  await changeFiled(work.tx, before.id, { position: found.position })
  await changeFiled(work.tx, found.id, { position: before.position })
}

async function lockOpen(work: Work, workFileId: string): Promise<WorkFile> {
  const officer = requireDocumentHandler(work.actor)
  const file = await lockWorkFile(work.tx, officer.agencyIds, workFileId)
  if (!file) throw workFileNotFound()
  if (file.closedAt) throw workFileClosed()
  return file
}

async function put(
  work: Work,
  file: WorkFile,
  stored: StoredFile,
  {
    parts = [],
    ...about
  }: { documentId: string | null; label: string; dated: string; originalName: string; parts?: Part[] },
): Promise<void> {
  const officer = requireDocumentHandler(work.actor)
  const last = (await listFiled(work.tx, file.id)).at(-1)?.position ?? 0
  if (last >= mostFiled) throw workFileFull({ most: mostFiled })
  const id = newId()
  const { sha256, mediaType, size } = stored
  const added = await insertFiled(work.tx, {
    id,
    workFileId: file.id,
    position: last + 1,
    ...about,
    sha256,
    mediaType,
    size,
    filedBy: officer.id,
    filedAt: work.now,
  })
  if (!added) throw filedAlready()
  await insertParts(
    work.tx,
    parts.map((part, at) => ({ ...part, filedId: id, position: at + 2 })),
  )
  const held = [sha256, ...parts.map((part) => part.sha256)]
  await keepFiles(work, held, 'filed', id)
  await work.record(documentFiled(file.id, { agencyId: file.agencyId, documentId: about.documentId }))
}
