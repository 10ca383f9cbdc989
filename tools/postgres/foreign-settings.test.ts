/** A server of others, told other things for everybody: how dates look, in which zone, how transactions are kept apart. */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask, openFolder, run, startWork, succeed } from '#tests/installation.ts'
import { type EmbeddedCluster, startCluster } from './embedded/cluster.ts'

const settings = {
  datestyle: "'German'",
  intervalstyle: "'iso_8601'",
  timezone: "'America/New_York'",
  bytea_output: "'escape'",
  extra_float_digits: '-15',
  default_transaction_isolation: "'serializable'",
  search_path: "'pg_catalog'",
  row_security: 'off',
}

const folder = openFolder('foreign')
let cluster: EmbeddedCluster
beforeAll(async () => {
  cluster = await startCluster({ folder: join(folder, 'server'), durable: false })
  const admin = `${cluster.superuserUrl}postgres`
  for (const [name, value] of Object.entries(settings))
    await ask(admin, `alter system set ${name} = ${value}`)
  await ask(admin, 'select pg_reload_conf()')
  await ask(admin, `create role nhip_owner login createrole password 'o'`)
  await ask(admin, `create role nhip login password 'n'`)
  await ask(admin, `create database nhip owner nhip_owner encoding 'UTF8' template template0`)
})
afterAll(async () => {
  await cluster.stop()
  rmSync(folder, { recursive: true, force: true })
})

test('people work in it as in any, and the log that was written is whole', async () => {
  const at = `127.0.0.1:${cluster.port}/nhip`
  const open = { url: `postgres://nhip:n@${at}`, migratorUrl: `postgres://nhip_owner:o@${at}` }
  const data = join(folder, 'data')
  const env = { ...process.env, DATABASE_URL: open.url, MIGRATOR_URL: open.migratorUrl, NHIP_DATA: data }
  await succeed(['tools/migrate.ts', '--no-types'], env)

  const work = startWork(open, data)
  await work.until(2)
  await work.stop()
  const { code, said } = await run(['tools/verify.ts', '--files', '--data', data], env)
  expect(code, said).toBe(0)
  const [found] = await ask(
    open.url,
    `select now() as now, interval '1 day'::text as day, '\\x00ff'::bytea as bytes`,
  )
  expect(found).toMatchObject({ now: expect.any(Date), day: '1 day', bytes: Buffer.from([0, 255]) })
})
