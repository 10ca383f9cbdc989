/** What a pooler in front of PostgreSQL (PgBouncer) must be able to do, found out before the program relies on it. */
import { DatabaseClient } from '#server/platform/database/database-client.ts'
import { StartFailure } from '../start/start-failure.ts'

const limits = ['statement_timeout', 'idle_in_transaction_session_timeout'] as const
const answerMs = 8_000

/**
 * Refuses a pooler that loses prepared statements between transactions, cuts transactions apart, or drops the time-outs with
 * which the program connects. PostgreSQL itself always passes.
 */
export async function checkPooler(variable: string, url: string): Promise<void> {
  const asking = openClient(url)
  const beside = openClient(url)
  try {
    await asking.connect()
    await beside.connect()
    await asking.query('begin')
    const { rows } = await asking.query(
      `select ${limits.map((name) => `current_setting('${name}') as ${name}`)}`,
    )
    const missing = limits.filter((name) => rows[0][name] === '0')
    if (missing.length > 0) throw new StartFailure(withoutLimits(variable, missing))
    await asking.query(prepared)
    await asking.query('commit')
    // Takes the connection on which it was prepared, should that be free for others between transactions.
    await beside.query('begin')
    await beside.query('select 1')
    await asking.query(prepared)
    await beside.query('commit')
  } finally {
    await Promise.all([asking, beside].map((client) => client.end().catch(() => {})))
  }
}

const prepared = { name: 'nhip_probe', text: 'select $1::int as one', values: [1] }

function openClient(url: string): DatabaseClient {
  const client = new DatabaseClient({
    connectionString: url,
    connectionTimeoutMillis: answerMs,
    query_timeout: answerMs,
    // As the program itself connects.
    statement_timeout: 60_000,
    idle_in_transaction_session_timeout: 60_000,
  })
  client.on('error', () => {})
  return client
}

function withoutLimits(variable: string, names: readonly string[]): string {
  const set = names.map((name) => `alter role … set ${name} = '60s';`).join(' ')
  return `Bộ gom kết nối ở ${variable} bỏ mất giới hạn thời gian. Đặt cho vai trò của chương trình, bằng quyền quản trị: ${set}`
}

/** What to change about the pooler, by what it or PostgreSQL said; undefined where the message is about something else. */
export function explainPooler(message: string): string | undefined {
  if (/unsupported startup parameter/.test(message)) {
    return `bộ gom kết nối không nhận tham số khi nối. Trong pgbouncer.ini đặt ignore_startup_parameters = ${limits.join(',')}`
  }
  if (/prepared statement .* (does not exist|already exists)/.test(message)) {
    return (
      'bộ gom kết nối làm mất câu lệnh đã chuẩn bị giữa hai giao dịch. Đặt pool_mode = session, ' +
      'hoặc dùng PgBouncer 1.21 trở lên với max_prepared_statements = 500'
    )
  }
  if (/statement pooling/.test(message)) {
    return 'bộ gom kết nối không cho mở giao dịch. Đặt pool_mode = session'
  }
  return undefined
}
