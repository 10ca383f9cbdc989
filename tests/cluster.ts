/** A PostgreSQL for tests: the one named by TEST_POSTGRES_URL (a superuser's address), or an embedded one under var/. */
import { type EmbeddedCluster, startCluster } from '#tools/postgres/cluster.ts'

let embedded: EmbeddedCluster | undefined

/** The superuser's address, ending in a slash. */
export async function openTestCluster(): Promise<string> {
  const given = process.env.TEST_POSTGRES_URL
  if (given) return given.endsWith('/') ? given : `${given}/`
  embedded = await startCluster({ folder: 'var/test-postgres', durable: false })
  return embedded.superuserUrl
}

export async function closeTestCluster(): Promise<void> {
  await embedded?.stop()
}
