/**
 * Gives each test file a database of its own, copied from the template on its worker's server, and modules of its own: files
 * share a process, which costs a second of a processor to start, and nothing that our modules hold.
 */
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, vi } from 'vitest'

const {
  TEST_CLUSTERS: clusters = '',
  TEST_TEMPLATE: template = '',
  TEST_DATA: data = '',
  TEST_DATABASE: previous,
  VITEST_POOL_ID: worker = '1',
} = process.env
const cluster = clusters.split(' ')[Number(worker) - 1] ?? ''

vi.resetModules()
// A name no file had before: what an earlier one left running finds its own database gone, and never this one.
const name = template.replace('template', `worker${worker}_${Date.now()}`)
const admin = new pg.Client(`${cluster}postgres`)
await admin.connect()
if (previous) await admin.query(`drop database if exists ${previous} with (force)`)
// The server keeps nothing safe, so copying its files is quicker than writing them through the log.
await admin.query(`create database ${name} template ${template} strategy file_copy`)
await admin.end()
const url = new URL(`${cluster}${name}`)
url.username = 'nhip_test'
url.password = 'nhip_test'
process.env.TEST_CLUSTER = cluster
process.env.TEST_DATABASE = name
process.env.DATABASE_URL = url.href
process.env.MIGRATOR_URL = `${cluster}${name}`
// Keys and the seal's anchor belong to one database.
process.env.NHIP_DATA = join(data, name)
if (previous) await rm(join(data, previous), { recursive: true, force: true })
const { installActorKey } = await import('#tools/postgres/actor-key.ts')
await installActorKey(process.env.MIGRATOR_URL, process.env.NHIP_DATA)

const { knowFacts } = await import('./known-facts.ts')
await knowFacts()
const { boss } = await import('#server/platform/jobs/boss.ts')
beforeAll(async () => {
  await boss.start()
})
afterAll(async () => {
  await boss.stop({ graceful: false })
})
