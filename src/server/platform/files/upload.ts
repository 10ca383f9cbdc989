/** Sending a file over a bad line: what has arrived is kept, and sending goes on from there, in the manner of tus. */
import { Readable } from 'node:stream'
import { fileEmpty } from '#server/crafts/inspect/refusals.ts'
import { Refusal } from '#shared/refusal.ts'
import { normalise } from '#shared/text/index.ts'
import { system } from '../actor.ts'
import { newId } from '../id.ts'
import { asProgram, perform, type Work } from '../work.ts'
import { fileName } from './file-name.ts'
import { refuseWhenScarce } from './file-store.ts'
import {
  deleteExpiredUploads,
  endUpload,
  findFile,
  findUpload,
  insertUpload,
  listFinished,
  type UploadRow,
} from './queries.ts'
import {
  contentRefusal,
  fileTooLarge,
  isAboutContent,
  uploadIncomplete,
  uploadNotFound,
  uploadTooLong,
  wrongOffset,
} from './refusals.ts'
import { dayMs, maxFileSize, type StoredFile, storeStream } from './store-file.ts'
import { checkQuota, returnBytes, takeBytes, type UploadOwner } from './upload-limits.ts'
import { forgetParts, forgetPartsBefore, keepPart, openParts, partsOf, readParts } from './upload-parts.ts'
import { useFile } from './use-file.ts'

export interface UploadState {
  id: string
  name: string
  size: number
  /** Where to go on sending. */
  offset: number
  /** The finished file. */
  sha256: string | null
  /** Why the finished file was not accepted. */
  refusal: string | null
  expiresAt: Date
}

/** A file handed in, with the name to show for it. */
export interface UploadedFile extends StoredFile {
  uploadId: string
  name: string
}

/** Begins an upload, which may be continued for a day. */
export async function createUpload(
  work: Work,
  owner: UploadOwner,
  { name, size }: { name: string; size: number },
): Promise<UploadState> {
  if (size < 1) throw fileEmpty()
  if (size > maxFileSize) throw fileTooLarge({ limit: maxFileSize })
  await checkQuota(work, owner, size)
  await refuseWhenScarce(size)
  await takeBytes(work, owner, size)
  const upload = {
    id: newId(),
    ownerId: owner.id,
    name: normalise(name, 200),
    size,
    received: 0,
    sha256: null,
    expiresAt: new Date(work.now.getTime() + dayMs),
  }
  await insertUpload(work.tx, upload)
  return stateOf({ ...upload, refusal: null })
}

/** How far an upload has come. Someone else's upload does not exist. */
export async function uploadState(work: Work, owner: UploadOwner, id: string): Promise<UploadState> {
  return stateOf(await getUpload(work, owner, id))
}

/**
 * Takes the next bytes of an upload. Sending from any other place than `offset` is refused with the right one. When
 * the line breaks, everything that arrived is kept and the new offset is the answer.
 */
export async function appendUpload(
  owner: UploadOwner,
  id: string,
  offset: number,
  source: Readable,
): Promise<UploadState> {
  const upload = await perform(owner, (work) => getUpload(work, owner, id))
  if (upload.refusal) throw contentRefusal(upload.refusal)
  if (upload.received !== offset) throw wrongOffset({ offset: upload.received })
  await refuseWhenScarce()
  await openParts(id)

  let received = offset
  for await (const part of partsOf(source)) {
    if (received + part.length > upload.size) throw uploadTooLong({ size: upload.size })
    if (!(await keepPart(owner, id, received, part))) {
      const { received: now } = await perform(owner, (work) => getUpload(work, owner, id))
      throw wrongOffset({ offset: now })
    }
    received += part.length
  }
  return stateOf({ ...upload, received })
}

/**
 * Makes the received bytes a file, or refuses it for what it contains. Repeating gives the same answer; the parts are
 * gone afterwards.
 */
