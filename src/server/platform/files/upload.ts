/**
 * Sending a file over a bad line: what has arrived is kept, and sending goes on from there, in the manner of tus.
 * Each part is a file of its own, named by its offset, that counts once the row has moved past it; so two connections
 * of one upload, even at two processes, cannot mix their bytes.
 */
import { createReadStream } from 'node:fs'
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { type Citizen, type Officer, system } from '#server/platform/actor.ts'
import { type Budget, returnBudget, takeBudget } from '#server/platform/budget.ts'
import { newId } from '#server/platform/id.ts'
import { asProgram, perform, type Work } from '#server/platform/work.ts'
import { Refusal } from '#shared/refusal.ts'
import { normalise } from '#shared/text/index.ts'
import { fileName } from './file-name.ts'
import { filesFolder, ignoreMissing, refuseWhenClosed, refuseWhenScarce, syncFolder } from './file-store.ts'
import {
  advanceUpload,
  deleteExpiredUploads,
  endUpload,
  findFile,
  findUpload,
  insertUpload,
  listFinished,
  lockOwner,
  sumUploads,
  type UploadRow,
} from './queries.ts'
import {
  bytesSpent,
  contentRefusal,
  fileEmpty,
  fileTooLarge,
  isAboutContent,
  tooManyUploads,
  uploadFragmented,
  uploadIncomplete,
  uploadNotFound,
  uploadQuotaUsed,
  uploadTooLong,
  wrongOffset,
} from './refusals.ts'
import { dayMs, maxFileSize, type StoredFile, store, storeStream } from './store-file.ts'
import { useFile } from './use-file.ts'

export type UploadOwner = Citizen | Officer

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

export const maxOpenUploads = 20
export const maxUploadBytes = 500 * 1024 * 1024
/** What one account may hand in: an officer who scans for many people all day, and a client system for more. */
const budgets: Record<'citizen' | 'officer' | 'client', Budget> = {
  citizen: { kind: 'bytes', capacity: maxUploadBytes, perHour: 25e6, refuse: bytesSpent },
  officer: { kind: 'bytes', capacity: maxUploadBytes, perHour: 500e6, refuse: bytesSpent },
  client: { kind: 'bytes', capacity: 5e9, perHour: 20e9, refuse: bytesSpent },
}

const maxParts = 1_000
const partSize = 4 * 1024 * 1024

const uploadsFolder = join(filesFolder, 'uploads')
const partsFolder = (id: string) => join(uploadsFolder, id)

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
  await takeBudget(work, owner.id, budgetOf(owner), size)
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
  const folder = partsFolder(id)
  await mkdir(folder, { recursive: true, mode: 0o700 }).catch(refuseWhenClosed)
  if ((await readdir(folder)).length > maxParts) throw uploadFragmented()

  let received = offset
  for await (const part of partsOf(source)) {
    if (received + part.length > upload.size) throw uploadTooLong({ size: upload.size })
    await keepPart(owner, id, received, part)
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
    await rm(partsFolder(id), { recursive: true, force: true })
    return { ...file, uploadId: id, name: fileName(upload.name, file.mediaType) }
  } catch (error) {
    if (error instanceof Refusal && isAboutContent(error.code)) {
      await perform(system, ({ tx }) => endUpload(tx, id, { refusal: error.code }))
      await rm(partsFolder(id), { recursive: true, force: true })
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
    await takeBudget(work, owner.id, budgetOf(owner), taken)
  })
  const giveBack = (work: Work, size: number) => returnBudget(work, owner.id, budgetOf(owner), taken - size)
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
  for (const id of ids) await rm(partsFolder(id), { recursive: true, force: true })
  // Parts whose row went before them, when the program was stopped in between.
  for (const id of (await readdir(uploadsFolder).catch(ignoreMissing)) ?? []) {
    const found = await stat(partsFolder(id)).catch(ignoreMissing)
    if (found && found.mtimeMs < now.getTime() - 2 * dayMs)
      await rm(partsFolder(id), { recursive: true, force: true })
  }
  return ids.length
}

async function getUpload({ tx, now }: Work, owner: UploadOwner, id: string): Promise<UploadRow> {
  const upload = await findUpload(tx, owner.id, id, now)
  if (!upload) throw uploadNotFound()
  return upload
}

function budgetOf(owner: UploadOwner): Budget {
  if (owner.kind === 'citizen') return budgets.citizen
  return owner.roles.includes('submitter') ? budgets.client : budgets.officer
}

/** A citizen's day is bounded; an officer who scans for many people all day, only by what is still open. */
async function checkQuota({ tx, now }: Work, owner: UploadOwner, size: number): Promise<void> {
  await lockOwner(tx, owner.id)
  const { open, openBytes, bytes } = await sumUploads(tx, owner.id, now)
  if (open >= maxOpenUploads) throw tooManyUploads({ limit: maxOpenUploads })
  const used = owner.kind === 'citizen' ? bytes : openBytes
  if (used + size > maxUploadBytes) throw uploadQuotaUsed({ limit: maxUploadBytes })
}

/** Stores one part, and moves the upload past it unless another connection already did. */
async function keepPart(owner: UploadOwner, id: string, offset: number, part: Uint8Array): Promise<void> {
  const staged = await store.stage()
  try {
    await staged.write(part)
    await staged.flush()
    const moved = await perform(owner, async ({ tx }) => {
      if (!(await advanceUpload(tx, id, offset, offset + part.length))) return false
      // Inside the transaction: the row never promises bytes that are not there, and the row's lock keeps order.
      await rename(staged.path, join(partsFolder(id), `${offset}.part`))
      await syncFolder(partsFolder(id))
      return true
    })
    if (!moved) {
      const { received } = await perform(owner, (work) => getUpload(work, owner, id))
      throw wrongOffset({ offset: received })
    }
  } finally {
    await staged.discard()
  }
}

/** What arrives, in parts of at most 4 MB; a line that breaks ends them early without losing what came before. */
async function* partsOf(source: Readable): AsyncGenerator<Buffer> {
  let chunks: Buffer[] = []
  let length = 0
  try {
    for await (const chunk of source.iterator({ destroyOnReturn: false })) {
      const bytes: Buffer = chunk
      chunks.push(bytes)
      length += bytes.length
      if (length < partSize) continue
      yield Buffer.concat(chunks)
      chunks = []
      length = 0
    }
  } catch {
    // Only the line can fail here: what came before it broke is kept, and the new offset tells the sender.
  }
  if (length > 0) yield Buffer.concat(chunks)
}

async function* readParts({ id, size }: UploadRow): AsyncGenerator<Buffer> {
  for (let position = 0; position < size; ) {
    const path = join(partsFolder(id), `${position}.part`)
    const found = await stat(path).catch(ignoreMissing)
    if (!found || found.size === 0) throw new Error(`Upload ${id} has lost its part at ${position}`)
    for await (const chunk of createReadStream(path)) yield chunk as Buffer
    position += found.size
  }
}

function stateOf({ id, name, size, received, sha256, refusal, expiresAt }: UploadRow): UploadState {
  return { id, name, size, offset: received, sha256, refusal, expiresAt }
}
