/** A migrated database that keeps what it commits, and no program: for figures of the ledger. */
import { join } from 'node:path'
import { migrate } from '#tools/migrate.ts'
import { installActorKey } from '#tools/postgres/actor-key.ts'
import { createApplicationDatabase } from '#tools/postgres/application-database.ts'
import { startCluster } from '#tools/postgres/embedded/cluster.ts'
import { openDataFolder } from '../demo-program.ts'

/** Opens it for the program's own modules, which are to be imported only afterwards. */
export async function openLedger(name: string): Promise<{ migratorUrl: string; stop(): Promise<void> }> {
  const data = join(openDataFolder(), name)
  const cluster = await startCluster({ folder: join(data, 'postgres'), durable: true })
  const password = 'x'.repeat(24)
  await createApplicationDatabase(cluster.superuserUrl, password)
  const migratorUrl = `${cluster.superuserUrl}nhip`
  await migrate(migratorUrl, 'nhip')
  await installActorKey(migratorUrl, data)
  const url = new URL(migratorUrl)
  Object.assign(url, { username: 'nhip', password })
  Object.assign(process.env, {
    DATABASE_URL: url.href,
    NHIP_DATA: data,
    NHIP_DEMO: 'true',
    LOG_LEVEL: 'silent',
  })
  return { migratorUrl, stop: () => cluster.stop() }
}
