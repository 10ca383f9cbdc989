/**
 * Anonymous hostile files beside ordinary visitors: 50 visitors open one page every two seconds each; then they do so again
 * while strangers from ever new addresses send PDF files made to be slow to the public check, as fast as they are answered.
 * The reference is the same visitors before, in the same run; and a harmless small file, which must not wait.
 */
import { request } from 'node:http'
import { setTimeout as rest } from 'node:timers/promises'
import { aPdf } from '#server/platform/files/fixtures.ts'
import { hostilePdfs } from '#server/platform/reading/fixtures.ts'
import { openDataFolder, startDemo } from './demo-program.ts'
import { report } from './figure.ts'

const visitors = 50
const each = 2_000
const attackers = 20
const seconds = Number(process.argv[2] ?? 20)
const target = 1.5
const patience = 5_000
const pages = ['/', '/dich-vu', '/dich-vu/1.001193', '/tra-cuu', '/kiem-tra', '/dang-nhap', '/health']

const program = await startDemo(openDataFolder(), 2_000)
const { port, host } = new URL(program.baseUrl)
const files = Object.values(hostilePdfs).map((make) => make())

await visit(5)
const before = await visit(seconds)
const attack = { isOn: true, answers: new Map<number, number>(), small: [] as number[] }
const attacking = Promise.all([...Array.from({ length: attackers }, (_, i) => attackFrom(i)), askHonestly()])
await rest(1_000)
const during = await visit(seconds)
attack.isOn = false
await attacking
await program.stop()

const ratio = during.p95 / before.p95
const answered = [...attack.answers].map(([status, count]) => `${count} × ${status}`).join(', ')
report({
  what: `one page per 2 s by each of ${visitors} visitors, beside hostile files`,
  value: `p95 ${during.p95.toFixed(0)} ms, ${ratio.toFixed(2)} × of before`,
  target: `${target} ×`,
  met: ratio <= target && before.wrong + during.wrong === 0,
  note: `reference: ${before.p95.toFixed(0)} ms before; ${during.pages} pages, ${during.wrong} not answered; the files: ${answered}`,
})
const slowest = Math.max(...attack.small)
report({
  what: 'a stranger’s small PDF checked meanwhile',
  value: `${slowest.toFixed(0)} ms at most of ${attack.small.length}`,
  target: `${patience} ms`,
  met: attack.small.length > 0 && slowest <= patience,
})
process.exit()

interface Visits {
  p95: number
  pages: number
  wrong: number
}

/** Each visitor by a clock of their own: who waits for a page does not come later for the next. */
async function visit(duration: number): Promise<Visits> {
  const times: number[] = []
  let wrong = 0
  const one = async (visitor: number) => {
    await rest((visitor * each) / visitors)
    const ends = performance.now() + duration * 1000
    for (let next = performance.now(); next < ends; next += each) {
      await rest(Math.max(0, next - performance.now()))
      const path = pages[Math.floor(Math.random() * pages.length)] ?? '/'
      // From when the page was wanted, not from when the visitor came round to asking.
      const status = await ask('127.0.0.1', path)
      times.push(performance.now() - next)
      if (status !== 200) wrong += 1
    }
  }
  await Promise.all(Array.from({ length: visitors }, (_, visitor) => one(visitor)))
  times.sort((a, b) => a - b)
  return { p95: times[Math.floor(times.length * 0.95)] ?? Number.NaN, pages: times.length, wrong }
}

async function attackFrom(attacker: number): Promise<void> {
  for (let count = 0; attack.isOn; count++) {
    const file = files[(attacker + count * 7) % files.length]
    // A new address each time: limits by address are not what is measured.
    const status = await ask(
      `127.${1 + attacker}.${(count >> 8) & 255}.${1 + (count & 127)}`,
      '/api/v1/documents/check',
      file,
    )
    attack.answers.set(status, (attack.answers.get(status) ?? 0) + 1)
    if (status === 503) await rest(200)
  }
}

async function askHonestly(): Promise<void> {
  for (let count = 0; attack.isOn; count++) {
    const started = performance.now()
    const status = await ask(`127.200.0.${1 + (count % 250)}`, '/api/v1/documents/check', aPdf())
    // A full queue says so at once; the asker comes again.
    if (status === 200) attack.small.push(performance.now() - started)
    await rest(500)
  }
}

function ask(from: string, path: string, file?: Buffer): Promise<number> {
  return new Promise((done) => {
    const headers = {
      host,
      ...(file ? { 'content-type': 'application/pdf', 'content-length': file.length } : {}),
    }
    const options = { host: '127.0.0.1', port, path, localAddress: from, headers, agent: false as const }
    const sent = request({ ...options, method: file ? 'POST' : 'GET' }, (answer) => {
      answer.resume()
      answer.once('end', () => done(answer.statusCode ?? 0))
      answer.once('error', () => done(0))
    })
    sent.once('error', () => done(0))
    sent.end(file)
  })
}
