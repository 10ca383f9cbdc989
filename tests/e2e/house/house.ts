/** The whole program as people meet it: a database with the demo's people, the built pages, web and worker. */

import { type ChildProcess, spawn } from 'node:child_process'
import { cpSync, mkdtempSync, openSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as rest } from 'node:timers/promises'
import pg from 'pg'
import { freePort } from '#tools/start/free-port.ts'
import { appUrlOf, type Furnished } from './furnish.ts'

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

/** A house of one's own, furnished like this one; nothing done in it is seen in another. */
export async function openHouse(like: Furnished): Promise<House> {
  const folder = mkdtempSync(join(tmpdir(), 'nhip-e2e-'))
  const name = `${like.database}_${process.pid}`
  const processes: ChildProcess[] = []
  const close = async () => {
    await Promise.all(processes.map(stop))
    await query(`${like.cluster}postgres`, `drop database if exists ${name} with (force)`)
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    await query(`${like.cluster}postgres`, `create database ${name} template ${like.database}`)
    cpSync(like.folder, folder, { recursive: true })
    const port = await freePort()
    const baseUrl = `http://localhost:${port}`
    const ownerUrl = `${like.cluster}${name}`
    const env = {
      ...process.env,
      ...like.province,
      NODE_ENV: 'production',
      HOST: '127.0.0.1',
      PORT: String(port),
      ORIGIN: baseUrl,
      NHIP_DATA: folder,
      NHIP_DEMO: 'true',
      LOG_LEVEL: 'info',
      DATABASE_URL: appUrlOf(ownerUrl),
    }
    for (const role of ['web', 'worker'] as const) processes.push(launch(role, env, folder))
    await untilHealthy(baseUrl)
    return { baseUrl, ownerUrl, env, folder, close }
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

async function untilHealthy(baseUrl: string): Promise<void> {
  const deadline = Date.now() + 180_000
  while (Date.now() < deadline) {
    const answer = await fetch(`${baseUrl}/health`, { signal: AbortSignal.timeout(5_000) }).catch(
      () => undefined,
    )
    if (answer?.ok) return
    await rest(100)
  }
  throw new Error('/health did not answer within three minutes')
}
