/**
 * Copies one database of the platform into another, empty one, whatever the major version or the machine: table by
 * table as COPY's binary stream, each compared byte by byte with what can be read back. The source is only read.
 */
import { createHash } from 'node:crypto'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { DatabaseClient } from '#server/platform/database/database-client.ts'
import { migrate } from '../migrate.ts'
import { bareTables } from '../simulate/tables/bare-tables.ts'
import { movingMark } from '../start/moving-mark.ts'
import { StartFailure } from '../start/start-failure.ts'

export interface CopyDatabase {
  /** May read everything. */
  source: string
  /** Owns the empty database. */
  target: string
  /** The application's role there. */
  appRole: string
}

export interface Copied {
  tables: number
  rows: number
  /** Transaction numbers used up so that new events sort after the old ones. */
  advanced: number
}

interface Table {
  name: string
  columns: string
}

/** All of it or nothing that looks whole: interrupted, it can be repeated. */
export async function copyDatabase(
  { source, target, appRole }: CopyDatabase,
  report: (progress: string) => void = () => {},
): Promise<Copied> {
  const reader = await connect(source)
  const writer = await connect(target)
  try {
    await prepareTarget(writer)
    await migrate(target, appRole)
    await reader.query('begin isolation level repeatable read read only')
    const tables = await compareTables(reader, writer)
    await writer.query('begin')
    const hashes = await copyTables(reader, writer, tables, report)
    await copySequences(reader, writer)
    await copyStamp(reader, writer)
    await writer.query('commit')
    report('đối chiếu')
    const rows = await compareContent(writer, tables, hashes)
    report('số giao dịch')
    const advanced = await advanceTransactions(writer, tables)
    await writer.query('analyze')
    // Only now is it one that may be worked with.
    await writer.query(`drop schema ${movingMark}`)
    return { tables: tables.length, rows, advanced }
  } finally {
    await Promise.all([reader.end(), writer.end()])
  }
}

async function connect(url: string): Promise<pg.Client> {
  const client = new DatabaseClient({ connectionString: url, keepAlive: true, application_name: 'nhip move' })
  client.on('error', () => {})
  await client.connect()
  // A scan that begins where another has come to would bring the same rows in another order.
  await client.query(`set synchronize_seqscans = off; set statement_timeout = 0; set timezone = 'UTC'`)
  return client
}

/** Refuses what is not empty, except what an interrupted move left. */
async function prepareTarget(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ marked: boolean; tables: string[]; schemas: string[] }>(`
    select to_regnamespace('${movingMark}') is not null as marked,
           array(select c.oid::regclass::text from pg_class c where c.relkind in ('r', 'p', 'v', 'm', 'S')
                  and ${ownSchema('c.relnamespace')}) as tables,
           array(select nspname::text from pg_namespace n where ${ownSchema('n.oid')} and nspname <> 'public') as schemas`)
  const [found] = rows
  if (found?.marked) {
    for (const schema of found.schemas) {
      await client.query(`drop schema ${pg.escapeIdentifier(schema)} cascade`)
    }
    await client.query('drop table if exists public.kysely_migration, public.kysely_migration_lock')
  } else if (found && found.tables.length > 0) {
    throw new StartFailure(
      `Cơ sở dữ liệu đích không trống (có ${found.tables[0]}…): chỉ chuyển vào một cơ sở dữ liệu mới tạo.`,
    )
  }
  await client.query(`create schema ${movingMark}`)
}

function ownSchema(oid: string): string {
  return `${oid} not in (select oid from pg_namespace where nspname in ('pg_catalog', 'information_schema') or nspname like 'pg\\_%')`
}

/** The tables that hold rows; both sides must have the same, with the same columns. */
async function compareTables(reader: pg.Client, writer: pg.Client): Promise<Table[]> {
  const [here, there] = await Promise.all([listTables(reader), listTables(writer)])
  const describe = ({ name, columns }: Table) => `${name} (${columns})`
  const known = new Set(there.map(describe))
  const different = here.filter((table) => !known.has(describe(table)))
  if (different.length > 0 || here.length !== there.length) {
    const names = different.length > 0 ? different.map(({ name }) => name) : ['thiếu bảng']
    throw new StartFailure(
      `Cơ sở dữ liệu nguồn không theo bản chương trình này (${names.slice(0, 3).join(', ')}): ` +
        'chạy npm start với nó một lần bằng bản này, dừng, rồi chuyển.',
    )
  }
  return here
}

async function listTables(client: pg.Client): Promise<Table[]> {
  const { rows } = await client.query<Table>(`
    select format('%I.%I', n.nspname, c.relname) as name,
           (select string_agg(format('%I', a.attname), ', ' order by a.attname) from pg_attribute a
             where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r' and ${ownSchema('n.oid')} and n.nspname <> '${movingMark}'
     order by 1`)
  return rows
}

