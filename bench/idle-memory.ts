/**
 * What the whole program holds while nobody uses it: the memory of every process under `npm start`, database included,
 * a minute after one visit to each main page. What processes share is counted once (Linux: proportional set size).
 */
import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as rest } from 'node:timers/promises'
import { chromium } from 'playwright-core'
import { type Person, pageOf } from '#tests/e2e/people.ts'
import { findChromium } from '#tests/e2e/scene.ts'
import { openDataFolder, startDemo } from './demo-program.ts'
import { report } from './figure.ts'

const target = 700
const visits: [Person | 'stranger', string[]][] = [
  [
    'stranger',
    ['/', '/dich-vu', '/dich-vu?q=khai+sinh', '/dich-vu/1.001193', '/tra-cuu', '/kiem-tra', '/dang-nhap'],
  ],
  ['minh', ['/ho-so', '/giay-to', '/thong-bao', '/nop/1.001193/1', '/tai-khoan', '/tai-khoan/phien']],
  ['huong', ['/mot-cua', '/bo-phan']],
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

const held = measure(program.pid)
await program.stop()
const total = held.reduce((sum, { megabytes }) => sum + megabytes, 0)
const byRole = Map.groupBy(held, ({ role }) => role)
const parts = [...byRole].map(([role, ones]) => {
  const sum = ones.reduce((all, { megabytes }) => all + megabytes, 0)
  return `${role} ${Math.round(sum)}`
})
report({
  what: 'idle memory, web + worker + PostgreSQL and what starts them',
  value: `${Math.round(total)} MB (${parts.join(', ')})`,
  target: `under ${target} MB`,
  met: total < target && unseen.length === 0,
  ...(unseen.length > 0 ? { note: `not visited: ${unseen.join(', ')}` } : {}),
})

interface Held {
  role: string
  megabytes: number
}

/** Every process under this one. */
function measure(root: number): Held[] {
  const parents = new Map<number, number>()
  for (const name of readdirSync('/proc')) {
    const stat = /^\d+$/.test(name) ? read(`/proc/${name}/stat`) : ''
    // The name in parentheses may hold spaces; what follows it does not.
    const parent = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]
    if (parent) parents.set(Number(name), Number(parent))
  }
  const isUnder = (pid: number): boolean => {
    if (pid === root) return true
    const parent = parents.get(pid)
    return parent !== undefined && isUnder(parent)
  }
  return [...parents.keys()].filter(isUnder).map((pid) => {
    const kilobytes = Number(/^Pss:\s+(\d+)/m.exec(read(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0)
    return { role: roleOf(read(`/proc/${pid}/cmdline`)), megabytes: kilobytes / 1024 }
  })
}

function roleOf(command: string): string {
  if (command.includes('server/web.ts')) return 'web'
  if (command.includes('server/worker.ts')) return 'worker'
  return command.includes('tools/start.') ? 'start' : 'PostgreSQL'
}

/** Empty when the process has just ended. */
function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
