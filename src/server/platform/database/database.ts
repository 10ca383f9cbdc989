import type { Socket } from 'node:net'
import { CamelCasePlugin, Kysely, PostgresDialect, type Transaction } from 'kysely'
import pg from 'pg'
import { config } from '../config.ts'
import type { DB } from '../schema.gen.ts'
import { DatabaseClient } from './database-client.ts'

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
 * Begins a transaction and names its actor in one round trip. Claim and proof are bound, never part of the text: that
 * everyone of the same role can read in pg_stat_activity.
 */
export const beginAs = 'select platform.act_as($1, $2)'

/** What a query does to send itself; of node-postgres, which declares no types for it. */
interface Sent extends pg.Submittable {
  prepare(connection: Wire): void
}
interface Wire {
  parse(message: object): void
  bind(message: object): void
  execute(message: object): void
}
type Done = (error: Error | null, results: pg.QueryResult[] | undefined) => void
const Query = pg.Query as unknown as new (config: pg.QueryConfig, values: undefined, done: Done) => Sent

class BeginAs extends Query {
  override prepare(connection: Wire): void {
    connection.parse({ text: 'begin' })
    connection.bind({})
    connection.execute({})
    super.prepare(connection)
  }
}

/** Longer than the server lets a statement run: who has not answered by then will not. */
const silenceMs = config.DATABASE_TIMEOUT * 1000 + 5_000

/**
 * A connection of the platform. Statements asked again and again are prepared, so that the server parses and plans each
 * once a connection and not every time; a statement put together in many ways never comes that far. (What that asks of a
 * PgBouncer in between stands in the README.) Statements are sent without waiting for the answers to those before them. A connection
 * that falls silent is given up, so that nobody waits for it for ever.
 */
class PlatformClient extends DatabaseClient {
  readonly #wire = (this as unknown as { connection: { stream: Socket } }).connection
  #isGathering = false

  // biome-ignore lint/suspicious/noExplicitAny: pg declares eight ways to call it
  override query(...[first, values, callback]: any[]): any {
    // A stream (COPY) tells of its end in its own way.
    if (typeof first?.submit === 'function') return super.query(first, values, callback)
    this.#gather()
    if (first === beginAs) return this.#beginAs(values)
    const name = typeof first === 'string' && Array.isArray(values) && values.length > 0 && nameOf(first)
    const question = name ? { name, text: first, values } : first
    const given = name ? undefined : values
    const silence = setTimeout(() => this.#giveUp(), silenceMs).unref()
    const answer = typeof given === 'function' ? given : callback
    if (typeof answer === 'function') {
      // biome-ignore lint/suspicious/noExplicitAny: passed on as it comes
      const heard = (...results: any[]) => {
        clearTimeout(silence)
        answer(...results)
      }
      return super.query(question, typeof given === 'function' ? undefined : given, heard)
    }
    const result = super.query(question, given) as Promise<unknown>
    return result.finally(() => clearTimeout(silence))
  }

  #beginAs(values: unknown[]): Promise<pg.QueryResult> {
    const silence = setTimeout(() => this.#giveUp(), silenceMs).unref()
    return new Promise<pg.QueryResult>((done, fail) => {
      const answer: Done = (error, results) => {
        clearTimeout(silence)
        const last = results?.at(-1)
        if (last) done(last)
        else fail(error)
      }
      super.query(new BeginAs({ name: 'nhip_begin_as', text: beginAs, values }, undefined, answer))
    })
  }

  /** What is asked in one turn of the program travels together: sending costs more than most statements. */
  #gather(): void {
    if (this.#isGathering) return
    this.#isGathering = true
    const { stream } = this.#wire
    stream.cork()
    process.nextTick(() => {
      this.#isGathering = false
      stream.uncork()
    })
  }

  /** Whatever waits on this connection fails now, and the pool opens another. */
  #giveUp(): void {
    this.#wire.stream.destroy(Object.assign(new Error('the database fell silent'), { code: 'ETIMEDOUT' }))
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

interface PoolOptions {
  /** As PostgreSQL lists it. */
  name: string
  most: number
  /** Whether the process may end while connections only rest. */
  isIdleNothing?: boolean
}

/**
 * How long a connection nobody needs stays open. A server needs it again with the next page, and a new one costs both sides
 * as much as several questions; a tool ends once its own are closed.
 */
const restMs = process.env.NHIP_ROLE ? 60_000 : 10_000

/** Connections to the platform's database. A lost one fails what it was doing and nothing else. */
export function openPool({ name, most, isIdleNothing = false }: PoolOptions): pg.Pool {
  const opened = new pg.Pool({
    Client: PlatformClient,
    pipeline: true,
    connectionString: config.DATABASE_URL,
    application_name: name,
    max: most,
    allowExitOnIdle: isIdleNothing,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: restMs,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    statement_timeout: config.DATABASE_TIMEOUT * 1000,
    idle_in_transaction_session_timeout: 60_000,
  })
  // A connection that breaks is replaced; without a listener its end would be the end of the process. Whoever has it
  // checked out learns of it from the answer to the next question, so there is nothing else to do here.
  opened.on('error', () => {})
  opened.on('connect', (client) => client.on('error', () => {}))
  return opened
}

export const pool = openPool({ name: 'nhip', most: config.DATABASE_POOL })

const plugins = [new CamelCasePlugin({ maintainNestedObjectKeys: true })]

export const database = new Kysely<DB>({ dialect: new PostgresDialect({ pool }), plugins })

const handles = new WeakMap<pg.PoolClient, Kysely<DB>>()

/**
 * One connection of the pool as a transaction, for who begins and ends it. Kysely's own lets no statement out before the
 * one before it is answered; here those asked together travel together, in the order in which they are asked.
 */
export async function transactionOn(client: pg.PoolClient): Promise<Transaction<DB>> {
  let handle = handles.get(client)
  if (!handle) {
    const always = { query: client.query.bind(client), release: () => {} } as pg.PoolClient
    const ofOne = { connect: async () => always, end: async () => {}, options: {} }
    handle = new Kysely<DB>({ dialect: new PostgresDialect({ pool: ofOne }), plugins })
    // Kysely gets itself ready at the first use: what is asked a moment after would pass the beginning by.
    await handle.connection().execute(async () => {})
    handles.set(client, handle)
  }
  // To Kysely a transaction is a connection on which somebody has said begin.
  return handle as unknown as Transaction<DB>
}
