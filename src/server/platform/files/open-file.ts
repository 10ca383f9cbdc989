import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { log } from '../log.ts'
import { store } from './store-file.ts'

/** Up to here a file is checked before its first byte leaves. */
const checkedWhole = 8 * 1024 * 1024

/** The bytes under a name are gone or are no longer those of the name. A defect: someone must look at the disk. */
export class DamagedFile extends Error {
  constructor(sha256: string, what: string) {
    super(`File ${sha256} ${what}`)
    this.name = 'DamagedFile'
  }
}

/**
 * The bytes of a stored file, verified against their name while they are read. A damaged file never ends as if it
 * were good: a small one is not served at all, a large one breaks off before its last part.
 */
export async function openFile(sha256: string): Promise<Readable> {
  const found = await store.find(sha256)
  if (!found) throw damaged(sha256, 'is missing from the store')
  if (found.size > checkedWhole)
    return Readable.from(verifiedParts(found.read(), sha256), { objectMode: false })

  const parts: Buffer[] = []
  for await (const part of found.read()) parts.push(part as Buffer)
  const bytes = Buffer.concat(parts)
  if (createHash('sha256').update(bytes).digest('hex') !== sha256)
    throw damaged(sha256, 'does not match its hash')
  return Readable.from([bytes], { objectMode: false })
}

/** The whole file at once; for what the program made itself or knows to be small. */
export async function readFile(sha256: string): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of await openFile(sha256)) parts.push(part as Buffer)
  return Buffer.concat(parts)
}

async function* verifiedParts(source: Readable, sha256: string): AsyncGenerator<Buffer> {
  const hash = createHash('sha256')
  let held: Buffer | undefined
  for await (const part of source) {
    hash.update(part as Buffer)
    if (held) yield held
    held = part as Buffer
  }
  if (hash.digest('hex') !== sha256) throw damaged(sha256, 'does not match its hash')
  if (held) yield held
}

function damaged(sha256: string, what: string): DamagedFile {
  log.error({ sha256, what }, 'stored file damaged')
  return new DamagedFile(sha256, what)
}
