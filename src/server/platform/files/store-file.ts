import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { system } from '../actor.ts'
import type { Asker } from '../reading/read-outside.ts'
import { perform, type Work } from '../work.ts'
import { diskFileStore, refuseWhenScarce, type StagedFile } from './file-store.ts'
import { type FileRow, lockFile, upsertFile } from './queries.ts'
import { recognise } from './recognise.ts'
import { fileTooLarge } from './refusals.ts'

export const dayMs = 24 * 60 * 60 * 1000
export const maxFileSize = 50 * 1024 * 1024

export const store = diskFileStore()

const nobody: Asker = { name: undefined }

export type StoredFile = FileRow

/**
 * Takes in a file someone hands over: hashed while it is written, recognised by its content, refused with advice if it
 * is not what may be handed in. Never holds the file in memory. Whoever needs it longer than a day calls `useFile`.
 */
export async function storeStream(
  source: Readable,
  { limit = maxFileSize, asker = nobody }: { limit?: number; asker?: Asker } = {},
): Promise<StoredFile> {
  await refuseWhenScarce()
  return storeWith(source, limit, (path, size) => recognise(path, size, asker))
}

/**
 * Keeps bytes the program made itself: a receipt, a signed result. Within a work it takes no second connection, so
 * that many works at once cannot wait for each other; if that work fails, the bytes are collected as never stored.
 */
export async function storeOwn(
  bytes: Uint8Array,
  mediaType: string,
  work?: Pick<Work, 'tx'>,
): Promise<StoredFile> {
  return storeWith(Readable.from([bytes]), Number.POSITIVE_INFINITY, async () => mediaType, work)
}

/**
 * A place for so many bytes that are looked at and not kept, beside the files: refuses where the disk would be nearly full with them.
 * Whoever takes it discards it; what a crash left goes within a day, as unfinished uploads do.
 */
export async function stageAside(bytes: number): Promise<Omit<StagedFile, 'keep' | 'flush'>> {
  await refuseWhenScarce(bytes)
  return store.stage()
}

/** What arrives, hashed and written, kept once `typeOf` has looked at it. */
export async function storeWith(
  source: Readable,
  limit: number,
  typeOf: (path: string, size: number) => Promise<string>,
  work?: Pick<Work, 'tx'>,
): Promise<StoredFile> {
  const staged = await store.stage()
  try {
    const { sha256, size } = await receive(source, staged, limit)
    const mediaType = await typeOf(staged.path, size)
    await staged.flush()
    const file = { sha256, size, mediaType }
    const keep = async ({ tx }: Pick<Work, 'tx'>) => {
      await lockFile(tx, sha256)
      await staged.keep(sha256)
    }
    if (work) {
      await keep(work)
      await upsertFile(work.tx, file)
    } else
      await perform(system, async (own) => {
        await keep(own)
        own.alongside(upsertFile(own.tx, file))
      })
    return file
  } finally {
    await staged.discard()
  }
}

async function receive(
  source: Readable,
  staged: StagedFile,
  limit: number,
): Promise<{ sha256: string; size: number }> {
  const hash = createHash('sha256')
  let size = 0
  // The edge still answers on a request whose body was too long: leave the stream to it.
  for await (const chunk of source.iterator({ destroyOnReturn: false })) {
    const bytes: Uint8Array = chunk
    size += bytes.length
    if (size > limit) throw fileTooLarge({ limit })
    hash.update(bytes)
    await staged.write(bytes)
  }
  return { sha256: hash.digest('hex'), size }
}
