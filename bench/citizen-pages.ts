/**
 * What a citizen's phone has to fetch and wait for: each page's weight without script, with its fonts, what it must
 * have before it shows anything, and what Lighthouse says of it on a phone (median of three). The reference is a page of
 * one sentence from a bare Node server, judged in the same run.
 */
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type Browser, type BrowserContextOptions, chromium } from '@playwright/test'
import lighthouse, { type RunnerResult as Result } from 'lighthouse'
import pg from 'pg'
import { pageOf } from '#tests/e2e/house/people.ts'
import { findChromium } from '#tests/e2e/house/scene.ts'
import { findRunningCluster } from '#tools/postgres/embedded/cluster.ts'
import { startBareServer } from './bare-server.ts'
import { openDataFolder, startDemo } from './demo-program.ts'
import { median, report } from './figure.ts'

const { values: options } = parseArgs({
  options: {
    /** A program that runs already, instead of one of its own. */
    url: { type: 'string' },
    data: { type: 'string' },
    runs: { type: 'string', default: '3' },
    only: { type: 'string' },
  },
})
const largest = 40_000
const speed = 95
const accessibility = 100

const data = options.data ?? openDataFolder()
const program = options.url ? undefined : await startDemo(data, 2_000)
const baseUrl = options.url ?? program?.baseUrl ?? ''
const paths: [string, 'stranger' | 'minh'][] = [
  ['/', 'stranger'],
  ['/dich-vu', 'stranger'],
  ['/dich-vu/1.001193', 'stranger'],
  [`/tra-cuu/${await anyCode()}`, 'stranger'],
  ['/kiem-tra', 'stranger'],
  ['/dang-nhap', 'stranger'],
  ['/nop/1.001193/1', 'minh'],
  ['/ho-so', 'minh'],
]

const debuggingPort = 9_000 + (process.pid % 1_000)
const browser = await chromium.launch({
  executablePath: findChromium() ?? '',
  args: [
    '--no-sandbox',
    '--disable-quic',
    '--disable-background-networking',
    '--no-first-run',
    `--remote-debugging-port=${debuggingPort}`,
  ],
})
const bare = await startBareServer(onePage(), 'text/html; charset=utf-8')
const reference = median((await judge(`${bare.baseUrl}/`, '')).speeds)
bare.stop()
for (const [path, person] of paths) {
  if (options.only && !path.includes(options.only)) continue
  await weigh(browser, path, person)
  const { speeds, accesses, complaints } = await judge(`${baseUrl}${path}`, await cookieOf(browser, person))
  report({
    what: `${path} in Lighthouse`,
    value: `speed ${median(speeds)} (${speeds.join(', ')}), accessibility ${median(accesses)}`,
    target: `${speed} and ${accessibility}`,
    met: median(speeds) >= speed && median(accesses) >= accessibility,
    note: [...complaints, `reference: a page of one sentence has speed ${reference}`].join('; '),
  })
}
await browser.close()
await program?.stop()

/** With an empty cache and without script, as the network sees it. */
async function weigh(browser: Browser, path: string, person: 'stranger' | 'minh'): Promise<void> {
  const phone = { viewport: { width: 360, height: 740 }, deviceScaleFactor: 3, isMobile: true }
  const page = await pageOf({ browser, baseUrl }, person, { ...phone, javaScriptEnabled: false })
  const session = await page.context().newCDPSession(page)
  await session.send('Network.enable')
  const names = new Map<string, string>()
  const sizes: [string, number][] = []
  session.on('Network.responseReceived', ({ requestId, response }) => {
    names.set(requestId, new URL(response.url).pathname)
  })
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    sizes.push([names.get(requestId) ?? '', encodedDataLength])
  })
  const answer = await page.goto(path, { waitUntil: 'networkidle' })
  const blocking = await page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .filter((entry) => 'renderBlockingStatus' in entry && entry.renderBlockingStatus === 'blocking')
      .map((entry) => new URL(entry.name).pathname),
  )
  await page.context().close()

  const total = sizes.reduce((sum, [, size]) => sum + size, 0)
  const parts = sizes.map(([name, size]) => `${kinds(name)} ${(size / 1000).toFixed(1)}`)
  report({
    what: `${path} without script`,
    value: `${(total / 1000).toFixed(1)} kB (${parts.join(', ')})`,
    target: `under ${largest / 1000} kB`,
    met: answer?.ok() === true && total > 0 && total < largest,
  })
  const sheets = blocking.filter((name) => name.endsWith('.css'))
  report({
    what: `${path} waits for`,
    value: ['HTML', ...blocking.map((name) => name.split('/').at(-1))].join(' + '),
    target: 'HTML and one stylesheet',
    met: blocking.length === 1 && sheets.length === 1,
  })
}

function kinds(path: string): string {
  return /\.(css|woff2|js|svg|webmanifest)$/.exec(path)?.[1] ?? 'HTML'
}

interface Judgement {
  speeds: number[]
  accesses: number[]
  /** What it would have better. */
  complaints: Set<string>
}

/** Lighthouse's own phone, network and rounding; signed in by the cookie alone, so that its cache is empty each time. */
async function judge(address: string, cookie: string): Promise<Judgement> {
  const judgement: Judgement = { speeds: [], accesses: [], complaints: new Set() }
  for (let i = 0; i < Number(options.runs); i++) {
    const { categories, audits } = await load(address, cookie)
    judgement.speeds.push(Math.round((categories.performance?.score ?? 0) * 100))
    judgement.accesses.push(Math.round((categories.accessibility?.score ?? 0) * 100))
    for (const { auditRefs } of Object.values(categories)) {
      for (const { id, weight } of auditRefs) {
        const audit = audits[id]
        if (weight > 0 && audit?.score !== null && audit && audit.score < 0.9) {
          judgement.complaints.add(audit.title)
        }
      }
    }
  }
  return judgement
}

/** One load in Lighthouse. A browser too busy to record it is asked again. */
async function load(address: string, cookie: string): Promise<Result['lhr']> {
  let problem = ''
  for (let attempt = 0; attempt < 3; attempt++) {
    const result = await lighthouse(address, {
      port: debuggingPort,
      logLevel: 'error',
      onlyCategories: ['performance', 'accessibility'],
      ...(cookie ? { extraHeaders: { Cookie: cookie } } : {}),
    })
    const shown = result?.lhr.finalDisplayedUrl
    if (result && !result.lhr.runtimeError && shown === address) return result.lhr
    problem = result?.lhr.runtimeError?.message ?? `shown was ${shown}`
  }
  throw new Error(`Lighthouse says nothing of ${address}: ${problem}`)
}

function onePage(): string {
  return `<!doctype html><html lang="vi"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Một trang</title><p>Một câu.</p></html>`
}

async function cookieOf(browser: Browser, person: 'stranger' | 'minh'): Promise<string> {
  if (person === 'stranger') return ''
  const page = await pageOf({ browser, baseUrl }, person)
  const state: Exclude<BrowserContextOptions['storageState'], string | undefined> = await page
    .context()
    .storageState()
  await page.context().close()
  return state.cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
}

/** A dossier anyone with its code may ask about. */
async function anyCode(): Promise<string> {
  const cluster = findRunningCluster(join(data, 'postgres'))
  if (!cluster) throw new Error(`No database runs in ${data}`)
  const client = new pg.Client({ connectionString: `${cluster.superuserUrl}nhip` })
  await client.connect()
  try {
    const { rows } = await client.query('select code from dossiers.dossier order by code desc limit 1')
    return String(rows[0]?.code)
  } finally {
    await client.end()
  }
}
