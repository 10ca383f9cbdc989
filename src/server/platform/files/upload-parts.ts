/**
 * The parts of an upload on its way: each a file of its own, named by its offset, that counts once the row has moved past
 * it; so two connections of one upload, even at two processes, cannot mix their bytes.
 */
import { createReadStream } from 'node:fs'
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { perform } from '../work.ts'
import { filesFolder, ignoreMissing, refuseWhenClosed, syncFolder } from './file-store.ts'
import { advanceUpload, type UploadRow } from './queries.ts'
import { uploadFragmented } from './refusals.ts'
import { store } from './store-file.ts'
import type { UploadOwner } from './upload-limits.ts'

const maxParts = 1_000
const partSize = 4 * 1024 * 1024

const uploadsFolder = join(filesFolder, 'uploads')
const partsFolder = (id: string) => join(uploadsFolder, id)

/** Makes room for parts to come; refuses an upload that came in too many. */
export async function openParts(id: string): Promise<void> {
  const folder = partsFolder(id)
  await mkdir(folder, { recursive: true, mode: 0o700 }).catch(refuseWhenClosed)
  if ((await readdir(folder)).length > maxParts) throw uploadFragmented()
}

/** What arrives, in parts of at most 4 MB; a line that breaks ends them early without losing what came before. */
export async function* partsOf(source: Readable): AsyncGenerator<Buffer> {
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

/** Stores one part, and moves the upload past it; false if another connection already did. */
export async function keepPart(
  owner: UploadOwner,
  id: string,
  offset: number,
  part: Uint8Array,
): Promise<boolean> {
  const staged = await store.stage()
  try {
    await staged.write(part)
    await staged.flush()
    return await perform(owner, async ({ tx }) => {
      if (!(await advanceUpload(tx, id, offset, offset + part.length))) return false
      // Inside the transaction: the row never promises bytes that are not there, and the row's lock keeps order.
      await rename(staged.path, join(partsFolder(id), `${offset}.part`))
      await syncFolder(partsFolder(id))
      return true
    })
  } finally {
    await staged.discard()
  }
}

export async function* readParts({ id, size }: UploadRow): AsyncGenerator<Buffer> {
  for (let position = 0; position < size; ) {
    const path = join(partsFolder(id), `${position}.part`)
    const found = await stat(path).catch(ignoreMissing)
    if (!found || found.size === 0) throw new Error(`Upload ${id} has lost its part at ${position}`)
    for await (const chunk of createReadStream(path)) yield chunk as Buffer
    position += found.size
  }
}

export async function forgetParts(id: string): Promise<void> {
  await rm(partsFolder(id), { recursive: true, force: true })
}

/** Parts whose row went before them, when the program was stopped in between. */
export async function forgetPartsBefore(time: number): Promise<void> {
  for (const id of (await readdir(uploadsFolder).catch(ignoreMissing)) ?? []) {
    const found = await stat(partsFolder(id)).catch(ignoreMissing)
    if (found && found.mtimeMs < time) await forgetParts(id)
  }
}
