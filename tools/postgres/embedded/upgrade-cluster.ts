/** Raises the embedded PostgreSQL to the major version of this program's package, by copying into a new cluster. */
import {
  chmodSync,
  constants,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  renameSync,
  rmSync,
} from 'node:fs'
import { join, resolve } from 'node:path'
import { migrate } from '../../migrate.ts'
import { copyDatabase } from '../../move/copy-database.ts'
import { StartFailure } from '../../start/start-failure.ts'
import { createApplicationDatabase } from '../application-database.ts'
import { dataMajor, type EmbeddedCluster, startCluster } from './cluster.ts'
import { giveAll, type Identity, packagedMajor, reachableFolder, serverIdentity } from './cluster-place.ts'

export interface Upgrade {
  from: number
  to: number
  /** Where the old data lies untouched; it may be removed once nobody wants to go back. */
  kept: string
}

/**
 * Does nothing where the data is of this version. Otherwise a copy of the old data, served by its own package, is brought
 * to this program's tables and read into a new cluster, which takes its place only after everything has been compared and
 * the event log verified. The old data stays as the earlier program left it.
 */
export async function upgradeCluster(
  folder: string,
  { password, keysFolder }: { password: string; keysFolder: string },
  report: (progress: string) => void = () => {},
): Promise<Upgrade | undefined> {
  const identity = serverIdentity()
  const home = reachableFolder(resolve(folder), identity)
  const data = join(home, 'data')
  const draft = join(home, 'upgrade')
  finishExchange(home)
  const from = dataMajor(home)
  const to = packagedMajor()
  if (from === undefined || from === to) return undefined
  if (from > to) {
    throw new StartFailure(`Dữ liệu ở ${home} là của PostgreSQL ${from}, mới hơn bản đi kèm (${to}).`)
  }
  rmSync(draft, { recursive: true, force: true })
  mkdirSync(draft, { mode: 0o700 })
  identity.give(draft)
  const old = await startCopy(home, join(draft, 'old'), from, identity)
  try {
    // Both answer to one password, so that the new one can take the place of the old at any moment.
    copyFileSync(join(home, 'password'), join(draft, 'password'))
    const fresh = await startCluster({ folder: draft, durable: true })
    try {
      await createApplicationDatabase(fresh.superuserUrl, password)
      const source = `${old.superuserUrl}nhip`
      const target = `${fresh.superuserUrl}nhip`
      // Forward to this program's tables first: only equal tables can be copied. The earlier program knows them not,
      // which is why this is a copy.
      await migrate(source, 'nhip')
      await copyDatabase({ source, target, appRole: 'nhip' }, report)
      await requireIntactLog(source, target, keysFolder)
    } finally {
      await fresh.stop()
    }
  } finally {
    await old.stop()
  }
  const kept = keptName(home, from)
  renameSync(data, kept)
  finishExchange(home)
  return { from, to, kept }
}

/** Serves a copy of the old data. Started once where it lies, so that what a killed run left behind is ended before. */
async function startCopy(
  home: string,
  place: string,
  major: number,
  identity: Identity,
): Promise<EmbeddedCluster> {
  await (await startCluster({ folder: home, durable: true, major })).stop()
  mkdirSync(place, { mode: 0o700 })
  copyFileSync(join(home, 'password'), join(place, 'password'))
  // Costs neither time nor room where the file system can share blocks.
  cpSync(join(home, 'data'), join(place, 'data'), {
    recursive: true,
    verbatimSymlinks: true,
    mode: constants.COPYFILE_FICLONE,
  })
  // The server insists on it, and a copied folder takes the rights of a new one.
  chmodSync(join(place, 'data'), 0o700)
  giveAll(place, identity)
  return startCluster({ folder: place, durable: true, major })
}

/** Between the two renames the new cluster has no place yet: an interrupted exchange is finished, never begun anew. */
function finishExchange(home: string): void {
  const fresh = join(home, 'upgrade', 'data')
  if (existsSync(join(home, 'data')) || !existsSync(fresh)) return
  renameSync(fresh, join(home, 'data'))
  rmSync(join(home, 'upgrade'), { recursive: true, force: true })
}

function keptName(home: string, major: number): string {
  for (let count = 1; ; count++) {
    const path = join(home, count === 1 ? `data-${major}` : `data-${major}-${count}`)
    if (!existsSync(path)) return path
  }
}

/** What was wrong with the log before is not the copy's fault; what is wrong only afterwards is. */
async function requireIntactLog(source: string, target: string, keysFolder: string): Promise<void> {
  const { verifyLog } = await import('#server/platform/log/seal/verify/verify-log.ts')
  const after = await verifyLog({ url: target, keysFolder })
  if (after.findings.length + after.more === 0) return
  const before = await verifyLog({ url: source, keysFolder })
  if (before.findings.length + before.more === after.findings.length + after.more) return
  throw new StartFailure(
    'Sổ sự kiện sau khi nâng PostgreSQL không như trước: dữ liệu cũ vẫn nguyên, chưa đổi gì.',
  )
}
