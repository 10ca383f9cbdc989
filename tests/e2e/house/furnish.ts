/** What stands in a house before anybody comes: a province loaded, a past, a dossier that went the whole way. Houses are copied from it. */
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { migrate } from '#tools/migrate.ts'
import { installActorKey } from '#tools/postgres/actor-key.ts'
import { runTool } from '#tools/start/run-tool.ts'
import { query } from './house.ts'
import type { Laid } from './lay-papers-out.ts'

/** A dossier of Minh's at Thuận Hóa whose result was signed and lies in the vault. */
export interface Filed {
  code: string
  /** The public page of its result. */
  check: string
  /** Pages of papers that wait on other desks. */
  laid?: Laid
}

export interface Furnished {
  /** The address of the server, for a superuser, ending in a slash. */
  cluster: string
  database: string
  /** Keys and stored files. */
  folder: string
  /** Undefined without a past. */
  filed?: Filed
  province?: Province
}

/** A province other than the one of the demo. */
interface Province {
  NHIP_PROVINCES: string
  NHIP_PROVINCE: string
}

interface Wish {
  /** Names its database, one on each server. */
  name: string
  /** So many dossiers in so many days; without, the house is new. */
  past?: { dossiers: number; days: number }
  province?: Province
}

export async function furnish(cluster: string, { name, past, province }: Wish): Promise<Furnished> {
  const folder = mkdtempSync(join(tmpdir(), 'nhip-e2e-furniture-'))
  const database = `nhip_${name}_${process.pid}`
  await query(
    `${cluster}postgres`,
    `do $$ begin create role nhip_test login password 'nhip_test';
     exception when duplicate_object then null; end $$`,
  )
  await query(`${cluster}postgres`, `create database ${database}`)
  const ownerUrl = `${cluster}${database}`
  await migrate(ownerUrl, 'nhip_test')
  await installActorKey(ownerUrl, folder)
  const env = {
    ...process.env,
    ...province,
    NODE_ENV: 'production',
    NHIP_DATA: folder,
    NHIP_DEMO: 'true',
    LOG_LEVEL: 'error',
  }
  const ownerEnv = { ...env, DATABASE_URL: ownerUrl, MIGRATOR_URL: ownerUrl, NHIP_APP_ROLE: 'nhip_test' }
  const run = (tool: string[]) => runTool(tool, ownerEnv, () => {}, new AbortController().signal)
  await run(['tools/load-province.ts'])
  const furnished = { cluster, database, folder, ...(province ? { province } : {}) }
  if (!past) return furnished
  await run(['tools/simulate.ts', '--dossiers', String(past.dossiers), '--days', String(past.days)])
  const { stdout } = await promisify(execFile)(process.execPath, ['tests/e2e/house/file-one-program.ts'], {
    env: { ...env, DATABASE_URL: appUrlOf(ownerUrl) },
  })
  return { ...furnished, filed: JSON.parse(stdout) as Filed }
}

export async function discard({ cluster, database, folder }: Furnished): Promise<void> {
  await query(`${cluster}postgres`, `drop database if exists ${database} with (force)`)
  rmSync(folder, { recursive: true, force: true })
}

/** The same database as the role of the program. */
export function appUrlOf(ownerUrl: string): string {
  const url = new URL(ownerUrl)
  url.username = 'nhip_test'
  url.password = 'nhip_test'
  return url.href
}
