import {
  type DatabaseAddress,
  DatabaseClient,
  readDatabaseAddress,
} from '#server/platform/database/database-client.ts'
import { StartFailure } from '../start/start-failure.ts'
import { checkPooler, explainPooler } from './pooler.ts'

const oldest = 160_000

/**
 * Refuses an address that cannot serve: unreachable, wrong, too old, a role that row policies would not bind, or a pooler in
 * between that cannot carry what the program says.
 */
export async function checkDatabase(
  variable: string,
  url: string,
  { application }: { application: boolean },
) {
  const { address, place } = readAddress(variable, url)
  const client = await connectNamed(variable, url)
  try {
    const { rows } = await client.query(`
      select current_setting('server_version_num')::int as version, current_setting('server_version') as name,
             current_setting('server_encoding') as encoding, pg_is_in_recovery() as replica,
             (select rolsuper or rolbypassrls from pg_roles where rolname = current_user) as unbound,
             has_database_privilege(current_database(), 'create')
               and has_schema_privilege('public', 'create') as owning,
             exists (select from pg_collation where collname = 'vi-x-icu') as vietnamese`)
    const found = rows[0]
    if (found.version < oldest) {
      throw new StartFailure(`PostgreSQL ở ${place} (${variable}) là bản ${found.name}: cần bản 16 trở lên.`)
    }
    if (found.encoding !== 'UTF8') {
      throw new StartFailure(
        `Cơ sở dữ liệu ${address.database} (${variable}) dùng ${found.encoding}: cần UTF8.`,
      )
    }
    if (found.replica) {
      throw new StartFailure(`PostgreSQL ở ${place} (${variable}) là bản sao chỉ đọc: cần máy chủ chính.`)
    }
    if (!found.vietnamese) {
      throw new StartFailure(
        `PostgreSQL ở ${place} (${variable}) được dựng không có ICU: cần có để sắp chữ Việt.`,
      )
    }
    if (!application && !found.owning) {
      throw new StartFailure(
        `${variable} nối bằng một vai trò không được tạo bảng: dùng vai trò sở hữu cơ sở dữ liệu.`,
      )
    }
    if (application && found.unbound) {
      throw new StartFailure(
        `${variable} nối bằng quyền quản trị, quy tắc bảo vệ từng dòng sẽ vô hiệu: dùng một vai trò thường.`,
      )
    }
    if (application) await checkPooler(variable, url)
  } catch (error) {
    throw error instanceof StartFailure ? error : new StartFailure(explain(error, variable, address, place))
  } finally {
    await client.end().catch(() => {})
  }
}

/** A connection to the database an environment variable names; where there is none, in words that name both. */
export async function connectNamed(variable: string, url: string): Promise<DatabaseClient> {
  const { address, place } = readAddress(variable, url)
  const client = new DatabaseClient({ connectionString: url, connectionTimeoutMillis: 8_000 })
  client.on('error', () => {})
  try {
    return await client.connect()
  } catch (error) {
    await client.end().catch(() => {})
    throw new StartFailure(explain(error, variable, address, place))
  }
}

function readAddress(variable: string, url: string): { address: DatabaseAddress; place: string } {
  const address = readDatabaseAddress(url)
  if (address) {
    return { address, place: address.hosts.map(({ host, port }) => `${host}:${port}`).join(', ') }
  }
  throw new StartFailure(
    `${variable} không phải địa chỉ PostgreSQL: cần dạng postgres://người-dùng:mật-khẩu@máy:5432/tên, ` +
      'nhiều máy thì postgres://…@máy-a,máy-b:5433/tên?target_session_attrs=read-write',
  )
}

function explain(
  error: unknown,
  variable: string,
  { user, database }: DatabaseAddress,
  place: string,
): string {
  const { code, message } = error as { code?: string; message?: string }
  const pooler = explainPooler(message ?? '')
  if (pooler) return `${variable} (${place}): ${pooler}`
  const reasons: Record<string, string> = {
    ECONNREFUSED: 'không có PostgreSQL nào đang chạy ở đó',
    ENOTFOUND: 'không tìm thấy máy có tên đó',
    EAI_AGAIN: 'không tìm thấy máy có tên đó',
    ETIMEDOUT: 'máy đó không trả lời',
    ECONNRESET: 'máy đó ngắt kết nối: không phải PostgreSQL?',
    '28P01': `sai mật khẩu của ${user}`,
    '28000': `không cho ${user} kết nối`,
    '3D000': `không có cơ sở dữ liệu ${database}`,
    '53300': 'đã hết số kết nối cho phép',
    '25006': 'không máy nào ở đó nhận ghi (đều là bản sao chỉ đọc)',
    '57P03': 'PostgreSQL đang khởi động hoặc đang dừng',
  }
  const reason =
    (code && reasons[code]) || (/timeout|terminated/i.test(message ?? '') ? 'máy đó không trả lời' : message)
  return `Không kết nối được PostgreSQL ở ${place} (${variable}): ${reason}.`
}
