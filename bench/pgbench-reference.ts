/** The same rows as a submission, written by plain SQL over as many connections: what the database alone can do. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'

export interface Reference {
  perSecond: number
  by: string
}

const tables = [
  'dossiers.dossier',
  'dossiers.action',
  'dossiers.paper',
  'platform.event_log',
  'pgboss.job',
] as const

/** Takes the newest submission as the pattern. pgbench does the writing where it is installed, this program otherwise. */
export async function measurePlainSql(url: string, clients: number, seconds: number): Promise<Reference> {
  return measureStatements(url, await copyOfNewest(url), clients, seconds)
}

/** Each transaction is these statements. */
export async function measureStatements(
  url: string,
  statements: string[],
  clients: number,
  seconds: number,
): Promise<Reference> {
  if (spawnSync('pgbench', ['--version']).status === 0) return byPgbench(url, statements, clients, seconds)
  return byConnections(url, statements, clients, seconds)
}

function byPgbench(url: string, statements: string[], clients: number, seconds: number): Reference {
  const folder = mkdtempSync(join(tmpdir(), 'nhip-pgbench-'))
  const script = join(folder, 'submit.sql')
  writeFileSync(script, `begin;\n${statements.map((statement) => `${statement};`).join('\n')}\ncommit;\n`)
  const options = [
    '-n',
    '-c',
    String(clients),
    '-j',
    '2',
    '-T',
    String(seconds),
    '-M',
    'prepared',
    '-f',
    script,
  ]
  const run = spawnSync('pgbench', [...options, url], { encoding: 'utf8' })
  rmSync(folder, { recursive: true })
  const tps = /tps = ([\d.]+)/.exec(run.stdout)?.[1]
  if (!tps || run.status !== 0)
    throw new Error(`pgbench (${run.signal ?? run.status}): ${run.stderr || run.stdout}`)
  return { perSecond: Number(tps), by: 'pgbench' }
}

async function byConnections(
  url: string,
  statements: string[],
  clients: number,
  seconds: number,
): Promise<Reference> {
  const end = performance.now() + seconds * 1000
  let count = 0
  const client = async () => {
    const connection = new pg.Client(url)
    await connection.connect()
    while (performance.now() < end) {
      await connection.query('begin')
      for (const [index, text] of statements.entries()) await connection.query({ name: `s${index}`, text })
      await connection.query('commit')
      count += 1
    }
    await connection.end()
  }
  await Promise.all(Array.from({ length: clients }, client))
  return { perSecond: count / seconds, by: `prepared statements over ${clients} connections` }
}

/** One insert per table, each with the values of the newest submission and keys of its own. */
async function copyOfNewest(url: string): Promise<string[]> {
  const client = new pg.Client(url)
  await client.connect()
  await client.query('create sequence if not exists bench_number')
  const { rows } = await client.query(
    `select d.id from dossiers.dossier d join dossiers.paper p on p.dossier_id = d.id order by d.submitted_at desc limit 1`,
  )
  const id: string = rows[0].id
  const where: Record<(typeof tables)[number], string> = {
    'dossiers.dossier': 'id = $1',
    'dossiers.action': 'dossier_id = $1 and seq = 1',
    'dossiers.paper': 'dossier_id = $1 and seq = 1',
    'platform.event_log': `subject_id = $1 and name = 'dossiers.submitted'`,
    'pgboss.job': `data->>'subjectId' = $1::text`,
  }
  const statements = [
    `insert into dossiers.day_number as n (agency_id, day, last) values ('bench-' || mod(nextval('bench_number'), 40), current_date, 1)
       on conflict (agency_id, day) do update set last = n.last + 1`,
  ]
  // The dossier's key of this transaction: the sequence's last value in this session, as a UUID.
  const key = `cast(md5(cast(currval('bench_number') as text) || '${process.pid}') as uuid)`
  const own: Record<string, string> = {
    'dossiers.dossier.id': key,
    'dossiers.dossier.code': `'BENCH-${process.pid}-' || currval('bench_number')`,
    'dossiers.dossier.request_key': 'gen_random_uuid()',
    'dossiers.action.dossier_id': key,
    'dossiers.paper.dossier_id': key,
    'platform.event_log.subject_id': key,
    'pgboss.job.id': 'gen_random_uuid()',
  }
  const defaults = ['platform.event_log.id', 'platform.event_log.tx_id']
  for (const table of tables) {
    const columns = await client.query(
      `select attname as name, format_type(atttypid, atttypmod) as type from pg_attribute
        where attrelid = cast($1 as regclass) and attnum > 0 and not attisdropped order by attnum`,
      [table],
    )
    const named = columns.rows.filter(({ name }) => !defaults.includes(`${table}.${name}`))
    const { rows: found } = await client.query(
      `select ${named.map(({ name }) => `quote_nullable(cast("${name}" as text)) as "${name}"`).join(', ')}
         from ${table} where ${where[table]} limit 1`,
      [id],
    )
    const values = named.map(
      ({ name, type }) => own[`${table}.${name}`] ?? `cast(${quiet(found[0]?.[name] ?? 'null')} as ${type})`,
    )
    statements.push(
      `insert into ${table} (${named.map(({ name }) => `"${name}"`).join(', ')}) values (${values.join(', ')})`,
    )
  }
  await client.end()
  return statements.map((statement) => statement.replace(/\s+/g, ' '))
}

/** pgbench takes a word after a colon for a variable; a space keeps JSON and times out of its sight. */
function quiet(literal: string): string {
  if (/^E?'[[{]/.test(literal)) return literal.replace(/":(?=\S)/g, '": ')
  return /^'\d{4}-\d\d-\d\d \d\d:/.test(literal) ? 'now()' : literal
}
