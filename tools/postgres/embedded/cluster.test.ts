import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as rest } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { commandOf } from '../../start/processes.ts'
import { findRunningCluster, startCluster } from './cluster.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'nhip-cluster-'))
})
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

async function query(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: `${url}postgres` })
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}

/** An owner in a process of its own, to be killed. */
async function startOwner(): Promise<{ owner: ChildProcess; url: string; postmaster: number }> {
  const program = `
    const { startCluster } = await import('#tools/postgres/embedded/cluster.ts')
    const { superuserUrl } = await startCluster({ folder: ${JSON.stringify(folder)}, durable: true })
    console.log(superuserUrl)
    setInterval(() => {}, 1000)`
  const owner = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  if (!owner.stdout) throw new Error('no output')
  for await (const url of createInterface({ input: owner.stdout })) {
    const [{ file } = {}] = await query(url, `select current_setting('data_directory') as file`)
    const postmaster = Number(readFileSync(join(String(file), 'postmaster.pid'), 'utf8').split('\n')[0])
    return { owner, url, postmaster }
  }
  throw new Error('the owner did not start')
}

async function untilGone(pid: number): Promise<void> {
  for (let attempt = 0; commandOf(pid).line !== ''; attempt++) {
    if (attempt > 200) throw new Error(`${pid} is still running`)
    await rest(50)
  }
}

describe('the embedded cluster', () => {
  test('speaks Vietnamese, listens on loopback only and keeps its password to its owner', async () => {
    const cluster = await startCluster({ folder, durable: true })
    const [row] = await query(
      cluster.superuserUrl,
      `select current_setting('server_encoding') as encoding, current_setting('listen_addresses') as address,
              (select string_agg(name, ' ' order by name collate "vi-x-icu")
                 from unnest(array['Ánh', 'Đức', 'Dũng', 'An', 'Ân', 'Ăn']) as name) as names`,
    )
    expect(row).toEqual({ encoding: 'UTF8', address: '127.0.0.1', names: 'An Ánh Ăn Ân Dũng Đức' })
    expect(statSync(join(cluster.folder, 'password')).mode & 0o077).toBe(0)
    await cluster.stop()
    await expect(query(cluster.superuserUrl, 'select 1')).rejects.toThrow()
  })

  test('refuses a folder whose owner is alive, and tells others where it runs', async () => {
    const { owner, url, postmaster } = await startOwner()
    await expect(startCluster({ folder, durable: true })).rejects.toThrow('đang được một lần chạy khác dùng')
    expect(findRunningCluster(folder)?.superuserUrl).toBe(url)
    owner.kill('SIGTERM')
    await untilGone(postmaster)
    expect(findRunningCluster(folder)).toBeUndefined()
  })

  test('ends with its owner even when that is killed, and keeps everything committed', async () => {
    const { owner, url, postmaster } = await startOwner()
    await query(url, 'create table kept (value integer); insert into kept values (42)')
    owner.kill('SIGKILL')
    await untilGone(postmaster)

    const again = await startCluster({ folder, durable: true })
    expect(await query(again.superuserUrl, 'select value from kept')).toEqual([{ value: 42 }])
    await again.stop()
  })

  test('recovers when owner and server are killed together', async () => {
    const { owner, url, postmaster } = await startOwner()
    await query(url, 'insert into kept values (43)')
    process.kill(postmaster, 'SIGKILL')
    owner.kill('SIGKILL')

    const again = await startCluster({ folder, durable: true })
    expect(await query(again.superuserUrl, 'select value from kept order by 1')).toEqual([
      { value: 42 },
      { value: 43 },
    ])
    await again.stop()
  })
})
