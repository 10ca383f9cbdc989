import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import pg from 'pg'
import { expect, test } from 'vitest'

const { TEST_CLUSTER: cluster = '', TEST_TEMPLATE: template = '' } = process.env

test('a failed migration names its file and PostgreSQL’s reason in one line', async () => {
  const root = await mkdtemp(join(tmpdir(), 'nhip-migrate-'))
  const name = template.replace('template', 'migrate')
  const admin = new pg.Client(`${cluster}postgres`)
  await admin.connect()
  await admin.query(`create database ${name} template ${template}`)
  try {
    await mkdir(join(root, 'src'))
    await cp('migrations', join(root, 'migrations'), { recursive: true })
    await cp('tools', join(root, 'tools'), { recursive: true })
    await cp('src/server', join(root, 'src/server'), { recursive: true })
    await cp('package.json', join(root, 'package.json'))
    await symlink(resolve('node_modules'), join(root, 'node_modules'))
    await writeFile(join(root, 'migrations/9999_broken.sql'), 'alter table nobody.nothing add column x int;')
    const { code, stderr } = await run(root, `${cluster}${name}`)
    expect(stderr).toBe('Tệp migrations/9999_broken.sql không áp dụng được: schema "nobody" does not exist\n')
    expect(code).toBe(2)
  } finally {
    await admin.query(`drop database ${name} with (force)`)
    await admin.end()
    await rm(root, { recursive: true, force: true })
  }
})

function run(cwd: string, url: string): Promise<{ code: number; stderr: string }> {
  return new Promise((done) => {
    const env = { ...process.env, MIGRATOR_URL: url, NHIP_APP_ROLE: 'nhip_test' }
    const child = execFile(
      process.execPath,
      ['tools/migrate.ts', '--no-types'],
      { cwd, env },
      (_, __, stderr) => done({ code: child.exitCode ?? -1, stderr }),
    )
  })
}
