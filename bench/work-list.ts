/**
 * An officer's first page with its counts, and a search by a name without accents, among a million dossiers. The
 * reference is the database alone, reading the same first page.
 */
import pg from 'pg'
import { startApi } from './api-program.ts'
import { report } from './figure.ts'
import { load } from './load.ts'

const dossiers = Number(process.argv[2] ?? 1_000_000)
const seconds = 10
const target = 60

const program = await startApi(dossiers)
const { baseUrl, migratorUrl } = program
const client = new pg.Client(migratorUrl)
await client.connect()
await client.query('vacuum (analyze) dossiers.dossier')
const { rows: sizes } = await client.query('select count(*)::int as count from dossiers.dossier')
const token = await officerToken()
const headers = { authorization: `Bearer ${token}` }
const names = [
  'nguyen',
  'tran van',
  'le thi hong',
  'ton nu',
  'hoang minh',
  'pham quoc bao',
  'vo thi',
  'nguyen thi thu',
]

const plain: number[] = []
for (let index = 0; index < 50; index++) {
  const started = performance.now()
  await client.query(
    `select id, code, applicant_name from dossiers.dossier
      where handling_agency_id = 'ubnd-phuong-thuan-hoa' and status in ('submitted', 'accepted', 'processing', 'supplement', 'decided')
      order by due_at nulls last, id limit 25`,
  )
  plain.push(performance.now() - started)
}
plain.sort((a, b) => a - b)
await client.end()

for (const [what, paths] of [
  ['work list, first page with counts', ['/api/v1/dossiers']],
  ['search by name without accents', names.map((name) => `/api/v1/dossiers?q=${encodeURIComponent(name)}`)],
] as const) {
  let count = 0
  const next = () => ({ path: paths[count++ % paths.length] ?? '', headers })
  const options = { baseUrl, clients: 2, wanted: 200, next }
  await load({ ...options, seconds: 3 })
  const { p50, p95, answers } = await load({ ...options, seconds })
  report({
    what: `${what}, among ${sizes[0].count} dossiers`,
    value: `p95 ${p95.toFixed(0)} ms, p50 ${p50.toFixed(0)} ms`,
    target: `p95 under ${target} ms`,
    met: p95 < target,
    note: `${answers} answers; the database alone reads such a page in ${plain[47]?.toFixed(1)} ms (p95)`,
  })
}
await program.stop()
process.exit()

/** A one-stop officer of the busiest ward among the demo people. */
async function officerToken(): Promise<string> {
  const { execFileSync } = await import('node:child_process')
  const output = execFileSync(
    process.execPath,
    ['tools/token.ts', '--as', 'huong.thuanhoa', '--days', '1', '--json'],
    {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  return (JSON.parse(output.trim().split('\n').at(-1) ?? '') as { token: string }).token
}
