/** A database written for one figure, kept where NHIP_BENCH_DATA names a folder: the next run of the same size finds it there. */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { openDataFolder } from '../demo-program.ts'
import { openLedger } from '../payments/ledger-database.ts'

export interface Built<Said> {
  migratorUrl: string
  owner: pg.Client
  /** What the builder says of what it wrote. */
  said: Said
  /** How long it was written. */
  seconds: number
  isKept: boolean
  stop(): Promise<void>
}

/** `table` holds what was written: empty where a kept one was not ended cleanly, and then it is written anew. */
export async function openBuilt<Said>(
  name: string,
  table: string,
  write: (migratorUrl: string, owner: pg.Client) => Promise<Said>,
): Promise<Built<Said>> {
  const folder = join(openDataFolder(), name)
  const note = join(folder, 'built.json')
  if (!existsSync(note)) rmSync(folder, { recursive: true, force: true })
  const { migratorUrl, stop } = await openLedger(name)
  const owner = new pg.Client(migratorUrl)
  await owner.connect()
  const end = async () => {
    await owner.end()
    await stop()
  }
  if (existsSync(note)) {
    const { rowCount } = await owner.query(`select from ${table} limit 1`)
    if (rowCount === 1) {
      const { said, seconds } = JSON.parse(readFileSync(note, 'utf8'))
      return { migratorUrl, owner, said, seconds, isKept: true, stop: end }
    }
    await end()
    rmSync(note)
    return openBuilt(name, table, write)
  }
  const began = performance.now()
  const said = await write(migratorUrl, owner)
  const seconds = (performance.now() - began) / 1000
  writeFileSync(note, JSON.stringify({ said, seconds }))
  return { migratorUrl, owner, said, seconds, isKept: false, stop: end }
}

/** Written as a restore writes: no triggers, and of these tables the indexes afterwards. */
export async function withoutIndexes(
  owner: pg.Client,
  tables: readonly string[],
  write: () => Promise<void>,
): Promise<void> {
  await owner.query('set session_replication_role = replica')
  await owner.query('set synchronous_commit = off')
  const { rows: indexes } = await owner.query<{ name: string; definition: string }>(
    `select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition from pg_index
      where indrelid = any ($1::regclass[]) and not indisunique`,
    [tables],
  )
  for (const { name } of indexes) await owner.query(`drop index ${name}`)
  await write()
  await owner.query(`set maintenance_work_mem = '1GB'`)
  await owner.query('set max_parallel_maintenance_workers = 1')
  for (const { definition } of indexes) await owner.query(definition)
  for (const table of tables) await owner.query(`vacuum (analyze) ${table}`)
}
