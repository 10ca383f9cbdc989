import { system } from '../actor.ts'
import { perform } from '../work.ts'
import { deleteUnused, findFile, isBackupRunning, listKnown, listUnused, lockFile } from './queries.ts'
import { dayMs, store } from './store-file.ts'

const atOnce = 1_000

/**
 * Removes files nobody has needed for a day. Safe while others store and use: the row goes first, and the bytes only
 * where, under the same lock that storing takes, there is still no row.
 */
export async function collectGarbage(
  now = new Date(),
): Promise<{ rows: number; files: number; staged: number }> {
  const before = new Date(now.getTime() - dayMs)
  let rows = 0
  let files = 0
  for (let more = true; more; ) {
    const unused = await perform(system, ({ tx }) => listUnused(tx, before, atOnce))
    for (const sha256 of unused) {
      if (!(await perform(system, ({ tx }) => deleteUnused(tx, sha256, before)))) continue
      rows += 1
      files += await removeOrphan(sha256)
    }
    more = unused.length === atOnce
  }
  // Bytes without a row: the program was stopped between the two steps above, or between keeping and recording.
  const names: string[] = []
  for await (const name of store.list(before)) {
    if (names.push(name) === atOnce) files += await removeOrphans(names.splice(0))
  }
  files += await removeOrphans(names)
  return { rows, files, staged: await store.sweepStaged(before) }
}

async function removeOrphans(names: string[]): Promise<number> {
  let count = 0
  const known = new Set(await perform(system, ({ tx }) => listKnown(tx, names)))
  for (const name of names) if (!known.has(name)) count += await removeOrphan(name)
  return count
}

function removeOrphan(sha256: string): Promise<number> {
  return perform(system, async ({ tx }) => {
    await lockFile(tx, sha256)
    if (await findFile(tx, sha256)) return 0
    // The copy of the database may still name it; without a row it is found again tomorrow.
    if (await isBackupRunning(tx)) return 0
    await store.remove(sha256)
    return 1
  })
}
