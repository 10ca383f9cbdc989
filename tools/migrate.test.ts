import { execFile } from 'node:child_process'
import { appendFile, cp, mkdir, mkdtemp, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { checkNames, readChecksums, readMigrationFiles } from './postgres/migrations.ts'

const { TEST_CLUSTER: cluster = '', TEST_TEMPLATE: template = '' } = process.env
const name = template.replace('template', 'migrate')
const url = `${cluster}${name}`
const admin = new pg.Client(`${cluster}postgres`)
let root: string

beforeAll(async () => {
  await admin.connect()
  root = await mkdtemp(join(tmpdir(), 'nhip-migrate-'))
  await mkdir(join(root, 'src'))
  for (const folder of ['tools', 'src/server']) await cp(folder, join(root, folder), { recursive: true })
  await cp('package.json', join(root, 'package.json'))
  await symlink(resolve('node_modules'), join(root, 'node_modules'))
})
beforeEach(async () => {
  await rm(join(root, 'migrations'), { recursive: true, force: true })
  await cp('migrations', join(root, 'migrations'), { recursive: true })
  await admin.query(`drop database if exists ${name} with (force)`)
  await admin.query(`create database ${name} template ${template}`)
})
afterAll(async () => {
  await admin.query(`drop database if exists ${name} with (force)`)
  await admin.end()
  await rm(root, { recursive: true, force: true })
})

test('a failed migration names its file and PostgreSQL’s reason in one line', async () => {
  await writeFile(
    join(root, 'migrations/9999_platform_broken.sql'),
    'alter table nobody.nothing add column x int;',
  )
  const { code, stderr } = await run()
  expect(stderr).toBe(
    'Tệp migrations/9999_platform_broken.sql không áp dụng được: schema "nobody" does not exist\n',
  )
  expect(code).toBe(2)
})

test('each applied file is kept with its SHA-256, and applying again changes nothing', async () => {
  const files = readMigrationFiles().map(({ name, sha256 }) => ({ name, checksum: sha256 }))
  expect(await ask('select name, checksum from kysely_migration order by name')).toEqual(files)
  expect(await run()).toEqual({ code: 0, stderr: '' })
  expect(await ask('select name, checksum from kysely_migration order by name')).toEqual(files)
  // A limit a server has for everybody's statements is none for an upgrade, which would never come to its end.
  await admin.query(`alter database ${name} set statement_timeout = '60s'`)
  const limited = `do $$ begin if current_setting('statement_timeout') <> '0' then raise 'limited'; end if; end $$;`
  await writeFile(join(root, 'migrations/9999_platform_long.sql'), limited)
  expect(await run()).toEqual({ code: 0, stderr: '' })
})

test('a file edited after it was applied is refused by name, with what to do, and nothing is written', async () => {
  await appendFile(join(root, 'migrations/0005_catalogue.sql'), '\ncreate table catalogue.more (id int);')
  const { code, stderr } = await run()
  expect(code).toBe(2)
  expect(stderr).toContain('migrations/0005_catalogue.sql đã bị sửa sau khi áp dụng')
  expect(stderr).toContain('git checkout -- migrations/0005_catalogue.sql')
  expect(await ask(`select to_regclass('catalogue.more') as more`)).toEqual([{ more: null }])
})

test('an edited file is found too where the database kept no checksum yet', async () => {
  await ask('alter table kysely_migration drop column checksum')
  await appendFile(join(root, 'migrations/0021_platform_terms.sql'), '\n')
  const { stderr } = await run()
  expect(stderr).toContain('migrations/0021_platform_terms.sql đã bị sửa')
})

test('data of a newer release is refused by the name of what this one does not have', async () => {
  await ask(`insert into kysely_migration (name, timestamp) values ('9998_platform_future.sql', now()::text)`)
  const { code, stderr } = await run()
  expect(code).toBe(2)
  expect(stderr).toContain('do một bản Nhịp mới hơn ghi: đã qua migrations/9998_platform_future.sql')
  expect(stderr).toContain('Chạy bản mới hơn ấy')
  expect(stderr.trim().split('\n')).toHaveLength(1)
})

test('an applied file that was removed or renamed is asked back', async () => {
  await rename(
    join(root, 'migrations/0012_dossiers_parked_input.sql'),
    join(root, 'migrations/0012_dossiers_parked.sql'),
  )
  const { stderr } = await run()
  expect(stderr).toContain('đã qua migrations/0012_dossiers_parked_input.sql mà tệp ấy không còn')
})

test('a new file must come after everything that was applied', async () => {
  await writeFile(join(root, 'migrations/9000_platform_late.sql'), 'select 1;')
  await ask(`insert into kysely_migration (name, timestamp) values ('9001_platform_early.sql', now()::text)`)
  await writeFile(join(root, 'migrations/9001_platform_early.sql'), 'select 1;')
  const { stderr } = await run()
  expect(stderr).toContain('Tệp migrations/9000_platform_late.sql có số nhỏ hơn')
})

test.each([
  ['0099_payments_invoice.sql', 'a room that is not there'],
  ['0099_dossiers.sql', 'no step'],
  ['0099-dossiers-more.sql', 'no underscores'],
  ['99_dossiers_more.sql', 'no four digits'],
  ['0099_dossiers_Thêm.sql', 'letters a file system may change'],
])('%s is refused: %s', (wrong) => {
  expect(() => checkNames(['0021_platform_terms.sql', wrong], ['dossiers', 'platform'])).toThrow(
    `migrations/${wrong} không đúng`,
  )
})

test('two files with one number are refused, both by name', () => {
  const both = ['0099_dossiers_more.sql', '0099_platform_more.sql']
  expect(() => checkNames(both, ['dossiers', 'platform'])).toThrow(
    'migrations/0099_dossiers_more.sql và migrations/0099_platform_more.sql cùng một số',
  )
})

test('every migration is what it was when it landed (npm run migrate adds the line of a new one)', () => {
  const files = readMigrationFiles().map(({ name, sha256 }) => [name, sha256])
  expect(files).toEqual([...readChecksums()])
})

async function ask(text: string): Promise<unknown[]> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}

function run(): Promise<{ code: number; stderr: string }> {
  return new Promise((done) => {
    const env = { ...process.env, MIGRATOR_URL: url, NHIP_APP_ROLE: 'nhip_test' }
    const child = execFile(
      process.execPath,
      ['tools/migrate.ts', '--no-types'],
      { cwd: root, env },
      (_, __, stderr) => done({ code: child.exitCode ?? -1, stderr }),
    )
  })
}
