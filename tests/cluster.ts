/** A PostgreSQL for tests: the one named by TEST_POSTGRES_URL (a superuser's address), or an embedded one under var/. */
import { type EmbeddedCluster, startCluster } from '#tools/postgres/cluster.ts'

const embedded: EmbeddedCluster[] = []

/** The superuser's address, ending in a slash. Embedded, each name is a server of its own. */
export async function openTestCluster(name = 'test-postgres'): Promise<string> {
  const given = process.env.TEST_POSTGRES_URL
  if (given) return given.endsWith('/') ? given : `${given}/`
  const cluster = await startCluster({ folder: `var/${name}`, durable: false })
  embedded.push(cluster)
  return cluster.superuserUrl
}

export async function closeTestCluster(): Promise<void> {
  await Promise.all(embedded.splice(0).map((cluster) => cluster.stop()))
}
