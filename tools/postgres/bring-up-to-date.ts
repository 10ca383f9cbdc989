/** A database brought to what this program and its province say, and in the demo given a past. */
import { readDatabaseAddress } from '#server/platform/database/database-client.ts'
import { runTool } from '../start/run-tool.ts'
import { dataFingerprint } from '../start/sources.ts'
import { writeStamp } from '../start/stamp.ts'
import { step } from '../start/steps.ts'
import { checkActorKey, installActorKey } from './actor-key.ts'
import { readMigrationFiles } from './migrations.ts'
import { checkStamp, type OpenDatabase } from './prepare-database.ts'

export interface Wanted {
  /** The data folder. */
  data: string
  province: string
  demo: boolean
  /** How many simulated ones an empty demo begins with. */
  dossiers: number
  env: NodeJS.ProcessEnv
}

/** Does only what the database's stamp says has not been done. */
export async function bringUpToDate(
  open: OpenDatabase,
  { data, province, demo, dossiers, env }: Wanted,
  signal: AbortSignal,
): Promise<void> {
  const fingerprint = dataFingerprint(env)
  const stamp = await checkStamp(open, { data: fingerprint, province, demo })
  const current = { data: fingerprint, migration: readMigrationFiles().at(-1)?.name, province, demo }
  const { migratorUrl } = open
  if (!migratorUrl) {
    await checkActorKey(open.url, data)
    return
  }
  // Units and services are the province's own data: only the tables' owner writes them.
  const toolEnv = {
    ...env,
    DATABASE_URL: migratorUrl,
    MIGRATOR_URL: migratorUrl,
    NHIP_APP_ROLE: readDatabaseAddress(open.url)?.user,
  }
  if (stamp?.data !== fingerprint) {
    await step('Cấu trúc dữ liệu', (report) =>
      runTool(['tools/migrate.ts', '--no-types'], toolEnv, report, signal),
    )
    await step('Nạp dữ liệu của tỉnh', (report) =>
      runTool(['tools/load-province.ts'], toolEnv, report, signal),
    )
    await writeStamp(migratorUrl, { ...current, simulated: stamp?.simulated ?? false })
  }
  // A folder brought back from a backup may hold other keys.
  await installActorKey(migratorUrl, data)
  if (demo && !stamp?.simulated) {
    if (dossiers > 0) {
      await step(`Mô phỏng ${dossiers.toLocaleString('vi-VN')} hồ sơ đã qua`, (report) =>
        runTool(['tools/simulate.ts', '--dossiers', String(dossiers), '--resume'], toolEnv, report, signal),
      )
    }
    await writeStamp(migratorUrl, { ...current, simulated: true })
  }
}
