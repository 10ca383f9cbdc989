/** Applies every file of migrations/ the database has not seen, in name order, and the job queue's own. Forward only. */
import { execFileSync } from 'node:child_process'
import { readdir, readFile } from 'node:fs/promises'
import { pathToFileURL } from 'node:url'
import { CamelCasePlugin, Kysely, PostgresDialect, sql } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import pg from 'pg'
import { PgBoss } from 'pg-boss'
import { DatabaseClient, readDatabaseAddress } from '#server/platform/database-client.ts'
import { installActorKey } from '#tools/actor-key.ts'
import { describeStartFailure, StartFailure } from '#tools/start-failure.ts'

const folder = new URL('../migrations/', import.meta.url)

async function readMigrations(): Promise<Record<string, Migration>> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort()
  const entries = names.map(async (name): Promise<[string, Migration]> => {
    const text = await readFile(new URL(name, folder), 'utf8')
    return [name, { up: async (db) => void (await sql.raw(text).execute(db)) }]
  })
  return Object.fromEntries(await Promise.all(entries))
}

/** Brings the database up to date and lets `appUser` work in it. Repeating it changes nothing. */
export async function migrate(migratorUrl: string, appUser: string): Promise<string[]> {
  const pool = new pg.Pool({ Client: DatabaseClient, connectionString: migratorUrl, max: 2 })
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }), plugins: [new CamelCasePlugin()] })
  try {
    const migrator = new Migrator({ db, provider: { getMigrations: readMigrations } })
    const { error, results } = await migrator.migrateToLatest()
    if (error) throw failureOf(error, results?.find(({ status }) => status === 'Error')?.migrationName)

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

/** Whose file it was and what PostgreSQL had against it: what was applied before it stays, of it nothing. */
function failureOf(error: unknown, name: string | undefined): StartFailure {
  const reason = error instanceof Error ? error.message : String(error)
  const where = name ? `Tệp migrations/${name} không áp dụng được` : 'Không cập nhật được cấu trúc dữ liệu'
  return new StartFailure(`${where}: ${reason.split('\n')[0]}`)
}

/** The application creates queues, and each may be a partition of its own: it needs to create in that one schema. */
async function grantQueue(db: Kysely<unknown>, appUser: string): Promise<void> {
  const user = pg.escapeIdentifier(appUser)
  await sql
    .raw(`
      do $$ begin
        if not pg_has_role(${pg.escapeLiteral(appUser)}, 'nhip_app', 'member') then grant nhip_app to ${user}; end if;
      end $$;
      grant usage on schema pgboss to nhip_app;
      grant select, insert, update, delete on all tables in schema pgboss to nhip_app;
      grant usage on all sequences in schema pgboss to nhip_app;
      grant execute on all functions in schema pgboss to nhip_app;
      -- pg-boss writes the table a queue names into its statements as it stands, and publishes within proven transactions:
      -- what the application's role may write there must be a name and nothing else.
      alter table pgboss.queue drop constraint if exists queue_table_is_a_name;
      alter table pgboss.queue add constraint queue_table_is_a_name
        check (table_name ~ '^[a-z][a-z0-9_]*$' and name ~ '^[A-Za-z0-9_./-]+$');
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
  if (!process.argv.includes('--no-types')) generateTypes(url)
}
