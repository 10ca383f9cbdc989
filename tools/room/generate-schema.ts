import { spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import pg from 'pg'
import { createApplicationDatabase } from '../postgres/application-database.ts'
import { startCluster } from '../postgres/embedded/cluster.ts'

/** Writes row types and checksums anew from all migrations, as `npm run migrate` does, on a database that lives as long as this takes. */
export async function generateSchema(): Promise<{ problem: string | undefined }> {
  const data = resolve('var/room')
  const cluster = await startCluster({ folder: join(data, 'postgres'), durable: false })
  try {
    const client = new pg.Client(`${cluster.superuserUrl}postgres`)
    await client.connect()
    await client.query('drop database if exists nhip with (force)').finally(() => client.end())
    await createApplicationDatabase(cluster.superuserUrl, 'x'.repeat(24))
    const url = `${cluster.superuserUrl}nhip`
    const { status, stderr } = spawnSync(process.execPath, ['tools/migrate.ts'], {
      encoding: 'utf8',
      env: { ...process.env, MIGRATOR_URL: url, DATABASE_URL: url, NHIP_APP_ROLE: 'nhip', NHIP_DATA: data },
    })
    return { problem: status === 0 ? undefined : stderr.trim() }
  } finally {
    await cluster.stop()
    rmSync(cluster.folder, { recursive: true, force: true })
    rmSync(data, { recursive: true, force: true })
  }
}
