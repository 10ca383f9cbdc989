import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, opendir, readdir, rename, rm, stat, statfs } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import { config } from '../config.ts'
import { diskFull, notWritable } from './refusals.ts'

/**
 * Where bytes lie, named by their SHA-256. The disk is the store of one machine; an S3 service can stand behind the
 * same five operations (stage on the local disk, `keep` as PutObject, `list` by prefix), because nothing here asks
 * for more than: written whole or not at all, and never changed.
 */
export interface FileStore {
  stage(): Promise<StagedFile>
  /** Undefined when there are no such bytes. */
  find(sha256: string): Promise<{ size: number; read(): Readable } | undefined>
  remove(sha256: string): Promise<void>
  /** Names of everything written before that time. */
  list(before: Date): AsyncIterable<string>
  /** Removes what was staged before that time and never kept. */
  sweepStaged(before: Date): Promise<number>
}

/** Bytes on their way in, on the same volume as the store. */
export interface StagedFile {
  path: string
  write(chunk: Uint8Array): Promise<void>
  /** The bytes are on the disk, not only in a cache. */
  flush(): Promise<void>
  /** Moves the bytes to their name in one step; over the same bytes if they are there, which heals damaged ones. */
  keep(sha256: string): Promise<void>
  /** Removes the bytes unless they were kept. */
  discard(): Promise<void>
}

export const filesFolder = join(config.NHIP_DATA, 'files')

export function diskFileStore(folder = filesFolder): FileStore {
  const incoming = join(folder, 'incoming')
  const pathOf = (sha256: string) => join(folder, sha256.slice(0, 2), sha256.slice(2, 4), sha256)

  return {
    async stage() {
      await mkdir(incoming, { recursive: true, mode: 0o700 }).catch(refuseWhenClosed)
      return stageOnDisk(join(incoming, randomUUID()), pathOf)
    },

    async find(sha256) {
      const path = pathOf(sha256)
      const found = await stat(path).catch(ignoreMissing)
      return found && { size: found.size, read: () => createReadStream(path) }
    },

    remove: (sha256) => rm(pathOf(sha256), { force: true }),

    async *list(before) {
      for (const outer of await listFolders(folder)) {
        for (const inner of await listFolders(join(folder, outer))) {
          for await (const entry of await opendir(join(folder, outer, inner))) {
            const found = await stat(join(folder, outer, inner, entry.name)).catch(ignoreMissing)
            if (found && found.mtime < before) yield entry.name
          }
        }
      }
    },

    async sweepStaged(before) {
      let count = 0
      for (const name of (await readdir(incoming).catch(ignoreMissing)) ?? []) {
        const found = await stat(join(incoming, name)).catch(ignoreMissing)
        if (!found || found.mtime >= before) continue
        await rm(join(incoming, name), { force: true })
        count += 1
      }
      return count
    },
  }
}

async function stageOnDisk(path: string, pathOf: (sha256: string) => string): Promise<StagedFile> {
  const file = await open(path, 'wx', 0o600).catch(refuseWhenClosed)
  let isOpen = true
  const close = async () => {
    if (isOpen) await file.close()
    isOpen = false
  }
  return {
    path,
    write: (chunk) => writeAll(file, chunk),
    flush: () => file.datasync().catch(refuseWhenClosed),
    async keep(sha256) {
      await close()
      const target = pathOf(sha256)
      await mkdir(dirname(target), { recursive: true, mode: 0o700 }).catch(refuseWhenClosed)
      await rename(path, target).catch(refuseWhenClosed)
      await syncFolder(dirname(target))
    },
    async discard() {
      await close()
      await rm(path, { force: true }).catch(refuseWhenClosed)
    },
  }
}

export async function writeAll(
  file: { write(chunk: Uint8Array): Promise<{ bytesWritten: number }> },
  chunk: Uint8Array,
): Promise<void> {
  let rest = chunk
  while (rest.length > 0) {
    const { bytesWritten } = await file.write(rest).catch(refuseWhenClosed)
    rest = rest.subarray(bytesWritten)
  }
}

/** A renamed file survives a power cut only when its folder has been written too. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync().catch(refuseWhenClosed)
  } finally {
    await handle.close()
  }
}

/** What handed-in files leave free: the database, receipts and results still need room when uploads have none. */
const keptFree = 200 * 1024 * 1024

/** Refuses `bytes` more before they are sent when the disk would be nearly full with them. */
export async function refuseWhenScarce(bytes = 0, folder = config.NHIP_DATA): Promise<void> {
  const { bavail, bsize } = await statfs(folder)
  if (bavail * bsize < keptFree + bytes) throw diskFull()
}

const full = ['ENOSPC', 'EDQUOT']
/** Read-only, taken from our user, broken, or a share that is away. */
const closed = [
  'EROFS',
  'EACCES',
  'EPERM',
  'EIO',
  'ENXIO',
  'ENODEV',
  'ESTALE',
  'EREMOTEIO',
  'ENOTCONN',
  'ESHUTDOWN',
]

/** What the disk does not take was not stored, and someone else must act. */
export function refuseWhenClosed(error: NodeJS.ErrnoException): never {
  if (full.includes(error.code ?? '')) throw diskFull()
  if (closed.includes(error.code ?? '')) throw notWritable()
  throw error
}

export function ignoreMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error
}

async function listFolders(folder: string): Promise<string[]> {
  const names = (await readdir(folder).catch(ignoreMissing)) ?? []
  return names.filter((name) => /^[0-9a-f]{2}$/.test(name))
}
