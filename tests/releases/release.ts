/** What is kept of a release: everything it wrote, small enough for the repository. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { zstdDecompressSync } from 'node:zlib'
import { unpackTar } from 'modern-tar'
import { z } from 'zod'

/** A case the release left in some state, and what it said of it. */
export const Case = z.object({
  code: z.string(),
  documentId: z.string(),
  checkCode: z.string(),
  vaultPaper: z.string(),
  taskId: z.string(),
  dossier: z.object({ status: z.string(), dueAt: z.string().nullable(), answers: z.unknown() }),
})
export type Case = z.infer<typeof Case>

/** The states it leaves cases in; what waits for a term of days would be gone by the time it is read. */
export const caseNames = [
  'submitted',
  'accepted',
  'supplement',
  'processing',
  'proposed',
  'returned',
  'ordered',
] as const

export const Release = z.object({
  version: z.string(),
  /** The SQL its job queue made its schema with. */
  queue: z.string(),
  tables: z.array(z.object({ name: z.string(), columns: z.string(), rows: z.number() })),
  sequences: z.array(z.object({ name: z.string(), value: z.string(), called: z.boolean() })),
  stamp: z.string(),
  cases: z.record(z.enum(caseNames), Case),
})
export type Release = z.infer<typeof Release>

export const releasesFolder = 'tests/releases'

export function listReleases(): string[] {
  return readdirSync(releasesFolder)
    .filter((name) => name.endsWith('.tar.zst'))
    .map((name) => name.slice(0, -'.tar.zst'.length))
}

/** Everything kept of this version, by name: `release.json`, `tables/…`, `data/…`. */
export async function unpackRelease(version: string): Promise<Map<string, Uint8Array>> {
  const archive = readFileSync(join(releasesFolder, `${version}.tar.zst`))
  const entries = await unpackTar(zstdDecompressSync(archive))
  return new Map(entries.map(({ header, data }) => [header.name, data ?? new Uint8Array()]))
}
