/**
 * npm run keep-release: runs this checkout for a minute with a small made-up past, leaves a case in every state, and keeps
 * all it wrote in tests/releases/<version>.tar.zst. Done once for each release, on its own commit.
 */
import { spawn } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { zstdCompressSync } from 'node:zlib'
import { packTar, type TarEntry } from 'modern-tar'
import pg from 'pg'
import { getConstructionPlans } from 'pg-boss'
import { to as copyTo } from 'pg-copy-streams'
import { openToolDatabase } from '#tools/postgres/tool-database.ts'
import { Case, caseNames, type Release, releasesFolder } from './release.ts'

const { version } = JSON.parse(readFileSync('package.json', 'utf8'))
const target = join(releasesFolder, `${version}.tar.zst`)
if (existsSync(target)) {
  console.error(
    `${target} is kept already: a release is written once. Raise "version" in package.json first.`,
  )
  process.exit(2)
}
const data = mkdtempSync(join(tmpdir(), 'nhip-release-'))
// The database's own user must be able to enter.
chmodSync(data, 0o755)
const bare = { PATH: process.env.PATH, HOME: process.env.HOME, LOG_LEVEL: 'silent' }

try {
  const cases = await write()
  const entries = await dump(cases)
  // What carries the name is whole: a release is written once, and half of one would stay.
  const draft = `${target}.new`
  writeFileSync(draft, zstdCompressSync(await packTar(entries), { params: { 100: 19 } }), { flush: true })
  renameSync(draft, target)
  console.log(`${target}: ${entries.length} parts`)
} finally {
  rmSync(data, { recursive: true, force: true })
}

async function write(): Promise<Release['cases']> {
  const options = { data, dossiers: '24', demo: true, roles: 'worker', 'no-assets': true }
  const program = spawn(process.execPath, ['tools/start.ts', JSON.stringify(options)], {
    env: bare,
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
  const gone = new Promise((done) => program.once('exit', done))
  await new Promise<void>((done, fail) => {
    program.stdout?.setEncoding('utf8').on('data', (text: string) => {
      process.stdout.write(text)
      if (text.includes('Sẵn sàng sau')) done()
    })
    program.once('exit', () => fail(new Error('the program ended before it was ready')))
  })
  try {
    const { url, migratorUrl } = await openToolDatabase({ NHIP_DATA: data })
    const env = { ...bare, DATABASE_URL: url, MIGRATOR_URL: migratorUrl, NHIP_DATA: data, NHIP_DEMO: 'true' }
    const said = await read(['tests/releases/write-program.ts'], env)
    const cases = JSON.parse(said)
    return Object.fromEntries(caseNames.map((name) => [name, Case.parse(cases[name])])) as Release['cases']
  } finally {
    program.kill('SIGINT')
    await gone
  }
}

function read(command: string[], env: NodeJS.ProcessEnv): Promise<string> {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, command, { env, stdio: ['ignore', 'pipe', 'inherit'] })
    let said = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text
    })
    child.once('close', (code) =>
      code === 0 ? done(said) : fail(new Error(`${command[0]} ended with ${code}`)),
    )
  })
}

/** Every row as COPY's text, which no version of PostgreSQL reads differently; every file, key and setting beside it. */
async function dump(cases: Release['cases']): Promise<TarEntry[]> {
  const database = await openToolDatabase({ NHIP_DATA: data })
  const client = new pg.Client(database.migratorUrl)
  await client.connect()
  try {
    const { rows: tables } = await client.query<{ name: string; columns: string }>(`
      select format('%I.%I', n.nspname, c.relname) as name,
             (select string_agg(format('%I', a.attname), ', ' order by a.attnum) from pg_attribute a
               where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema')
         and c.relname !~ '^queue_stats' order by 1`)
    const parts: TarEntry[] = []
    const kept: Release['tables'] = []
    for (const { name, columns } of tables) {
      const chunks: Buffer[] = []
      const stream = client.query(copyTo(`copy ${name} (${columns}) to stdout`))
      for await (const chunk of stream) chunks.push(chunk)
      if (stream.rowCount === 0) continue
      kept.push({ name, columns, rows: stream.rowCount })
      parts.push(partOf(`tables/${name}`, Buffer.concat(chunks)))
    }
    const { rows: sequences } = await client.query<Release['sequences'][number]>(`
      select format('%I.%I', schemaname, sequencename) as name, coalesce(last_value, start_value)::text as value,
             last_value is not null as called
        from pg_sequences where schemaname not in ('pgboss')`)
    const { rows } = await client.query<{ stamp: string }>(
      `select obj_description('platform'::regnamespace, 'pg_namespace') as stamp`,
    )
    const release: Release = {
      version,
      queue: getConstructionPlans('pgboss'),
      tables: kept,
      sequences,
      stamp: rows[0]?.stamp ?? '',
      cases,
    }
    return [partOf('release.json', Buffer.from(JSON.stringify(release))), ...parts, ...listDataFiles()]
  } finally {
    await client.end()
    await database.close()
  }
}

function listDataFiles(): TarEntry[] {
  const files = ['files', 'keys'].flatMap((folder) =>
    readdirSync(join(data, folder), { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    ),
  )
  const paths = [join(data, 'settings.json'), ...files.map((file) => join(file.parentPath, file.name))]
  return paths.sort().map((path) => partOf(`data/${relative(data, path)}`, readFileSync(path)))
}

function partOf(name: string, body: Buffer): TarEntry {
  return { header: { name, size: body.length, mtime: new Date(0), mode: 0o600 }, body: new Uint8Array(body) }
}
