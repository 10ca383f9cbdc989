/** The data folder of an earlier release, as that release left it. */
import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { advanceTransactions } from '#tools/move/copy-database.ts'
import { createApplicationDatabase } from '#tools/postgres/application-database.ts'
import { startCluster } from '#tools/postgres/embedded/cluster.ts'
import { Release, unpackRelease } from './release.ts'

/**
 * Builds it in `data`, which does not exist yet: its own migrations, then every row, file and key it wrote. `major` is
 * the version of PostgreSQL it lies in, today's if absent.
 */
export async function openRelease(version: string, data: string, major?: number): Promise<Release> {
  const parts = await unpackRelease(version)
  const release = Release.parse(JSON.parse(new TextDecoder().decode(parts.get('release.json'))))
  for (const [name, bytes] of parts) {
    if (!name.startsWith('data/')) continue
    const path = join(data, name.slice('data/'.length))
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, bytes, { mode: 0o600 })
  }
  const password = randomBytes(24).toString('base64url')
  writeFileSync(join(data, 'database.password'), password, { mode: 0o600 })
  const cluster = await startCluster({
    folder: join(data, 'postgres'),
    durable: true,
    ...(major ? { major } : {}),
  })
  try {
    await createApplicationDatabase(cluster.superuserUrl, password)
    const client = new pg.Client(`${cluster.superuserUrl}nhip`)
    await client.connect()
    await fill(client, release, parts).finally(() => client.end())
  } finally {
    await cluster.stop()
  }
  return release
}

async function fill(
  client: pg.Client,
  release: Release,
  parts: ReadonlyMap<string, Uint8Array>,
): Promise<void> {
  const applied = namesApplied(parts.get('tables/public.kysely_migration'))
  await client.query('begin')
  await client.query(bookkeeping(release))
  for (const name of applied) await client.query(readFileSync(join('migrations', name), 'utf8'))
  await client.query('commit')
  await client.query(release.queue)
  // Rows come back as they were: no trigger writes anything, no key asks for an order.
  await client.query(`set session_replication_role = replica`)
  await client.query(`truncate ${release.tables.map(({ name }) => name).join(', ')} cascade`)
  for (const { name, columns } of release.tables) {
    const stream = client.query(copyFrom(`copy ${name} (${columns}) from stdin`))
    await pipeline(Readable.from([parts.get(`tables/${name}`) ?? new Uint8Array()]), stream)
  }
  await client.query(`set session_replication_role = origin`)
  for (const { name, value, called } of release.sequences)
    await client.query('select setval($1::regclass, $2::bigint, $3)', [name, value, called])
  await client.query(`comment on schema platform is ${pg.escapeLiteral(release.stamp)}`)
  await client.query('grant nhip_app to nhip')
  await advanceTransactions(client, release.tables)
}

/** Kysely's own tables, with the columns they had. */
function bookkeeping({ tables }: Release): string {
  const columns = tables.find(({ name }) => name === 'public.kysely_migration')?.columns ?? ''
  return `
    create table public.kysely_migration (name varchar(255) primary key, timestamp varchar(255) not null);
    create table public.kysely_migration_lock (id varchar(255) primary key, is_locked integer not null default 0);
    ${columns.includes('checksum') ? 'alter table public.kysely_migration add column checksum text;' : ''}`
}

function namesApplied(rows: Uint8Array | undefined): string[] {
  const lines = new TextDecoder().decode(rows).trim().split('\n')
  return lines.map((line) => line.split('\t')[0] ?? '').sort()
}
