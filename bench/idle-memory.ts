/**
 * What the whole program holds while nobody uses it: the memory of every process under `npm start`, database included,
 * a minute after one visit to each main page. What processes share is counted once (Linux: proportional set size).
 * The reference: as many bare Node servers as there are processes of ours, and a PostgreSQL nobody is connected to.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as rest } from 'node:timers/promises'
import { chromium } from '@playwright/test'
import { type Person, pageOf } from '#tests/e2e/house/people.ts'
import { findChromium } from '#tests/e2e/house/scene.ts'
import { startCluster } from '#tools/postgres/embedded/cluster.ts'
import { startBareServer } from './bare-server.ts'
import { openDataFolder, startDemo } from './demo-program.ts'
import { report } from './figure.ts'
import { commandOf, memoryOf, processesUnder } from './process-tree.ts'

const target = 700
const visits: [Person | 'stranger', string[]][] = [
  [
    'stranger',
    ['/', '/dich-vu', '/dich-vu?q=khai+sinh', '/dich-vu/1.001193', '/tra-cuu', '/kiem-tra', '/dang-nhap'],
  ],
  ['minh', ['/ho-so', '/giay-to', '/thong-bao', '/nop/1.001193/1', '/tai-khoan', '/tai-khoan/phien']],
  ['huong', ['/mot-cua', '/mau-giao-dien']],
  ['ha', ['/ky-so']],
  ['commander', ['/dieu-hanh', '/nhiem-vu', '/nhiem-vu/giao']],
  ['administrator', ['/quan-tri', '/quan-tri/tai-khoan', '/quan-tri/su-kien', '/quan-tri/viec-nen']],
]

const program = await startDemo(openDataFolder(), 20_000)
const browser = await chromium.launch({
  executablePath: findChromium() ?? '',
  args: ['--no-sandbox', '--disable-quic', '--disable-background-networking', '--no-first-run'],
})
const unseen: string[] = []
for (const [person, paths] of visits) {
  const page = await pageOf({ browser, baseUrl: program.baseUrl }, person)
  for (const path of paths) {
    const answer = await page.goto(path)
    if (!answer?.ok()) unseen.push(`${path} as ${person}: ${answer?.status()}`)
  }
  await page.context().close()
}
await browser.close()
await rest(60_000)

const held = processesUnder(program.pid).map((pid) => ({
  role: roleOf(commandOf(pid)),
  megabytes: memoryOf(pid),
}))
await program.stop()
const total = held.reduce((sum, { megabytes }) => sum + megabytes, 0)
const reference = await measureBare(held.filter(({ role }) => role !== 'PostgreSQL').length)
const byRole = Map.groupBy(held, ({ role }) => role)
const parts = [...byRole].map(([role, ones]) => {
  const sum = ones.reduce((all, { megabytes }) => all + megabytes, 0)
  return `${role} ${Math.round(sum)}`
})
report({
  what: 'idle memory, web + worker + speech + PostgreSQL and what starts them',
  value: `${Math.round(total)} MB (${parts.join(', ')})`,
  target: `under ${target} MB`,
  met: total < target && unseen.length === 0,
  note: [reference, ...unseen.map((visit) => `not visited: ${visit}`)].join('; '),
})
process.exit()

async function measureBare(servers: number): Promise<string> {
  const bare = await startBareServer('', 'text/plain')
  const folder = mkdtempSync(join(tmpdir(), 'nhip-bench-bare-'))
  const cluster = await startCluster({ folder: join(folder, 'postgres'), durable: true })
  await rest(5_000)
  const node = memoryOf(bare.pid)
  const postgres = processesUnder(process.pid).filter((pid) => commandOf(pid).includes('postgres'))
  const alone = postgres.reduce((sum, pid) => sum + memoryOf(pid), 0)
  bare.stop()
  await cluster.stop()
  rmSync(folder, { recursive: true, force: true })
  const sum = Math.round(servers * node + alone)
  return `reference: ${servers} bare Node servers and PostgreSQL without clients hold ${sum} MB`
}

function roleOf(command: string): string {
  if (command.includes('server/web.ts')) return 'web'
  if (command.includes('server/worker.ts')) return 'worker'
  if (command.includes('server/speech.ts')) return 'speech'
  return command.includes('tools/start.') ? 'start' : 'PostgreSQL'
}
