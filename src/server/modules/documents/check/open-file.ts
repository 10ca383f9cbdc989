import type { Readable } from 'node:stream'
import { findFile, openFile } from '#server/platform/files/index.ts'
import type { Work } from '#server/platform/work.ts'
import { openDocument } from '../get-document.ts'
import { fileNameOf } from '../model.ts'
import { documentDestroyed, fileNotHeld } from '../refusals.ts'

export interface DocumentFile {
  stream: Readable
  headers: Record<string, string>
}

/**
 * The signed file, for its owner and for those who work on cases of its agency. When staff open a document about a
 * person, that is recorded, and the person can see it.
 */
export async function openDocumentFile(work: Work, id: string): Promise<DocumentFile> {
  const { sha256, symbol, destroyedAt } = await openDocument(work, id)
  if (destroyedAt) throw documentDestroyed()
  if (sha256 === null) throw fileNotHeld()
  const stored = await findFile(work, sha256)
  const stream = await openFile(sha256)
  return {
    stream,
    headers: {
      'content-type': 'application/pdf',
      'content-length': String(stored?.size ?? 0),
      'content-disposition': `inline; filename="van-ban.pdf"; filename*=UTF-8''${encodeURIComponent(fileNameOf(symbol ?? id))}`,
      'cache-control': 'private, no-store',
    },
  }
}
