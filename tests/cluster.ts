/** A PostgreSQL for tests: the one named by TEST_POSTGRES_URL (a superuser's address), or an embedded one. */
import { createHash } from 'node:crypto'
import { rmSync, statfsSync } from 'node:fs'
import { join } from 'node:path'
import { type EmbeddedCluster, startCluster } from '#tools/postgres/embedded/cluster.ts'

const embedded = new Map<string, Promise<EmbeddedCluster>>()

/** The superuser's address, ending in a slash. Embedded, each name is a server of its own. */
export async function openTestCluster(name = 'test-postgres'): Promise<string> {
  const given = process.env.TEST_POSTGRES_URL
  if (given) return given.endsWith('/') ? given : `${given}/`
  const cluster = embedded.get(name) ?? startCluster({ folder: folderOf(name), durable: false })
  embedded.set(name, cluster)
  return (await cluster).superuserUrl
}

/** Stops what was started here. */
export async function closeTestCluster(): Promise<void> {
  const started = [...embedded.values()]
  embedded.clear()
  await Promise.all(
    started.map(async (cluster) => {
      const { stop, folder } = await cluster
      await stop()
      if (folder.startsWith(memory)) rmSync(folder, { recursive: true, force: true })
    }),
  )
}

const memory = '/dev/shm'

/** In memory where there is room, for a database is copied there ten times as fast; else under `var/`. */
function folderOf(name: string): string {
  const here = createHash('sha256').update(process.cwd()).digest('hex').slice(0, 12)
  return hasRoom() ? join(memory, `nhip-${here}-${name}`) : join('var', name)
}

function hasRoom(): boolean {
  try {
    const { bavail, bsize } = statfsSync(memory)
    return bavail * bsize > 3_000_000_000
  } catch {
    return false
  }
}
