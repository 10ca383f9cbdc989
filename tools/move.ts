/** npm run move: the platform's database to another PostgreSQL, or from there back into the embedded one. */
import { randomBytes } from 'node:crypto'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { DatabaseClient, readDatabaseAddress } from '#server/platform/database/database-client.ts'
import { copyDatabase } from './move/copy-database.ts'
import { findRunningCluster } from './postgres/embedded/cluster.ts'
import { checkDatabase } from './postgres/external-database.ts'
import { type OpenDatabase, openDatabase } from './postgres/prepare-database.ts'
import { refuseWhileRunning } from './postgres/program-at-work.ts'
import { openToolDatabase, type ToolDatabase } from './postgres/tool-database.ts'
import { describeStartFailure, StartFailure } from './start/start-failure.ts'

const help = `npm run move -- --to postgres://chủ-sở-hữu:mật-khẩu@máy:5432/nhip [tùy chọn]
npm run move -- --to embedded          từ DATABASE_URL về PostgreSQL đi kèm, trong thư mục dữ liệu

  Chép toàn bộ cơ sở dữ liệu sang một PostgreSQL khác (16 trở lên, bản nào cũng được), đối chiếu từng byte, đẩy số
  giao dịch vượt qua sổ sự kiện, rồi kiểm sổ. Nguồn chỉ đọc, không đổi. Chương trình phải dừng trước.

  --role TÊN     vai trò của chương trình ở đích, mặc định như ở nguồn; chưa có thì tạo, nếu được phép
  --data DIR     thư mục dữ liệu, mặc định var (biến NHIP_DATA)`

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        to: { type: 'string' },
        role: { type: 'string' },
        data: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    })
    if (values.help) return undefined
    if (!values.to) throw new StartFailure('Cho biết nơi chuyển đến: --to postgres://… hoặc --to embedded')
    return { ...values, to: values.to }
  } catch (error) {
    if (error instanceof StartFailure) throw error
    throw new StartFailure('Không hiểu dòng lệnh. Xem: npm run move -- --help')
  }
}

let source: ToolDatabase | undefined
let embedded: OpenDatabase | undefined
try {
  const options = readOptions()
  if (!options) console.log(help)
  else {
    const data = resolve(options.data ?? process.env.NHIP_DATA ?? 'var')
    process.env.NHIP_DATA = data
    if (!process.env.DATABASE_URL && findRunningCluster(join(data, 'postgres'))) {
      throw new StartFailure(`Chương trình đang chạy với dữ liệu ở ${data}: dừng nó rồi chuyển.`)
    }
    source = await openToolDatabase()
    // What is written while it is read would be lost.
    await refuseWhileRunning(source.migratorUrl, 'nguồn', 'chuyển')
    const target = await openTarget(options.to, options.role, data, source)
    const { tables, rows, advanced } = await copyDatabase(
      { source: source.migratorUrl, target: target.migratorUrl, appRole: target.role },
      (progress) => console.log(`  … ${progress}`),
    )
    const number = (value: number) => value.toLocaleString('vi-VN')
    console.log(
      `Đã chuyển ${number(rows)} dòng trong ${tables} bảng, đối chiếu từng byte; đẩy ${number(advanced)} số giao dịch.`,
    )
    process.exitCode = await verify(target.migratorUrl, data)
    if (process.exitCode === 0) console.log(target.next)
  }
} catch (error) {
  console.error(describeStartFailure(error))
  process.exitCode = 2
} finally {
  await source?.close()
  await embedded?.cluster?.stop()
}

interface Target {
  migratorUrl: string
  role: string
  /** What to do afterwards. */
  next: string
}

async function openTarget(
  to: string,
  role: string | undefined,
  data: string,
  { url }: ToolDatabase,
): Promise<Target> {
  if (to === 'embedded') {
    if (!process.env.DATABASE_URL) {
      throw new StartFailure(
        'Nguồn đã là PostgreSQL đi kèm: đặt DATABASE_URL và MIGRATOR_URL của nơi chuyển đi.',
      )
    }
    embedded = await openDatabase(data, {})
    const migratorUrl = embedded.migratorUrl ?? ''
    return { migratorUrl, role: 'nhip', next: 'Từ nay chạy npm start không có DATABASE_URL và MIGRATOR_URL.' }
  }
  await checkDatabase('--to', to, { application: false })
  const appRole = role ?? readDatabaseAddress(url)?.user ?? 'nhip'
  const password = await provideRole(to, appRole)
  const place = to.replace(/^(postgres(?:ql)?:\/\/)[^/]*@/, `$1${appRole}:${password ?? '…'}@`)
  return {
    migratorUrl: to,
    role: appRole,
    next: `Từ nay chạy npm start với:\n  DATABASE_URL=${place}\n  MIGRATOR_URL=<địa chỉ đã cho ở --to>`,
  }
}

/** The application's role in the new place; the password of one made here. */
async function provideRole(url: string, role: string): Promise<string | undefined> {
  const client = new DatabaseClient({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query<{ known: boolean }>(
      'select exists (select from pg_roles where rolname = $1) as known',
      [role],
    )
    if (rows[0]?.known) return undefined
    const password = randomBytes(24).toString('base64url')
    await client.query(
      `create role ${pg.escapeIdentifier(role)} login password ${pg.escapeLiteral(password)}`,
    )
    return password
  } catch (error) {
    if ((error as { code?: string }).code !== '42501') throw error
    throw new StartFailure(
      `Ở đích chưa có vai trò ${role}: người quản trị tạo bằng create role ${role} login password '…', rồi chạy lại.`,
    )
  } finally {
    await client.end()
  }
}

async function verify(url: string, data: string): Promise<number> {
  const { verifyLog } = await import('#server/platform/log/seal/verify/verify-log.ts')
  const { findings, more, rows } = await verifyLog({ url, keysFolder: join(data, 'keys') })
  const total = findings.length + more
  console.log(
    total === 0
      ? `Đã kiểm ${rows.toLocaleString('vi-VN')} sự kiện ở đích: nguyên vẹn.`
      : `Sổ sự kiện ở đích có ${total} chỗ cần xem: chạy npm run verify. Nguồn vẫn như cũ.`,
  )
  return total === 0 ? 0 : 1
}
