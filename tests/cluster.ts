/** A PostgreSQL for tests: the one named by TEST_POSTGRES_URL (a superuser's address), or an embedded one. */
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { rmSync, statfsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as rest } from 'node:timers/promises'
import pg from 'pg'
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

/**
 * So many servers with the same in each, so that no neighbour's transaction holds the feed back (decision 3): one is
 * prepared, stopped and copied. A server that was given is all of them.
 */
export async function openTestClusters<Prepared>(
  name: string,
  count: number,
  prepare: (cluster: string) => Promise<Prepared>,
): Promise<{ clusters: string[]; prepared: Prepared }> {
  const names = Array.from({ length: count }, (_, at) => `${name}-${at + 1}`)
  const [first = name, ...others] = names
  const prepared = await prepare(await openTestCluster(first))
  const pattern = await embedded.get(first)
  if (pattern && others.length > 0) {
    await untilAlone(pattern.superuserUrl)
    await pattern.stop()
    embedded.delete(first)
    for (const other of others) {
      const folder = folderOf(other)
      rmSync(folder, { recursive: true, force: true })
      // The files stay those of the server's own user.
      execFileSync('cp', ['-a', pattern.folder, folder])
      rmSync(join(folder, 'port'), { force: true })
    }
  }
  return { clusters: await Promise.all(names.map(openTestCluster)), prepared }
}

/** A pool that has been ended still says goodbye; a server that stopped meanwhile would be an error to it. */
async function untilAlone(cluster: string): Promise<void> {
  const client = new pg.Client(`${cluster}postgres`)
  await client.connect()
  const others = `select 1 from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()`
  while ((await client.query(others)).rows.length > 0) await rest(10)
  await client.end()
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
