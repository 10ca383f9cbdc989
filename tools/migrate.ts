/** Applies every file of migrations/ the database has not seen, in name order, and the job queue's own. Forward only. */
import { execFileSync } from 'node:child_process'
import { pathToFileURL } from 'node:url'
import { CamelCasePlugin, Kysely, PostgresDialect, sql } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import pg from 'pg'
import { PgBoss } from 'pg-boss'
import { DatabaseClient, readDatabaseAddress } from '#server/platform/database/database-client.ts'
import { installActorKey } from './postgres/actor-key.ts'
import {
  type AppliedMigration,
  checkApplied,
  type MigrationFile,
  noteChecksums,
  readMigrationFiles,
} from './postgres/migrations.ts'
import { describeStartFailure, StartFailure } from './start/start-failure.ts'

/**
 * Brings the database up to date, or to the last of `files`, and lets `appUser` work in it. Repeating it changes
 * nothing; a database these files cannot carry on is refused before anything is written.
 */
export async function migrate(
  migratorUrl: string,
  appUser: string,
  files: readonly MigrationFile[] = readMigrationFiles(),
): Promise<string[]> {
  await settleSession(migratorUrl)
  const pool = new pg.Pool({ Client: DatabaseClient, connectionString: migratorUrl, max: 2 })
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }), plugins: [new CamelCasePlugin()] })
  try {
    checkApplied(files, await readApplied(db))
    const migrations = Object.fromEntries(files.map((file) => [file.name, migrationOf(file)]))
    const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } })
    const { error, results } = await migrator.migrateToLatest()
    if (error) throw failureOf(error, results?.find(({ status }) => status === 'Error')?.migrationName)
    await recordChecksums(db, files)

    const boss = new PgBoss({
      db: { executeSql: (text, values) => pool.query(text, values) },
      supervise: false,
      schedule: false,
    })
    boss.on('error', () => {})
    await boss.start()
    await boss.stop({ graceful: false })
    await grantQueue(db, appUser)
    return (results ?? []).map(({ migrationName }) => migrationName)
  } finally {
    await db.destroy()
  }
}

/** What statements and answers mean, whatever a server of others has been told for everybody. */
const sessionSettings = {
  DateStyle: 'ISO, MDY',
  IntervalStyle: 'postgres',
  TimeZone: 'Asia/Ho_Chi_Minh',
  bytea_output: 'hex',
  extra_float_digits: '1',
  default_transaction_isolation: 'read committed',
  default_transaction_deferrable: 'off',
  row_security: 'on',
  search_path: '"$user", public',
  standard_conforming_strings: 'on',
  transform_null_equals: 'off',
}

