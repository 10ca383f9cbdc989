/** The whole program as people meet it: a fresh database with a small past, the built pages, web and worker. */

import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, openSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as rest } from 'node:timers/promises'
import pg from 'pg'
import { closeTestCluster, openTestCluster } from '#tests/cluster.ts'
import { installActorKey } from '#tools/actor-key.ts'
import { migrate } from '#tools/migrate.ts'
import { buildPages } from '#tools/start/build-pages.ts'
import { runTool } from '#tools/start/run-tool.ts'

export interface House {
  baseUrl: string
  /** The tables' owner, for what no page shows. */
  ownerUrl: string
  /** The environment of its processes. */
  env: NodeJS.ProcessEnv
  /** Where the processes write their logs. */
  folder: string
  close(): Promise<void>
}

/** What stands in it before anybody comes. */
interface Furnishing {
  /** A past of so many dossiers in so many days; without, the house is new. */
  past?: { dossiers: number; days: number }
  /** A province other than the one of the demo. */
  province?: { NHIP_PROVINCES: string; NHIP_PROVINCE: string }
}

/** The houses that stand; their cluster ends with the last. */
const standing = new Set<string>()

export async function openHouse({ past, province }: Furnishing): Promise<House> {
  const cluster = await openTestCluster()
  const name = `nhip_e2e_${process.pid}_${province?.NHIP_PROVINCE.replaceAll('-', '_') ?? 'demo'}`
  const folder = mkdtempSync(join(tmpdir(), 'nhip-e2e-'))
  const ownerUrl = `${cluster}${name}`
  const processes: ChildProcess[] = []
  const close = async () => {
    await Promise.all(processes.map(stop))
    await query(`${cluster}postgres`, `drop database if exists ${name} with (force)`)
    standing.delete(name)
    if (standing.size === 0) await closeTestCluster()
    rmSync(folder, { recursive: true, force: true })
  }
  standing.add(name)
  try {
    const building = buildPages(
      { ...process.env, NODE_ENV: 'production' },
      () => {},
      new AbortController().signal,
    )
    building.catch(() => {})
    await query(
      `${cluster}postgres`,
      `do $$ begin create role nhip_test login password 'nhip_test';
       exception when duplicate_object then null; end $$`,
    )
    await query(`${cluster}postgres`, `create database ${name}`)
    await migrate(ownerUrl, 'nhip_test')
    await installActorKey(ownerUrl, folder)

    const port = await freePort()
    const baseUrl = `http://localhost:${port}`
    const env = {
      ...process.env,
      ...province,
      NODE_ENV: 'production',
      HOST: '127.0.0.1',
      PORT: String(port),
      ORIGIN: baseUrl,
      NHIP_DATA: folder,
      NHIP_DEMO: 'true',
      LOG_LEVEL: 'info',
    }
    const ownerEnv = { ...env, DATABASE_URL: ownerUrl, MIGRATOR_URL: ownerUrl, NHIP_APP_ROLE: 'nhip_test' }
    const { signal } = new AbortController()
    await runTool(['tools/load-province.ts'], ownerEnv, () => {}, signal)
    if (past) {
      const size = ['--dossiers', String(past.dossiers), '--days', String(past.days)]
      await runTool(['tools/simulate.ts', ...size], ownerEnv, () => {}, signal)
    }
    await building

    const appUrl = new URL(ownerUrl)
    appUrl.username = 'nhip_test'
    appUrl.password = 'nhip_test'
    for (const role of ['web', 'worker'] as const) {
      processes.push(launch(role, { ...env, DATABASE_URL: appUrl.href }, folder))
    }
    await untilHealthy(baseUrl)
    return { baseUrl, ownerUrl, env: { ...env, DATABASE_URL: appUrl.href }, folder, close }
  } catch (error) {
    await close()
    throw error
  }
}

/** One question to the database, as the tables' owner. */
export async function query(
  url: string,
  text: string,
  values: unknown[] = [],
): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(text, values)).rows
  } finally {
    await client.end()
  }
}

function launch(role: 'web' | 'worker', env: NodeJS.ProcessEnv, folder: string): ChildProcess {
  const log = openSync(join(folder, `${role}.log`), 'a')
  return spawn(process.execPath, ['--enable-source-maps', `src/server/${role}.ts`], {
    env: { ...env, NHIP_ROLE: role },
    stdio: ['ignore', log, log],
  })
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise((done) => child.once('close', done))
  child.kill('SIGTERM')
  const impatience = setTimeout(() => child.kill('SIGKILL'), 10_000)
  await gone
  clearTimeout(impatience)
}

/** The pages as `npm start` builds them; again only when a source has changed. */
function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer()
    probe.once('error', fail)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => done(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

async function untilHealthy(baseUrl: string): Promise<void> {
  const deadline = Date.now() + 60_000
  while (Date.now() < deadline) {
    const answer = await fetch(`${baseUrl}/health`, { signal: AbortSignal.timeout(5_000) }).catch(
      () => undefined,
    )
    if (answer?.ok) return
    await rest(100)
  }
  throw new Error('/health did not answer within a minute')
}