async function copyTables(
  reader: pg.Client,
  writer: pg.Client,
  tables: readonly Table[],
  report: (progress: string) => void,
): Promise<Map<string, string>> {
  await writer.query(`truncate ${tables.map(({ name }) => name).join(', ')}`)
  const restoreTriggers = await disableTriggers(writer, tables)
  const restoreQueue = await dropQueueKeys(writer)
  const restore = await bareTables(
    writer,
    tables.map(({ name }) => name).filter((name) => !name.startsWith('pgboss.')),
  )
  const hashes = new Map<string, string>()
  for (const [at, { name, columns }] of tables.entries()) {
    report(`${at + 1}/${tables.length} bảng: ${name}`)
    const hash = createHash('sha256')
    await pipeline(
      reader.query(copyTo(`copy ${name} (${columns}) to stdout (format binary)`)),
      new Transform({
        transform(chunk: Buffer, _, done) {
          hash.update(chunk)
          done(null, chunk)
        },
      }),
      writer.query(copyFrom(`copy ${name} (${columns}) from stdin (format binary)`)),
    )
    hashes.set(name, hash.digest('hex'))
  }
  report('chỉ mục và khóa ngoại')
  await restore()
  await restoreQueue()
  await restoreTriggers()
  return hashes
}

/** What rows set in motion when they were written has been done: it comes with the copy, in tables before or after. */
async function disableTriggers(client: pg.Client, tables: readonly Table[]): Promise<() => Promise<void>> {
  const { rows } = await client.query<{ alter: string; name: string }>(
    `select distinct format('alter table %s', tgrelid::regclass) as alter, quote_ident(tgname) as name
       from pg_trigger where not tgisinternal and tgenabled = 'O' and tgrelid = any ($1::regclass[])`,
    [tables.map(({ name }) => name)],
  )
  for (const { alter, name } of rows) await client.query(`${alter} disable trigger ${name}`)
  return async () => {
    for (const { alter, name } of rows) await client.query(`${alter} enable trigger ${name}`)
  }
}

/** The queue's tables are partitions: their foreign keys are taken off and put back at the parent. */
async function dropQueueKeys(client: pg.Client): Promise<() => Promise<void>> {
  const { rows } = await client.query<{ drop: string; restore: string }>(`
    select format('alter table %s drop constraint %I', conrelid::regclass, conname) as drop,
           format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) as restore
      from pg_constraint where contype = 'f' and conparentid = 0 and connamespace = 'pgboss'::regnamespace`)
  for (const { drop } of rows) await client.query(drop)
  return async () => {
    for (const { restore } of rows) await client.query(restore)
  }
}

/** Identity columns and sequences go on after the last number given, not after the last one kept. */
async function copySequences(reader: pg.Client, writer: pg.Client): Promise<void> {
  const { rows } = await reader.query<{ name: string }>(`
    select c.oid::regclass::text as name from pg_class c where c.relkind = 'S' and ${ownSchema('c.relnamespace')}`)
  for (const { name } of rows) {
    const state = await reader.query<{ value: string; called: boolean }>(
      `select last_value::text as value, is_called as called from ${name}`,
    )
    const [{ value = '1', called = false } = {}] = state.rows
    await writer.query('select setval($1::regclass, $2::bigint, $3)', [name, value, called])
  }
}

/** What the database was prepared with is written on its schema. */
async function copyStamp(reader: pg.Client, writer: pg.Client): Promise<void> {
  const { rows } = await reader.query<{ stamp: string | null }>(
    `select obj_description('platform'::regnamespace, 'pg_namespace') as stamp`,
  )
  const stamp = rows[0]?.stamp
  if (stamp) await writer.query(`comment on schema platform is ${pg.escapeLiteral(stamp)}`)
}

/** Reads everything back: the same bytes in the same order, or it is not what was sent. */
async function compareContent(
  client: pg.Client,
  tables: readonly Table[],
  hashes: ReadonlyMap<string, string>,
): Promise<number> {
  let count = 0
  for (const { name, columns } of tables) {
    const hash = createHash('sha256')
    const stream = client.query(copyTo(`copy ${name} (${columns}) to stdout (format binary)`))
    for await (const chunk of stream) hash.update(chunk as Buffer)
    if (hash.digest('hex') !== hashes.get(name)) {
      throw new Error(`the copy of ${name} is not what was read from the source`)
    }
    count += stream.rowCount
  }
  return count
}

/** The log is ordered by transaction numbers, which begin low in a new cluster: they are used up to beyond the log. */
export async function advanceTransactions(
  client: pg.Client,
  tables: readonly Pick<Table, 'name'>[],
): Promise<number> {
  const { rows } = await client.query<{ query: string }>(
    `select format('select max(%I) as last from %s', a.attname, a.attrelid::regclass) as query
       from pg_attribute a where a.atttypid = 'xid8'::regtype and a.attnum > 0 and not a.attisdropped
        and a.attrelid = any ($1::regclass[])`,
    [tables.map(({ name }) => name)],
  )
  const highest = `select coalesce(max(last::text::bigint), 0) as last from (${rows.map(({ query }) => query).join(' union all ')}) x`
  const { rows: found } = await client.query<{ last: string; now: string }>(
    `select (${highest})::text as last, pg_snapshot_xmax(pg_current_snapshot())::text as now`,
  )
  const missing = Number(found[0]?.last ?? 0) - Number(found[0]?.now ?? 0) + 1
  // Nothing is lost with them: a crash repeats the move, or the start refuses.
  await client.query('set synchronous_commit = off')
  for (let left = missing; left > 0; left -= 100_000) {
    await client.query(
      `do $$ begin for i in 1..${Math.min(left, 100_000)} loop perform pg_current_xact_id(); commit; end loop; end $$`,
    )
  }
  await client.query('reset synchronous_commit')
  return Math.max(0, missing)
}