/** Kept with the database, for every connection to come, through a pooler too. */
async function settleSession(url: string): Promise<void> {
  const client = new DatabaseClient({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query<{ name: string; isOther: boolean }>(
      `select current_database() as name, bool_or(current_setting(key) <> value) as "isOther" from json_each_text($1) group by 1`,
      [JSON.stringify(sessionSettings)],
    )
    const [{ name = '', isOther = false } = {}] = rows
    const database = pg.escapeIdentifier(name)
    try {
      for (const [key, value] of Object.entries(sessionSettings)) {
        const given = key === 'search_path' ? value : pg.escapeLiteral(value)
        await client.query(`alter database ${database} set ${key} = ${given}`)
      }
    } catch (error) {
      if ((error as { code?: string }).code !== '42501') throw error
      if (!isOther) return
      throw new StartFailure(
        `Vai trò ở MIGRATOR_URL không phải chủ của cơ sở dữ liệu ${name}: người quản trị giao bằng alter database ${database} owner to …, rồi chạy lại.`,
      )
    }
  } finally {
    await client.end()
  }
}

/** However long a province's tables take, and whatever limit its server has for everybody: cut off, an upgrade begins anew and never ends. */
function migrationOf({ text }: MigrationFile): Migration {
  return {
    up: async (db) => {
      await sql`set local statement_timeout = 0`.execute(db)
      await sql.raw(text).execute(db)
    },
  }
}

async function readApplied(db: Kysely<unknown>): Promise<AppliedMigration[]> {
  const { rows: found } = await sql<{ columns: number }>`
    select count(*)::int as columns from pg_attribute
     where attrelid = to_regclass('public.kysely_migration') and attname in ('name', 'checksum')`.execute(db)
  const columns = found[0]?.columns ?? 0
  if (columns === 0) return []
  const checksum = columns === 2 ? sql`checksum` : sql`null::text`
  const { rows } = await sql<AppliedMigration>`
    select name, ${checksum} as checksum from public.kysely_migration order by name`.execute(db)
  return rows
}

/** Once written it stays: what a data folder went through is told by the folder, not by the program that opens it. */
async function recordChecksums(db: Kysely<unknown>, files: readonly MigrationFile[]): Promise<void> {
  await sql`alter table public.kysely_migration add column if not exists checksum text`.execute(db)
  await sql`
    update public.kysely_migration set checksum = file.sha256
      from unnest(${files.map(({ name }) => name)}::text[], ${files.map(({ sha256 }) => sha256)}::text[]) as file (name, sha256)
     where kysely_migration.name = file.name and checksum is null`.execute(db)
}

/** Whose file it was and what PostgreSQL had against it; one transaction holds all of them, so none is applied. */
function failureOf(error: unknown, name: string | undefined): StartFailure {
  const reason = error instanceof Error ? error.message : String(error)
  const where = name ? `Tệp migrations/${name} không áp dụng được` : 'Không cập nhật được cấu trúc dữ liệu'
  return new StartFailure(`${where}: ${reason.split('\n')[0]}`)
}

/** The queue is the program's alone: whoever has the application's password and proves nothing, or is anybody, finds nothing there. */
async function grantQueue(db: Kysely<unknown>, appUser: string): Promise<void> {
  const user = pg.escapeIdentifier(appUser)
  await sql
    .raw(`
      do $$ begin
        if not pg_has_role(${pg.escapeLiteral(appUser)}, 'nhip_app', 'member') then grant nhip_app to ${user}; end if;
      end $$;
      -- Whoever makes no temporary types and tables shadows nothing with them; a database others own keeps what it allows.
      do $$ begin execute format('revoke temporary on database %I from public', current_database()); end $$;
      -- Large objects have no row policy: whoever makes them stores what nothing counts, and nobody here needs one.
      revoke execute on function lo_creat(integer), lo_create(oid), lo_from_bytea(oid, bytea), lo_put(oid, bigint, bytea), lowrite(integer, bytea)
        from public;
      grant usage on schema pgboss to nhip_app;
      grant select, insert, update, delete on all tables in schema pgboss to nhip_app;
      grant usage on all sequences in schema pgboss to nhip_app;
      grant execute on all functions in schema pgboss to nhip_app;
      -- pg-boss writes the table a queue names into its statements as it stands, and publishes within proven transactions:
      -- what the application's role may write there must be a name and nothing else.
      alter table pgboss.queue drop constraint if exists queue_table_is_a_name;
      alter table pgboss.queue add constraint queue_table_is_a_name
        check (table_name ~ '^[a-z][a-z0-9_]*$' and name ~ '^[A-Za-z0-9_./-]+$');
      -- Partitions too, asked by their own name. Each start does it again, after a newer pg-boss has laid its tables.
      do $$
      declare queued regclass;
      begin
        for queued in select oid from pg_class where relnamespace = 'pgboss'::regnamespace and relkind in ('r', 'p') loop
          execute format('alter table %s enable row level security', queued);
          if not exists (select from pg_policy where polrelid = queued and polname = 'system') then
            execute format('create policy system on %s using ((select platform.is_system()))', queued);
          end if;
        end loop;
      end $$;
    `)
    .execute(db)
}

/** Writes the row types that queries are checked against. */
function generateTypes(url: string): void {
  const options = [
    '--dialect=postgres',
    '--camel-case',
    '--date-parser=string',
    '--exclude-pattern=pgboss.*',
    `--url=${url}`,
  ]
  const mapping = `--type-mapping=${JSON.stringify({ int8: 'number' })}`
  const out = '--out-file=src/server/platform/schema.gen.ts'
  execFileSync('node_modules/.bin/kysely-codegen', [...options, mapping, out, '--log-level=error'], {
    stdio: 'inherit',
  })
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const url = process.env.MIGRATOR_URL
  if (!url) {
    console.error('Đặt MIGRATOR_URL là địa chỉ PostgreSQL của chủ sở hữu, rồi chạy lại.')
    process.exit(2)
  }
  const appUser =
    process.env.NHIP_APP_ROLE ?? readDatabaseAddress(process.env.DATABASE_URL ?? '')?.user ?? 'nhip'
  try {
    for (const name of await migrate(url, appUser)) console.log(`Đã áp dụng ${name}`)
  } catch (error) {
    console.error(describeStartFailure(error))
    process.exit(2)
  }
  await installActorKey(url, process.env.NHIP_DATA ?? 'var')
  if (!process.argv.includes('--no-types')) {
    generateTypes(url)
    noteChecksums(readMigrationFiles())
  }
}
