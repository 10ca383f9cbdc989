import type { Readable } from 'node:stream'
import { findFile, openFile } from '#server/platform/files/index.ts'
import type { Work } from '#server/platform/work.ts'
import { endingOf } from '#shared/accepted-files.ts'
import { openDocument } from '../get-document.ts'
import { fileNameOf } from '../model.ts'
import { documentDestroyed, fileNotHeld } from '../refusals.ts'

export interface DocumentFile {
  stream: Readable
  headers: Record<string, string>
}

/**
 * The signed file, for its owner and for those who work on cases of its agency; of what came from elsewhere the file as it came. When staff
 * open a document about a person, that is recorded, and the person can see it.
 */
export async function openDocumentFile(work: Work, id: string): Promise<DocumentFile> {
  const { sha256, symbol, destroyedAt } = await openDocument(work, id, 'take')
  if (destroyedAt) throw documentDestroyed()
  if (sha256 === null) throw fileNotHeld()
  const stored = await findFile(work, sha256)
  const stream = await openFile(sha256)
  const mediaType = stored?.mediaType ?? pdf
  // What others sent may be of another kind, and is never opened as a page of ours.
  const ending = mediaType === pdf ? '.pdf' : endingOf(mediaType)
  const shown = mediaType === pdf ? 'inline' : 'attachment'
  const name = encodeURIComponent(fileNameOf(symbol || id).replace(/\.pdf$/, ending))
  return {
    stream,
    headers: {
      'content-type': mediaType,
      'content-length': String(stored?.size ?? 0),
      'content-disposition': `${shown}; filename="van-ban${ending}"; filename*=UTF-8''${name}`,
      'cache-control': 'private, no-store',
    },
  }
}

const pdf = 'application/pdf'
