import type { Readable } from 'node:stream'
import type { Actor } from '#server/platform/actor.ts'
import { findFile, openFile } from '#server/platform/files/index.ts'
import type { Work } from '#server/platform/work.ts'
import { documentOpened } from './events.ts'
import { fileNameOf } from './model.ts'
import { findDocument } from './queries.ts'
import { documentNotFound, fileNotHeld } from './refusals.ts'

export interface DocumentFile {
  stream: Readable
  headers: Record<string, string>
}

/**
 * The signed file, for its owner, for officers of its agency and for the province. When staff open a document about
 * a person, that is recorded, and the person can see it.
 */
export async function openDocumentFile(work: Work, actor: Actor, id: string): Promise<DocumentFile> {
  const document = await findDocument(work.tx, actor, id)
  if (!document) throw documentNotFound()
  const { sha256, symbol, agencyId, kind, dossierId } = document
  if (sha256 === null) throw fileNotHeld()
  const stored = await findFile(work, sha256)
  const stream = await openFile(sha256)
  if (actor.kind === 'officer') await work.record(documentOpened(id, { agencyId, kind, dossierId }))
  return {
    stream,
    headers: {
      'content-type': 'application/pdf',
      'content-length': String(stored?.size ?? 0),
      'content-disposition': `inline; filename="van-ban.pdf"; filename*=UTF-8''${encodeURIComponent(fileNameOf(symbol ?? id))}`,
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
    },
  }
}
