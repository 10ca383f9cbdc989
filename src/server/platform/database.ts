import { CamelCasePlugin, Kysely, PostgresDialect, type Transaction } from 'kysely'
import pg from 'pg'
import { config } from '#server/platform/config.ts'
import { DatabaseClient } from '#server/platform/database-client.ts'
import type { DB } from '#server/platform/schema.gen.ts'

/** A transaction that sees only the tables of one module: its own Postgres schema. */
export type Tx<Module extends string> = Transaction<Pick<DB, Extract<keyof DB, `${Module}.${string}`>>>

// int8 as number: identifiers of the log stay far below 2^53.
pg.types.setTypeParser(pg.types.builtins.INT8, Number)
// A day is a day: 'yyyy-mm-dd', never an instant in some time zone.
pg.types.setTypeParser(pg.types.builtins.DATE, String)

const preparedAfter = 20
const mostPrepared = 300
const seen = new Map<string, number>()
const names = new Map<string, string>()

/**
 * Statements asked again and again are prepared, so that the server parses and plans each once a connection and not
 * every time. A statement put together in many ways never comes that far. (A PgBouncer in between must be 1.21 or later.)
 */
class PreparingClient extends DatabaseClient {
  // biome-ignore lint/suspicious/noExplicitAny: pg declares eight ways to call it
  override query(...[first, values, callback]: any[]): any {
    if (typeof first !== 'string' || !Array.isArray(values) || values.length === 0) {
      return super.query(first, values, callback)
    }
    const name = nameOf(first)
    return name ? super.query({ name, text: first, values }, callback) : super.query(first, values, callback)
  }
}

function nameOf(text: string): string | undefined {
  const known = names.get(text)
  if (known || names.size >= mostPrepared) return known
  const times = (seen.get(text) ?? 0) + 1
  if (times < preparedAfter) {
    if (seen.size > 5_000) seen.clear()
    seen.set(text, times)
    return undefined
  }
  seen.delete(text)
  const name = `nhip_${names.size}`
  names.set(text, name)
  return name
}

export const pool = new pg.Pool({
  Client: PreparingClient,
  connectionString: config.DATABASE_URL,
  max: config.DATABASE_POOL,
  connectionTimeoutMillis: 10_000,
  statement_timeout: 60_000,
  idle_in_transaction_session_timeout: 60_000,
})
// An idle connection that breaks is replaced at the next query; without a listener it would end the process.
pool.on('error', () => {})

export const database = new Kysely<DB>({
  dialect: new PostgresDialect({ pool }),
  plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
})
