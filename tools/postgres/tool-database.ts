/** The database for a command-line tool: the one named by the environment, the running embedded one, or that one started for the moment. */
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { refuseUnfinishedMove } from '../start/moving-mark.ts'
import { refuseUnfinishedRestore } from '../start/restore-mark.ts'
import { StartFailure } from '../start/start-failure.ts'
import { findRunningCluster, startCluster } from './embedded/cluster.ts'
import { connectNamed } from './external-database.ts'

export interface ToolDatabase {
  /** The application's own role: row policies bind it. */
  url: string
  /** The owner of every table. */
  migratorUrl: string
  /** Who may copy the whole cluster. */
  replicationUrl: string
  /** Absolute path of the data folder. */
  data: string
  close(): Promise<void>
}

/** Works whether the program runs or not. Import what reads the configuration only after this. */
export async function openToolDatabase(env = process.env): Promise<ToolDatabase> {
  const data = resolve(env.NHIP_DATA ?? 'var')
  refuseUnfinishedRestore(data)
  if (env.DATABASE_URL) {
    await requirePrepared('DATABASE_URL', env.DATABASE_URL)
    if (env.MIGRATOR_URL) await requirePrepared('MIGRATOR_URL', env.MIGRATOR_URL)
    return {
      url: env.DATABASE_URL,
      migratorUrl: env.MIGRATOR_URL ?? env.DATABASE_URL,
      replicationUrl: env.BACKUP_URL ?? env.MIGRATOR_URL ?? env.DATABASE_URL,
      data,
      close: async () => {},
    }
  }
  const folder = join(data, 'postgres')
  const passwordFile = join(data, 'database.password')
  if (!existsSync(passwordFile)) throw new StartFailure(`Chưa có dữ liệu ở ${data}: chạy npm start trước.`)
  const running = findRunningCluster(folder)
  const started = running ? undefined : await startCluster({ folder, durable: true })
  const { superuserUrl, port } = running ?? (started as NonNullable<typeof started>)
  try {
    await requirePrepared(data, `${superuserUrl}nhip`)
  } catch (error) {
    await started?.stop()
    throw error
  }
  return {
    url: `postgres://nhip:${readFileSync(passwordFile, 'utf8').trim()}@127.0.0.1:${port}/nhip`,
    migratorUrl: `${superuserUrl}nhip`,
    replicationUrl: `${superuserUrl}nhip`,
    data,
    close: async () => started?.stop(),
  }
}

/** Refuses what cannot be reached, what a start has not prepared yet, and what is half moved. */
async function requirePrepared(name: string, url: string): Promise<void> {
  const client = await connectNamed(name, url)
  const { rows } = await client
    .query<{ ready: boolean }>(`select to_regclass('platform.event_log') is not null as ready`)
    .finally(() => client.end())
  await refuseUnfinishedMove(url)
  if (rows[0]?.ready) return
  throw new StartFailure(`Cơ sở dữ liệu (${name}) chưa có dữ liệu của chương trình: chạy npm start trước.`)
}
