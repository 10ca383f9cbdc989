/** A file that did not come with the program: used only while it is, byte by byte, the one that was chosen. */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'

export interface CheckedFile {
  path: string
  bytes: number
  sha256: string
}

/** The file is not there, or is another than was chosen. */
export class FileUnusable extends Error {
  readonly file: CheckedFile
  readonly isMissing: boolean

  constructor(file: CheckedFile, isMissing: boolean) {
    super(`${file.path} is ${isMissing ? 'missing' : 'not the file that was chosen'}`)
    this.file = file
    this.isMissing = isMissing
  }
}

const found = new Map<string, Promise<string>>()

/**
 * Its path, once the whole of it was read and found to be what was chosen: once in each process. Throws `FileUnusable`, and asked again
 * looks again.
 */
export function requireChecked(file: CheckedFile): Promise<string> {
  const key = `${file.sha256} ${file.path}`
  const known = found.get(key)
  if (known) return known
  const checking = checkNow(file)
  found.set(key, checking)
  checking.catch(() => found.delete(key))
  return checking
}

/** The same, read in any case. */
export async function checkNow(file: CheckedFile): Promise<string> {
  const hash = createHash('sha256')
  let bytes = 0
  try {
    await pipeline(createReadStream(file.path, { highWaterMark: 1 << 20 }), async (pieces) => {
      for await (const piece of pieces) {
        bytes += (piece as Buffer).length
        hash.update(piece as Buffer)
      }
    })
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new FileUnusable(file, code === 'ENOENT' || code === 'ENOTDIR')
  }
  if (bytes !== file.bytes || hash.digest('hex') !== file.sha256) throw new FileUnusable(file, false)
  return file.path
}
