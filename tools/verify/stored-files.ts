/** Compares every stored file the database names with the bytes on the disk. */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { DatabaseClient } from '#server/platform/database/database-client.ts'

export interface CheckedFile {
  sha256: string
  /** Absent when the bytes are what they were. */
  problem?: string
}

export async function* checkStoredFiles(url: string, data: string): AsyncGenerator<CheckedFile> {
  const client = new DatabaseClient({ connectionString: url })
  await client.connect()
  try {
    for (let after = ''; ; ) {
      const { rows } = await client.query<{ sha256: string; size: string }>(
        'select sha256, size from platform.file where sha256 > $1 order by sha256 limit 500',
        [after],
      )
      for (const { sha256, size } of rows) {
        const problem = await findProblem(join(data, 'files'), sha256, Number(size))
        yield problem ? { sha256, problem } : { sha256 }
      }
      const last = rows.at(-1)
      if (!last) return
      after = last.sha256
    }
  } finally {
    await client.end()
  }
}

async function findProblem(folder: string, sha256: string, size: number): Promise<string | undefined> {
  const path = join(folder, sha256.slice(0, 2), sha256.slice(2, 4), sha256)
  const found = await stat(path).catch(() => undefined)
  if (!found) return 'không còn trên đĩa'
  if (found.size !== size) return `dài ${found.size} byte, lẽ ra ${size}`
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex') === sha256 ? undefined : 'nội dung đã khác'
}
