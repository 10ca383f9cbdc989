/**
 * npm run bench: every figure the platform promises, one after another, and bench/report.md with what was found.
 * `npm run bench -- submit work-list` runs only those and leaves the other sections of the report as they are; what else is said
 * goes to them: `npm run bench -- services 1.001193 --pictures var/pictures`, `npm run bench -- search --documents 200000`. What was built
 * for a figure is kept and found again in the folder NHIP_BENCH_DATA names: a quarter of an hour less for a million documents.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, release, tmpdir, totalmem, type } from 'node:os'
import { basename, join } from 'node:path'
import { openToolDatabase } from '#tools/postgres/tool-database.ts'
import { startDemo } from './demo-program.ts'

/** The quick ones first; the million dossiers last. */
const benches = [
  'typeset-sign',
  'documents/text-to-page',
  'payments/receipts',
  'documents/recognition',
  'vietqr',
  'meetings/faces',
  'payments/postings',
  'start-time',
  'idle-memory',
  'citizen-pages',
  'submit',
  'documents/numbers',
  'payments/notices',
  'payments/page-delay',
  'background',
  'public-status',
  'hostile-files',
  'wall-delay',
  'simulate',
  'services',
  'payments/balances',
  'documents/page-beside',
  'documents/search',
  'documents/registers',
  'work-list',
]

/** Measured against a running demo. */
const inDemo = new Set(['wall-delay', 'documents/page-beside'])

const wanted = process.argv.slice(2)
const named = benches.filter((name) => wanted.includes(basename(name)))
const chosen = named.length === 0 ? benches : named
const passedOn = wanted.filter((word) => !benches.some((name) => basename(name) === word))
// One data folder for all: its database is made once.
const data = process.env.NHIP_BENCH_DATA ?? mkdtempSync(join(tmpdir(), 'nhip-bench-'))
const reportFile = 'bench/report.md'
const sections = new Map(readSections())
let missed = 0
for (const name of chosen) {
  process.stdout.write(`\n${name}\n`)
  const load = loadavg()[0]?.toFixed(1)
  const watched = inDemo.has(name) ? await startDemo(data, 20_000) : undefined
  const run = await runBench(name, watched?.baseUrl)
  await watched?.stop()
  const lines = run.stdout.split('\n').filter((line) => line.trim() !== '')
  for (const line of lines) console.log(line)
  if (run.status !== 0) missed += 1
  const outcome = run.status === 0 ? '' : run.signal ? ' (cut off)' : ' (a target was missed)'
  const measured = `Measured on ${new Date().toISOString().slice(0, 10)} on ${machine()}, load at its start ${load}.`
  sections.set(name, `## ${name}${outcome}\n\n${promiseOf(name)} ${measured}\n\n${list(lines)}`)
  writeFileSync(reportFile, report())
}
if (!process.env.NHIP_BENCH_DATA) {
  for (const folder of [data, `${data}-million`]) rmSync(folder, { recursive: true, force: true })
}
console.log(`\n${chosen.length - missed} of ${chosen.length} reached their targets`)
process.exitCode = missed > 0 ? 1 : 0

/** In a process of its own. The wall is watched in a program that runs already; the million dossiers are a database apart. */
async function runBench(name: string, origin: string | undefined): Promise<Outcome> {
  const env = { ...process.env, NHIP_BENCH_DATA: name === 'work-list' ? `${data}-million` : data }
  if (origin) {
    const { url, migratorUrl } = await openToolDatabase({ ...process.env, NHIP_DATA: data })
    Object.assign(env, { DATABASE_URL: url, MIGRATOR_URL: migratorUrl, NHIP_DATA: data, NHIP_DEMO: 'true' })
  }
  const { stdout, status, signal } = spawnSync(
    process.execPath,
    [`bench/${name}.ts`, ...(origin ? ['--origin', origin] : []), ...passedOn],
    { env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'], timeout: 90 * 60_000 },
  )
  return { stdout, status, signal }
}

interface Outcome {
  stdout: string
  status: number | null
  signal: string | null
}

/** The first comment of the file says what it measures, and against what. */
function promiseOf(name: string): string {
  const text = readFileSync(`bench/${name}.ts`, 'utf8')
  const comment = /\/\*\*([\s\S]*?)\*\//.exec(text)?.[1] ?? /(?:^\/\/.*\n)+/m.exec(text)?.[0] ?? ''
  return comment
    .replace(/^\s*(\*|\/\/) ?/gm, '')
    .replace(/\s+/g, ' ')
    .trim()
}

function list(lines: readonly string[]): string {
  return lines.map((line) => `- ${line}`).join('\n')
}

/** What the report says of each bench so far. */
function readSections(): [string, string][] {
  const text = existsSync(reportFile) ? readFileSync(reportFile, 'utf8') : ''
  return benches.flatMap((name): [string, string][] => {
    const section = text
      .split(/\n(?=## )/)
      .find((part) => part.startsWith(`## ${name}\n`) || part.startsWith(`## ${name} (`))
    return section ? [[name, section.trim()]] : []
  })
}

/** Figures are taken one at a time, not all on one machine. */
function machine(): string {
  const memory = Math.round(totalmem() / 2 ** 30)
  return `${cpus().length} × ${cpus()[0]?.model.trim()}, ${memory} GB, ${type()} ${release()}, Node ${process.version}`
}

function report(): string {
  const head =
    '# Figures\n\nWritten by `npm run bench`. The clients run on the same machine as the program and its database, which each section names.\nEach line names its target, what it is compared with, and how busy the machine was.'
  const parts = benches.flatMap((name) => sections.get(name) ?? [])
  return `${[head, ...parts].join('\n\n')}\n`
}
