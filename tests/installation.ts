/** An installation of its own for a rehearsal: its database, its people at work, and the commands an operator gives. */
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { chmodSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as rest } from 'node:timers/promises'
import pg from 'pg'
import { expect } from 'vitest'
import { type OpenDatabase, openDatabase } from '#tools/postgres/prepare-database.ts'

/** The environment of a command that finds the embedded database by its data folder. */
export const none = { ...process.env, DATABASE_URL: undefined, MIGRATOR_URL: undefined } as NodeJS.ProcessEnv

/** A folder the server's own user can enter. */
export function openFolder(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `nhip-${name}-`))
  chmodSync(folder, 0o755)
  return folder
}

/** A new database with every table, whose program does not run. */
export async function openInstallation(data: string): Promise<OpenDatabase> {
  const open = await openDatabase(data, none)
  const env = {
    ...process.env,
    DATABASE_URL: open.migratorUrl,
    MIGRATOR_URL: open.migratorUrl,
    NHIP_APP_ROLE: 'nhip',
    NHIP_DATA: data,
  }
  await succeed(['tools/migrate.ts', '--no-types'], env)
  return open
}

export interface Outcome {
  code: number
  said: string
}

export function run(command: string[], env: NodeJS.ProcessEnv = none): Promise<Outcome> {
  return new Promise((done) => {
    const child = execFile(process.execPath, command, { env }, (_, stdout, stderr) =>
      done({ code: child.exitCode ?? -1, said: stdout + stderr }),
    )
  })
}

/** Somebody at work on this database. */
export function startWork({ url, migratorUrl = url }: OpenDatabase, folder: string, ...options: string[]) {
  const env = { ...process.env, DATABASE_URL: url, MIGRATOR_URL: migratorUrl, NHIP_DATA: folder }
  const child = spawn(process.execPath, ['tests/work-program.ts', ...options], {
    env,
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const codes: string[] = []
  child.stdout.setEncoding('utf8').on('data', (text: string) => codes.push(...text.trim().split('\n')))
  const gone = new Promise<void>((done) => child.once('exit', () => done()))
  return {
    codes,
    async until(count: number) {
      while (codes.length < count) {
        if (child.exitCode !== null) throw new Error('the work ended early')
        await rest(20)
      }
    },
    async stop() {
      child.stdin.end()
      await gone
      return codes
    },
    gone,
  }
}

export async function ask<T extends pg.QueryResultRow>(
  url: string,
  text: string,
  values: unknown[] = [],
): Promise<T[]> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    return (await client.query<T>(text, values)).rows
  } finally {
    await client.end()
  }
}

export async function succeed(command: string[], env: NodeJS.ProcessEnv = none): Promise<string> {
  const { code, said } = await run(command, env)
  expect(code, said).toBe(0)
  return said
}

/** `npm run verify -- --files` finds nothing. */
export const intact = (folder: string) => succeed(['tools/verify.ts', '--files', '--data', folder])

export function untilSays(child: ChildProcess, words: string): Promise<void> {
  return new Promise((done, fail) => {
    let said = ''
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      said += text
      if (said.includes(words)) done()
    })
    child.once('exit', () => fail(new Error(`never said ${words}: ${said}`)))
  })
}
