/** What a backup holds, written down beside it: a backup without this page is not one. */
import { createHash } from 'node:crypto'
import { createReadStream, existsSync, readdirSync, readFileSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { z } from 'zod'
import { StartFailure } from '#tools/start/start-failure.ts'

const Part = z.object({
  /** Below the backup's own folder, or below the folder of keys. */
  path: z.string().regex(/^(?!\/)(?!.*\.\.)[\p{L}\p{N}._/ -]+$/u),
  size: z.int().min(0),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
})
export type Part = z.infer<typeof Part>

const Position = z.string().regex(/^[0-9A-F]{1,8}\/[0-9A-F]{1,8}$/)

const Manifest = z.object({
  format: z.literal(1),
  startedAt: z.coerce.date(),
  /** The moment, by the database's clock, at which the copy is whole: it can be restored to no earlier one. */
  consistentAt: z.coerce.date(),
  finishedAt: z.coerce.date(),
  /** Absent where whoever runs the database copies it. */
  database: z
    .object({
      version: z.string(),
      systemId: z.string().regex(/^\d+$/),
      timeline: z.int().min(1),
      start: Position,
      end: Position,
      name: z.string(),
      role: z.string(),
    })
    .optional(),
  parts: z.array(Part),
  /** Kept in a folder of their own, apart from everything else. */
  keys: z.array(Part),
  files: z.object({
    count: z.int(),
    bytes: z.int(),
    /** Named by the database, and gone or damaged when the backup was made. */
    damaged: z.array(z.string()),
  }),
  settings: z.record(z.string(), z.string()),
})
export type Manifest = z.infer<typeof Manifest>

export interface Backup {
  /** The name of its folder: when it was begun, in UTC. */
  name: string
  folder: string
  manifest: Manifest
}

/** A backup on its way; only a whole one carries its name. */
export const unfinishedPrefix = '.unfinished-'

/** Every whole backup in the folder, the oldest first. */
export function listBackups(folder: string): Backup[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((name) => /^\d{4}-\d{2}-\d{2}T\d{6}Z$/.test(name))
    .filter((name) => existsSync(join(folder, name, 'manifest.json')))
    .sort()
    .map((name) => ({ name, folder: join(folder, name), manifest: readManifest(join(folder, name)) }))
}

function readManifest(folder: string): Manifest {
  const path = join(folder, 'manifest.json')
  try {
    return Manifest.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    throw new StartFailure(`Bản sao lưu ${folder} không đọc được: manifest.json đã hỏng.`)
  }
}

/** Reads the part where it lies and says what is wrong with it, if anything is. */
export async function findDamage(folder: string, part: Part): Promise<string | undefined> {
  const path = join(folder, part.path)
  const found = await stat(path).catch(() => undefined)
  if (!found) return `${path}: không còn trên đĩa`
  if (found.size !== part.size) return `${path}: dài ${found.size} byte, lẽ ra ${part.size}`
  return (await hashOf(path)) === part.sha256 ? undefined : `${path}: nội dung đã khác`
}

export async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}
