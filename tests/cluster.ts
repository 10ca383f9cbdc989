/** A PostgreSQL for tests: the one named by TEST_POSTGRES_URL (a superuser's address), or an embedded one under var/. */
import { type EmbeddedCluster, startCluster } from '#tools/postgres/embedded/cluster.ts'

const embedded = new Map<string, Promise<EmbeddedCluster>>()

/** The superuser's address, ending in a slash. Embedded, each name is a server of its own. */
export async function openTestCluster(name = 'test-postgres'): Promise<string> {
  const given = process.env.TEST_POSTGRES_URL
  if (given) return given.endsWith('/') ? given : `${given}/`
  const cluster = embedded.get(name) ?? startCluster({ folder: `var/${name}`, durable: false })
  embedded.set(name, cluster)
  return (await cluster).superuserUrl
}

/** Stops what was started here. */
export async function closeTestCluster(): Promise<void> {
  const started = [...embedded.values()]
  embedded.clear()
  await Promise.all(started.map(async (cluster) => (await cluster).stop()))
}
