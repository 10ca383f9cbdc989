import { CamelCasePlugin, Kysely, PostgresDialect, type Transaction } from 'kysely'
import pg from 'pg'
import { config } from '#server/platform/config.ts'
import type { DB } from '#server/platform/schema.gen.ts'

/** A transaction that sees only the tables of one module: its own Postgres schema. */
export type Tx<Module extends string> = Transaction<Pick<DB, Extract<keyof DB, `${Module}.${string}`>>>

// int8 as number: identifiers of the log stay far below 2^53.
pg.types.setTypeParser(pg.types.builtins.INT8, Number)
// A day is a day: 'yyyy-mm-dd', never an instant in some time zone.
pg.types.setTypeParser(pg.types.builtins.DATE, String)

export const pool = new pg.Pool({
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
