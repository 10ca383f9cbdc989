/** Lets go of backups beyond those to keep, and of what only they needed. */
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { BackupTarget } from './back-up.ts'
import { pruneLog, segmentOf } from './kept-log.ts'
import { keysOf, listBackups, unfinishedPrefix } from './manifest.ts'

/** Keeps the newest `keep` backups. */
export function prune({ folder, keys }: BackupTarget, keep: number): void {
  const backups = listBackups(folder)
  const kept = backups.slice(-keep)
  const gone = backups.slice(0, -keep)
  const [oldest] = kept
  if (gone.length === 0 || !oldest) return
  for (const backup of gone) {
    discard(folder, backup.name)
    if (keys) discard(keys, basename(keysOf(backup, keys)))
  }
  const { startedAt } = oldest.manifest
  const needed = new Set(kept.flatMap((backup) => listedFiles(backup.folder)))
  for (const path of storedFiles(join(folder, 'files'))) {
    // A copy made since then may belong to a second that can still be restored.
    if (!needed.has(path.slice(-64)) && statSync(path).mtime < startedAt) rmSync(path)
  }
  const starts = kept.flatMap(({ manifest: { database } }) => (database ? [database] : []))
  const logs = join(folder, 'wal')
  for (const systemId of existsSync(logs) ? readdirSync(logs) : []) {
    const home = join(logs, systemId)
    // Of a cluster that was left behind by a move: no kept backup begins there.
    if (starts.length > 0 && !starts.some((database) => database.systemId === systemId)) {
      rmSync(home, { recursive: true, force: true })
      continue
    }
    const first = starts
      .filter((database) => database.systemId === systemId)
      .map(({ start }) => segmentOf(home, start))
      .sort()[0]
    if (first) pruneLog(home, first)
  }
}

/** Out of sight at once: a backup half removed must not look whole. */
function discard(folder: string, name: string): void {
  if (!existsSync(join(folder, name))) return
  renameSync(join(folder, name), join(folder, `${unfinishedPrefix}${name}`))
  rmSync(join(folder, `${unfinishedPrefix}${name}`), { recursive: true, force: true })
}

function listedFiles(folder: string): string[] {
  return readFileSync(join(folder, 'files.txt'), 'utf8')
    .split('\n')
    .map((line) => line.slice(0, 64))
}

function storedFiles(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /^[0-9a-f]{64}$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
}