export async function finishUpload(
  owner: UploadOwner,
  id: string,
  signal?: AbortSignal,
): Promise<UploadedFile> {
  const upload = await perform(owner, (work) => getUpload(work, owner, id))
  if (upload.refusal) throw contentRefusal(upload.refusal)
  if (upload.sha256) return perform(owner, (work) => getUploadedFile(work, owner, id))
  if (upload.received < upload.size) throw uploadIncomplete({ offset: upload.received, size: upload.size })

  try {
    const file = await storeStream(Readable.from(readParts(upload), { objectMode: false }), {
      asker: { name: owner.id, signal },
    })
    await perform(owner, async (work) => {
      await asProgram(work, () => endUpload(work.tx, id, { sha256: file.sha256 }))
      await useFile(work, file.sha256, `platform.upload:${id}`)
    })
    await forgetParts(id)
    return { ...file, uploadId: id, name: fileName(upload.name, file.mediaType) }
  } catch (error) {
    if (error instanceof Refusal && isAboutContent(error.code)) {
      await perform(system, ({ tx }) => endUpload(tx, id, { refusal: error.code }))
      await forgetParts(id)
    }
    throw error
  }
}

/** A whole file in one request, as a form without script sends it; afterwards it is an upload like any other. */
export async function receiveFile(
  owner: UploadOwner,
  {
    name,
    source,
    signal,
    size: told,
  }: { name: string; source: Readable; signal?: AbortSignal; size?: number },
): Promise<UploadedFile> {
  // What is not told is taken whole beforehand: many at once must not all find room that is there for one.
  const taken = Math.min(told ?? maxFileSize, maxFileSize)
  await perform(owner, async (work) => {
    await checkQuota(work, owner, 0)
    await takeBytes(work, owner, taken)
  })
  const giveBack = (work: Work, size: number) => returnBytes(work, owner, taken - size)
  const file = await storeStream(source, { asker: { name: owner.id, signal } }).catch(async (error) => {
    await perform(owner, (work) => giveBack(work, 0))
    throw error
  })
  return perform(owner, async (work) => {
    const { sha256, size } = file
    await giveBack(work, size)
    const upload = {
      id: newId(),
      ownerId: owner.id,
      name: normalise(name, 200),
      size,
      received: size,
      sha256,
    }
    const expiresAt = new Date(work.now.getTime() + dayMs)
    await asProgram(work, () => insertUpload(work.tx, { ...upload, expiresAt }))
    await useFile(work, sha256, `platform.upload:${upload.id}`)
    return { ...file, uploadId: upload.id, name: fileName(upload.name, file.mediaType) }
  })
}

/** The finished file of an upload of this owner; knowing the hash of someone else's file is not enough to use it. */
export async function getUploadedFile(work: Work, owner: UploadOwner, id: string): Promise<UploadedFile> {
  const upload = await getUpload(work, owner, id)
  const file = upload.sha256 ? await findFile(work.tx, upload.sha256) : undefined
  if (!file) throw uploadIncomplete({ offset: upload.received, size: upload.size })
  return { ...file, uploadId: id, name: fileName(upload.name, file.mediaType) }
}

/** The finished uploads of this owner among these ids, with the names to show. */
export async function listFinishedUploads(
  { tx, now }: Work,
  ownerId: string,
  ids: readonly string[],
): Promise<(StoredFile & { id: string; name: string })[]> {
  const files = await listFinished(tx, ownerId, ids, now)
  return files.map((file) => ({ ...file, name: fileName(file.name, file.mediaType) }))
}

/** Forgets uploads past their day and removes their parts. */
export async function expireUploads(now = new Date()): Promise<number> {
  const ids = await perform(system, ({ tx }) => deleteExpiredUploads(tx, now))
  for (const id of ids) await forgetParts(id)
  await forgetPartsBefore(now.getTime() - 2 * dayMs)
  return ids.length
}

function stateOf({ id, name, size, received, sha256, refusal, expiresAt }: UploadRow): UploadState {
  return { id, name, size, offset: received, sha256, refusal, expiresAt }
}

async function getUpload({ tx, now }: Work, owner: UploadOwner, id: string): Promise<UploadRow> {
  const upload = await findUpload(tx, owner.id, id, now)
  if (!upload) throw uploadNotFound()
  return upload
}
