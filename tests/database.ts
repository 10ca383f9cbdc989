/** Once per run: a server for each worker, all with the same migrated template that every test file copies in milliseconds. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { migrate } from '#tools/migrate.ts'
import { closeTestCluster, openTestClusters } from './cluster.ts'
import { workers } from './projects.ts'

export default async function setup() {
  // Both projects with a database ask for it; the first who comes opens it.
  if (process.env.TEST_CLUSTERS) return
  const template = `nhip_test_template_${process.pid}`
  const { clusters } = await openTestClusters('test-postgres', workers, (cluster) =>
    prepareTemplate(cluster, template),
  )
  const data = await mkdtemp(join(tmpdir(), 'nhip-test-'))
  Object.assign(process.env, {
    TEST_CLUSTERS: clusters.join(' '),
    TEST_TEMPLATE: template,
    TEST_DATA: data,
  })

  return async () => {
    for (const cluster of clusters) await dropDatabases(cluster)
    await rm(data, { recursive: true, force: true })
    await closeTestCluster()
  }
}

/** A database with all migrations in this cluster, for copying. */
export async function prepareTemplate(cluster: string, template: string): Promise<void> {
  await query(`${cluster}postgres`, [
    `do $$ begin create role nhip_test login password 'nhip_test'; exception when duplicate_object then null; end $$`,
    `create database ${template}`,
  ])
  await migrate(`${cluster}${template}`, 'nhip_test')
}

async function dropDatabases(cluster: string): Promise<void> {
  const leftovers = await query(`${cluster}postgres`, [
    `select datname from pg_database where datname like 'nhip_test_%_${process.pid}'`,
  ])
  for (const { datname } of leftovers) {
    await query(`${cluster}postgres`, [`drop database if exists ${datname} with (force)`])
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
