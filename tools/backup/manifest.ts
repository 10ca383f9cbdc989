/** What a backup holds, written down beside it: a backup without this page is not one. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { faultOf, hashOf } from './stored-files.ts'

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
  /** The name of that folder where several places may share one for their keys; otherwise that of the backup. */
  keysName: z
    .string()
    .regex(/^[\w-]+$/)
    .optional(),
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

/** Where its keys lie: with it, or in the folder they are kept apart in. */
export function keysOf({ name, folder, manifest }: Backup, apart: string | undefined): string {
  return apart ? join(apart, manifest.keysName ?? name) : join(folder, 'keys')
}

/** A backup on its way; only a whole one carries its name. */
export const unfinishedPrefix = '.unfinished-'

/** Every whole backup in the folder, the oldest first. One whose page is damaged is none, and the others still are. */
export function listBackups(folder: string): Backup[] {
  return listNames(folder).flatMap((name) => {
    const manifest = readManifest(join(folder, name))
    return manifest ? [{ name, folder: join(folder, name), manifest }] : []
  })
}

/** Whether backups lie there, readable or not. */
export function hasBackups(folder: string): boolean {
  return listNames(folder).length > 0
}

/** The names of backups whose page can no longer be read. */
export function listUnreadable(folder: string): string[] {
  return listNames(folder).filter((name) => !readManifest(join(folder, name)))
}

function listNames(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((name) => /^\d{4}-\d{2}-\d{2}T\d{6}Z$/.test(name))
    .sort()
}

function readManifest(folder: string): Manifest | undefined {
  try {
    return Manifest.parse(JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')))
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    // What may not be read, or whose disk is failing, is not said to be damaged.
    if (code && code !== 'ENOENT') throw error
    return undefined
  }
}

/** Reads the part where it lies and says what is wrong with it, if anything is. */
export async function findDamage(folder: string, part: Part): Promise<string | undefined> {
  const path = join(folder, part.path)
  const fault = await faultOf(path, part)
  return fault && `${path}: ${fault}`
}

/** Every file below the folder, as it is now. */
export async function listParts(folder: string): Promise<Part[]> {
  const parts: Part[] = []
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    parts.push(await partOf(folder, join(entry.parentPath, entry.name).slice(folder.length + 1)))
  }
  return parts.sort((a, b) => (a.path < b.path ? -1 : 1))
}

export async function partOf(folder: string, path: string): Promise<Part> {
  const file = join(folder, path)
  return { path, size: statSync(file).size, sha256: await hashOf(file) }
}
