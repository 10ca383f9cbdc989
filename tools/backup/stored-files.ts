/** The stored files: named by their content in the database and on the disk. */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'

export interface NamedFile {
  sha256: string
  size: number
}

export function pathOfFile(folder: string, sha256: string): string {
  return join(folder, sha256.slice(0, 2), sha256.slice(2, 4), sha256)
}

/** Every stored file the database names, in the order of their names, however many there are. */
export async function* listStoredFiles(client: pg.ClientBase): AsyncGenerator<NamedFile> {
  for (let after = ''; ; ) {
    const { rows } = await client.query<{ sha256: string; size: string }>(
      'select sha256, size from platform.file where sha256 > $1 order by sha256 limit 1000',
      [after],
    )
    for (const { sha256, size } of rows) yield { sha256, size: Number(size) }
    const last = rows.at(-1)
    if (!last) return
    after = last.sha256
  }
}

/** Reads the file and says what is wrong with it, if anything is. */
export async function faultOf(path: string, { sha256, size }: NamedFile): Promise<string | undefined> {
  const found = await stat(path).catch(() => undefined)
  if (!found) return 'không còn trên đĩa'
  if (found.size !== size) return `dài ${found.size} byte, lẽ ra ${size}`
  return (await hashOf(path)) === sha256 ? undefined : 'nội dung đã khác'
}

export async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}
