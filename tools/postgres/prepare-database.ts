/** From whatever database there is to one with the province in it. */
import { randomBytes } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { DatabaseClient } from '#server/platform/database/database-client.ts'
import { openKeptFile } from '#server/platform/kept-file.ts'
import { refuseUnfinishedMove } from '../start/moving-mark.ts'
import { readStamp, type Stamp } from '../start/stamp.ts'
import { StartFailure } from '../start/start-failure.ts'
import { createApplicationDatabase } from './application-database.ts'
import { dataMajor, type EmbeddedCluster, isExchangeUnfinished, startCluster } from './embedded/cluster.ts'
import { packagedMajor } from './embedded/cluster-place.ts'
import type { Upgrade } from './embedded/upgrade-cluster.ts'
import { checkDatabase } from './external-database.ts'
import { newerRelease, readMigrationFiles } from './migrations.ts'

export interface OpenDatabase {
  /** Where the application connects. */
  url: string
  /** Where migrations connect; absent when only DATABASE_URL was given. */
  migratorUrl?: string
  cluster?: EmbeddedCluster
  /** The embedded PostgreSQL was raised to another major version just now. */
  upgrade?: Upgrade | undefined
}

/** The database named by DATABASE_URL, checked, or the embedded one under `data`, started. */
export async function openDatabase(
  data: string,
  env = process.env,
  report: (progress: string) => void = () => {},
): Promise<OpenDatabase> {
  if (env.DATABASE_URL) {
    await checkDatabase('DATABASE_URL', env.DATABASE_URL, { application: true })
    if (!env.MIGRATOR_URL) return { url: env.DATABASE_URL }
    await checkDatabase('MIGRATOR_URL', env.MIGRATOR_URL, { application: false })
    return { url: env.DATABASE_URL, migratorUrl: env.MIGRATOR_URL }
  }
  const folder = join(data, 'postgres')
  const password = keptPassword(join(data, 'database.password'))
  const upgrade = await raiseVersion(folder, { password, keysFolder: join(data, 'keys') }, report)
  const cluster = await startCluster({ folder, durable: true })
  try {
    await createApplicationDatabase(cluster.superuserUrl, password)
    const url = `postgres://nhip:${password}@127.0.0.1:${cluster.port}/nhip`
    return { url, migratorUrl: `${cluster.superuserUrl}nhip`, cluster, upgrade }
  } catch (error) {
    await cluster.stop()
    throw error
  }
}

/** Seldom needed: what it takes is loaded only then. */
async function raiseVersion(
  folder: string,
  options: { password: string; keysFolder: string },
  report: (progress: string) => void,
): Promise<Upgrade | undefined> {
  const found = dataMajor(folder)
  const isCurrent = found === packagedMajor() || found === undefined
  if (isCurrent && !isExchangeUnfinished(folder)) return undefined
  const { upgradeCluster } = await import('#tools/postgres/embedded/upgrade-cluster.ts')
  return upgradeCluster(folder, options, report)
}

function keptPassword(path: string): string {
  mkdirSync(dirname(path), { recursive: true })
  return openKeptFile(path, () => randomBytes(24).toString('base64url'))
    .toString('utf8')
    .trim()
}

/** What the database was prepared with. Refuses to mix demo people and real ones, or two provinces. */
export async function checkStamp(
  { url, migratorUrl }: OpenDatabase,
  wanted: { data: string; province: string; demo: boolean },
): Promise<Stamp | undefined> {
  const stamp = await readStamp(url)
  if (stamp && stamp.demo !== wanted.demo) {
    throw new StartFailure(
      stamp.demo
        ? 'Dữ liệu này có người thử và khóa thử, không dùng cho việc thật: chọn thư mục khác bằng --data.'
        : 'Dữ liệu này là dữ liệu thật, không đưa người thử vào: thêm --empty, hoặc chọn thư mục khác bằng --data.',
    )
  }
  if (stamp && stamp.province !== wanted.province) {
    throw new StartFailure(
      `Dữ liệu này là của tỉnh ${stamp.province}: dùng --province ${stamp.province} hoặc --data khác.`,
    )
  }
  const newest = readMigrationFiles().at(-1)?.name ?? ''
  if (stamp?.migration && stamp.migration > newest) throw newerRelease(stamp.migration)
  if (!migratorUrl && stamp?.data !== wanted.data) {
    throw new StartFailure(
      'Cơ sở dữ liệu chưa theo kịp chương trình: đặt MIGRATOR_URL là địa chỉ của vai trò được tạo bảng, rồi chạy lại.',
    )
  }
  await checkOrder(url)
  return stamp
}

/** The log is ordered by transaction number: a copy made by pg_dump restarts those numbers and may not go on. */
async function checkOrder(url: string): Promise<void> {
  await refuseUnfinishedMove(url)
  const client = new DatabaseClient({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query(`select to_regclass('platform.seal') is not null as ready`)
    if (!rows[0].ready) return
    const sealed = await client.query(
      `select coalesce(max(last_tx) >= pg_snapshot_xmax(pg_current_snapshot()), false) as ahead from platform.seal`,
    )
    if (!sealed.rows[0].ahead) return
    throw new StartFailure(
      'Nhật ký sự kiện được khôi phục bằng pg_dump, không nối tiếp được: khôi phục bằng npm run restore, hoặc chuyển bằng npm run move (README, mục Sao lưu).',
    )
  } finally {
    await client.end()
  }
}
