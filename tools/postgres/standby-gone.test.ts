/** A primary that waits for its standby takes no commit: the program says so and nobody is kept waiting by it. */
import { spawn } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask, none, openFolder, openInstallation } from '#tests/installation.ts'
import type { OpenDatabase } from './prepare-database.ts'

const folder = openFolder('standby-gone')
let open: OpenDatabase
beforeAll(async () => {
  open = await openInstallation(folder)
})
afterAll(async () => {
  await open.cluster?.stop()
  rmSync(folder, { recursive: true, force: true })
})

/** A process that beats, while others fill its pool with what does not end; it prints what it finds, and what it tells. */
const program = `
  const { perform } = await import('#server/platform/work.ts')
  const { system } = await import('#server/platform/actor.ts')
  const { sql } = await import('kysely')
  const { joinInstallation, listConditions } = await import('#server/platform/installation.ts')
  const { databaseCondition } = await import('#server/platform/watch/database-conditions.ts')
  const writing = () => perform(system, async ({ tx }) => sql\`insert into platform.budget select * from platform.budget where false\`.execute(tx)
    .then(() => sql\`select pg_current_xact_id()\`.execute(tx)))
  joinInstallation('worker', [databaseCondition])
  for (;;) {
    for (let writers = 0; writers < Number(process.argv[1]); writers++) writing().catch(() => {})
    const started = performance.now()
    const [found] = await listConditions()
    console.log(JSON.stringify({ ...found, seconds: (performance.now() - started) / 1000 }))
    await new Promise((done) => setTimeout(done, 1_000))
  }`

const settle = async (standby: string) => {
  const admin = `${open.cluster?.superuserUrl}postgres`
  await ask(admin, `alter system set synchronous_standby_names = '${standby}'`)
  await ask(admin, 'select pg_reload_conf()')
}

/** One that watches while `writers` more begin to write every second. */
function watch(writers: number) {
  const told = join(folder, `told-${writers}`)
  const child = spawn(process.execPath, ['--input-type=module', '-e', program, String(writers)], {
    env: {
      ...none,
      DATABASE_URL: open.url,
      DATABASE_POOL: '4',
      NHIP_DATA: folder,
      ALARM_COMMAND: `echo $ALARM_CODE >> ${told}; cat >/dev/null`,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  let longest = 0
  return {
    child,
    longest: () => longest,
    told: () => (existsSync(told) ? readFileSync(told, 'utf8') : ''),
    async until(code: string) {
      for (const end = performance.now() + 30_000; performance.now() < end; ) {
        const found = JSON.parse((await lines.next()).value ?? '{}')
        longest = Math.max(longest, found.seconds)
        if (found.code === code) return found
      }
      throw new Error(`never ${code}`)
    },
  }
}

test('it is said within seconds and told as an alarm, also when those who wait have every connection, and is over with it', async () => {
  const watching = [watch(0), watch(8)]
  try {
    await Promise.all(watching.map(({ until }) => until('database.answers')))
    await settle('gone')
    for (const found of await Promise.all(watching.map(({ until }) => until('database.waits_for_standby')))) {
      expect(found.state).toBe('bad')
    }
    for (const { told } of watching) {
      await expect.poll(told, { timeout: 30_000 }).toContain('database.waits_for_standby')
    }
    await settle('')
    await Promise.all(watching.map(({ until }) => until('database.answers')))
    for (const { longest } of watching) expect(longest()).toBeLessThan(4)
  } finally {
    for (const { child } of watching) child.kill('SIGKILL')
    await settle('')
  }
})
