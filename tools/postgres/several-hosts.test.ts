/** A primary and its replica behind one address: the one that accepts writes is taken, before and after they change places. */
import {
  chmodSync,
  copyFileSync,
  createReadStream,
  createWriteStream,
  mkdirSync,
  mkdtempSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { unpackTar } from 'modern-tar/fs'
import pg from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { DatabaseClient } from '#server/platform/database/database-client.ts'
import { patience } from '#tests/time/patience.ts'
import { openReplication, takeBaseBackup } from '../backup/replication.ts'
import { type EmbeddedCluster, startCluster } from './embedded/cluster.ts'
import { giveAll, serverIdentity } from './embedded/cluster-place.ts'
import { checkDatabase } from './external-database.ts'

const folder = mkdtempSync(join(tmpdir(), 'nhip-hosts-'))
// The server's own user must be able to enter.
chmodSync(folder, 0o755)
let first: EmbeddedCluster
let second: EmbeddedCluster

beforeAll(async () => {
  first = await startCluster({ folder: join(folder, 'first'), durable: false })
  second = await startReplica(first, join(folder, 'second'))
})
afterAll(async () => {
  await first.stop()
  await second.stop()
  rmSync(folder, { recursive: true, force: true })
})

async function startReplica(primary: EmbeddedCluster, home: string): Promise<EmbeddedCluster> {
  mkdirSync(home)
  copyFileSync(join(primary.folder, 'password'), join(home, 'password'))
  const wire = await openReplication(`${primary.superuserUrl}postgres`)
  const tar = join(folder, 'base.tar')
  const out = createWriteStream(tar)
  await takeBaseBackup(wire, out, () => {})
  await new Promise<void>((done) => out.end(done))
  await wire.end()
  const data = join(home, 'data')
  mkdirSync(data, { mode: 0o700 })
  await pipeline(createReadStream(tar), unpackTar(data, { dmode: 0o700, fmode: 0o600 }))
  const { password } = new URL(primary.superuserUrl)
  writeFileSync(join(data, 'standby.signal'), '')
  writeFileSync(
    join(data, 'postgresql.auto.conf'),
    `primary_conninfo = 'host=127.0.0.1 port=${primary.port} user=postgres password=${password}'\n`,
  )
  giveAll(data, serverIdentity())
  return startCluster({ folder: home, durable: false })
}

/** Replica first: whoever takes the first that answers takes the wrong one. */
const address = (query = ''): string => {
  const { password } = new URL(first.superuserUrl)
  return `postgres://postgres:${password}@127.0.0.1:${second.port},127.0.0.1:${first.port}/postgres${query}`
}

test('the primary is taken, and after a failover the replica that took its place, by the same pool', async () => {
  const pool = new pg.Pool({
    Client: DatabaseClient,
    connectionString: address('?target_session_attrs=read-write'),
    max: 3,
  })
  pool.on('error', () => {})
  const port = async () => Number((await pool.query(`select current_setting('port') as port`)).rows[0].port)
  expect(await port()).toBe(first.port)
  await pool.query('create table written (value integer)')

  await vi.waitUntil(async () => (await lag()) === 0, patience)
  await first.stop()
  const other = new pg.Client(`${second.superuserUrl}postgres`)
  await other.connect()
  await other.query('select pg_promote()')
  await other.end()
  await vi.waitUntil(() => port().catch(() => 0), patience)
  expect(await port()).toBe(second.port)
  await pool.query('insert into written values (1)')
  await pool.end()
  first = await startCluster({ folder: join(folder, 'first'), durable: false })
})

test('where any server will do, the address says so; a replica alone is refused in words', async () => {
  const replica = await startReplica(second, join(folder, 'third'))
  try {
    const { href } = new URL('postgres', replica.superuserUrl)
    await expect(checkDatabase('DATABASE_URL', href, { application: false })).rejects.toThrow(
      'bản sao chỉ đọc',
    )
    await expect(
      checkDatabase('DATABASE_URL', `${href}?target_session_attrs=read-write`, { application: false }),
    ).rejects.toThrow('không máy nào ở đó nhận ghi')
    const client = new DatabaseClient(`${href}?target_session_attrs=any`)
    await client.connect()
    await client.end()
  } finally {
    await replica.stop()
  }
})

async function lag(): Promise<number> {
  const client = new pg.Client(`${first.superuserUrl}postgres`)
  await client.connect()
  const { rows } = await client.query(
    'select coalesce(pg_wal_lsn_diff(pg_current_wal_lsn(), replay_lsn), 1)::int as lag from pg_stat_replication',
  )
  await client.end()
  return rows[0]?.lag ?? 1
}
