import type { Work } from '#server/platform/work.ts'
import { buildDirectory, type Directory } from './model.ts'
import { readAgencyData, readRevision } from './queries.ts'

/** How long a process may answer from memory before it asks whether agency data was loaded again. */
const trustMs = 5_000

let cached: { directory: Directory; revision: number; checkedAt: number } | undefined

/** Units and agencies from memory; read again when a load has happened. */
export async function readDirectory({ tx }: Pick<Work, 'tx'>): Promise<Directory> {
  if (cached && performance.now() - cached.checkedAt < trustMs) return cached.directory
  const { revision } = await readRevision(tx)
  if (cached?.revision !== revision) {
    cached = { directory: buildDirectory(await readAgencyData(tx)), revision, checkedAt: 0 }
  }
  cached.checkedAt = performance.now()
  return cached.directory
}

/** The next question asks the database. */
export function forgetDirectory(): void {
  cached = undefined
}
