/** Once per run: migrates a template database, which every test worker copies in milliseconds. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { closeTestCluster, openTestCluster } from '#tests/cluster.ts'
import { migrate } from '#tools/migrate.ts'

export default async function setup() {
  const cluster = await openTestCluster()
  const template = `nhip_test_template_${process.pid}`
  await query(`${cluster}postgres`, [
    `do $$ begin create role nhip_test login password 'nhip_test'; exception when duplicate_object then null; end $$`,
    `create database ${template}`,
  ])
  await migrate(`${cluster}${template}`, 'nhip_test')
  const data = await mkdtemp(join(tmpdir(), 'nhip-test-'))
  Object.assign(process.env, {
    TEST_CLUSTER: cluster,
    TEST_TEMPLATE: template,
    NHIP_DATA: data,
    LOG_LEVEL: 'silent',
    NHIP_DEMO: 'true',
  })

  return async () => {
    const leftovers = await query(`${cluster}postgres`, [
      `select datname from pg_database where datname like 'nhip_test_%_${process.pid}'`,
    ])
    for (const { datname } of leftovers) {
      await query(`${cluster}postgres`, [`drop database if exists ${datname} with (force)`])
    }
    await rm(data, { recursive: true, force: true })
    await closeTestCluster()
  }
}

async function query(url: string, statements: string[]): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    let rows: Record<string, unknown>[] = []
    for (const statement of statements) rows = (await client.query(statement)).rows
    return rows
  } finally {
    await client.end()
  }
}
