/** Every check there is, and one line at the end: `N passed, N failed`. Names on the command line choose some of them. */
import { spawn, spawnSync } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'

interface Outcome {
  passed: number
  failed: number
}

interface Check {
  name: string
  run(): Promise<Outcome>
}

/** What tests use besides packages: the browser, and other people's judges of our signatures and PDF files. */
const systemTools = [
  { name: 'chromium', commands: ['chromium', 'chromium-browser', 'google-chrome'], package: 'chromium' },
  { name: 'pdfsig', commands: ['pdfsig'], package: 'poppler-utils' },
  { name: 'gs', commands: ['gs'], package: 'ghostscript' },
  { name: 'openssl', commands: ['openssl'], package: 'openssl' },
  { name: 'faketime', commands: ['faketime'], package: 'faketime' },
]

function missingTools() {
  return systemTools.filter(
    ({ commands }) => !commands.some((command) => spawnSync('which', [command]).status === 0),
  )
}

/** Installs them where we may; elsewhere says what their absence leaves untested. */
function provideSystemTools(): void {
  const missing = missingTools()
  if (missing.length === 0) return
  if (process.getuid?.() === 0 && spawnSync('which', ['apt-get']).status === 0) {
    const packages = missing.map((tool) => tool.package)
    console.log(`Installing ${packages.join(', ')}`)
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    spawnSync('apt-get', ['update', '-qq'], { stdio: 'ignore', env })
    spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], {
      stdio: 'ignore',
      env,
    })
  }
  for (const tool of missingTools()) {
    console.log(`Not tested here: whatever needs ${tool.name} (apt-get install ${tool.package})`)
  }
}

function run(command: string, args: string[], onLine?: (line: string) => void): Promise<number> {
  return new Promise((done) => {
    const env = process.stdout.isTTY ? process.env : { ...process.env, NO_COLOR: '1' }
    const child = spawn(command, args, { env, stdio: ['ignore', onLine ? 'pipe' : 'inherit', 'inherit'] })
    let rest = ''
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      process.stdout.write(text)
      const lines = (rest + text).split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) onLine?.(line)
    })
    child.on('error', () => done(127))
    child.on('close', (code) => {
      if (rest) onLine?.(rest)
      done(code ?? 1)
    })
  })
}

/** A check that passes or fails as a whole. */
function whole(name: string, ...commands: [string, ...string[]][]): Check {
  return {
    name,
    async run() {
      for (const [command, ...args] of commands) {
        if ((await run(command, args)) !== 0) return { passed: 0, failed: 1 }
      }
      return { passed: 1, failed: 0 }
    },
  }
}

const Report = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.unknown()) })),
})

async function runTests(): Promise<Outcome> {
  const file = join(tmpdir(), `nhip-vitest-${process.pid}.json`)
  const code = await run('vitest', ['run', '--reporter=dot', '--reporter=json', `--outputFile.json=${file}`])
  const report = readReport(file)
  if (!report) return { passed: 0, failed: 1 }
  // A file that does not even load has no test to count.
  const broken = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  ).length
  const failed = report.numFailedTests + broken
  return { passed: report.numPassedTests, failed: code !== 0 && failed === 0 ? 1 : failed }
}

function readReport(file: string): z.infer<typeof Report> | undefined {
  try {
    return Report.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return undefined
  } finally {
    rmSync(file, { force: true })
  }
}

/** A program that counts its tests itself and ends with the same line as this one. */
async function runCounting(program: string): Promise<Outcome> {
  let outcome: Outcome | undefined
  const code = await run('node', [program], (line) => {
    const [, passed, failed] = /^(\d+) passed, (\d+) failed/.exec(line) ?? []
    if (passed !== undefined) outcome = { passed: Number(passed), failed: Number(failed) }
  })
  if (!outcome) return { passed: 0, failed: 1 }
  return code !== 0 && outcome.failed === 0 ? { ...outcome, failed: 1 } : outcome
}

const checks: Check[] = [
  whole('lint', ['biome', 'ci', '--error-on-warnings']),
  whole('types', ['svelte-kit', 'sync'], ['svelte-check', '--threshold', 'error']),
  whole('boundaries', ['depcruise', 'src', 'tools', '--output-type', 'err']),
  whole('dead-code', ['knip', '--no-progress']),
  whole('contract', ['node', 'tools/lint-contract.ts']),
  { name: 'tests', run: runTests },
  { name: 'journeys', run: () => runCounting('tests/e2e/run.ts') },
  { name: 'installation', run: () => runCounting('tests/installation/run.ts') },
]

const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !checks.some((check) => check.name === name))
if (unknown.length > 0) {
  console.error(
    `No such check: ${unknown.join(', ')}. There are ${checks.map(({ name }) => name).join(', ')}.`,
  )
  process.exit(2)
}

provideSystemTools()
const total: Outcome = { passed: 0, failed: 0 }
for (const check of checks) {
  if (wanted.length > 0 && !wanted.includes(check.name)) continue
  const started = performance.now()
  console.log(`\n── ${check.name}`)
  const { passed, failed } = await check.run()
  total.passed += passed
  total.failed += failed
  console.log(
    `── ${check.name}: ${failed === 0 ? 'ok' : 'FAILED'}, ${Math.round((performance.now() - started) / 1000)} s`,
  )
}
console.log(`\n${total.passed} passed, ${total.failed} failed`)
process.exit(total.failed === 0 ? 0 : 1)
