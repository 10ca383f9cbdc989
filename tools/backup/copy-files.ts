/** Stored files are named by their content and never change: a copy is made once and serves every later backup. */
import { createHash, randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type NamedFile, pathOfFile } from './stored-files.ts'

export type Copied = 'copied' | 'there' | 'damaged'

/** Copies one file between two stores unless it is there. What is not what its name says is not copied. */
export async function copyStoredFile(from: string, to: string, { sha256, size }: NamedFile): Promise<Copied> {
  const target = pathOfFile(to, sha256)
  if ((await sizeOf(target)) === size) return 'there'
  const source = pathOfFile(from, sha256)
  if ((await sizeOf(source)) !== size) return 'damaged'
  const incoming = join(to, 'incoming')
  await mkdir(incoming, { recursive: true, mode: 0o700 })
  const draft = join(incoming, randomUUID())
  try {
    if ((await copyHashed(source, draft)).sha256 !== sha256) return 'damaged'
    await mkdir(dirname(target), { recursive: true, mode: 0o700 })
    await rename(draft, target)
    return 'copied'
  } finally {
    await rm(draft, { force: true })
  }
}

/** Copies bytes and tells what they were; they are on the disk when it returns. */
export async function copyHashed(source: string, target: string): Promise<{ size: number; sha256: string }> {
  const tap = countBytes()
  await pipeline(
    createReadStream(source),
    tap.stream,
    createWriteStream(target, { mode: 0o600, flush: true }),
  )
  return tap.result()
}

/** Passes bytes through and counts them. */
export function countBytes(): { stream: Transform; result(): { size: number; sha256: string } } {
  const hash = createHash('sha256')
  let size = 0
  const stream = new Transform({
    transform(chunk: Buffer, _, done) {
      hash.update(chunk)
      size += chunk.length
      done(null, chunk)
    },
  })
  return { stream, result: () => ({ size, sha256: hash.digest('hex') }) }
}

/** Writes the folder itself: a renamed entry survives a power cut only then. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function sizeOf(path: string): Promise<number | undefined> {
  return (await stat(path).catch(() => undefined))?.size
}
