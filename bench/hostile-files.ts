/**
 * Anonymous hostile files beside ordinary visitors: 50 visitors open one page every two seconds each, in turn alone and
 * while strangers from ever new addresses send PDF files made to be slow to the public check, as fast as they are answered.
 * The reference is the same visitors in the turns without, in the same run; and a harmless small file, which must not wait.
 */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { request } from 'node:http'
import { setTimeout as rest } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { aPdf } from '#server/platform/files/fixtures.ts'
import { hostilePdfs } from '#server/platform/reading/fixtures.ts'
import { openDataFolder, startDemo } from './demo-program.ts'
import { report } from './figure.ts'

const visitors = 50
const each = 2_000
const attackers = 20
const turns = 4
const target = 1.5
const patience = 5_000
const pages = ['/', '/dich-vu', '/dich-vu/1.001193', '/tra-cuu', '/kiem-tra', '/dang-nhap', '/health']

/** What the attackers tell when they have done. */
interface Attack {
  answers: Record<number, number>
  /** How long honest strangers waited for their small files, in milliseconds. */
  small: number[]
}

if (process.send) await attackUntilTold(new URL(process.argv[2] ?? ''))
else await measure(Number(process.argv[2] ?? 40))
process.exit()

async function measure(seconds: number): Promise<void> {
  const program = await startDemo(openDataFolder(), 2_000)
  const origin = new URL(program.baseUrl)
  await visit(origin, 5)
  // In turns, so that what the machine does by the minute falls on both alike.
  const alone: Visits[] = []
  const beside: Visits[] = []
  const attacks: Attack[] = []
  for (let turn = 0; turn < turns; turn++) {
    alone.push(await visit(origin, seconds / turns))
    // From a process of their own: what is measured is how the program answers, not how busy this clock is with sending.
    const attackers = fork(fileURLToPath(import.meta.url), [program.baseUrl])
    await rest(2_000)
    beside.push(await visit(origin, seconds / turns))
    attackers.send('enough')
    attacks.push(((await once(attackers, 'message')) as [Attack])[0])
    await rest(3_000)
  }
  await program.stop()

  const [before, during] = [p95Of(alone), p95Of(beside)]
  const ratio = during / before
  const lost = [...alone, ...beside].reduce((sum, { wrong }) => sum + wrong, 0)
  const opened = beside.reduce((sum, { times }) => sum + times.length, 0)
  const answers = new Map<string, number>()
  for (const [status, count] of attacks.flatMap((attack) => Object.entries(attack.answers)))
    answers.set(status, (answers.get(status) ?? 0) + count)
  const answered = [...answers].map(([status, count]) => `${count} × ${status}`)
  report({
    what: `one page per 2 s by each of ${visitors} visitors, beside hostile files`,
    value: `p95 ${during.toFixed(0)} ms, ${ratio.toFixed(2)} × of without`,
    target: `${target} ×`,
    met: ratio <= target && lost === 0,
    note: `reference: ${before.toFixed(0)} ms without, ${turns} turns of each; ${opened} pages, ${lost} not answered; the files: ${answered.join(', ')}`,
  })
  const small = attacks.flatMap((attack) => attack.small)
  const slowest = Math.max(...small)
  report({
    what: 'a stranger’s small PDF checked meanwhile',
    value: `${slowest.toFixed(0)} ms at most of ${small.length}`,
    target: `${patience} ms`,
    met: small.length > 0 && slowest <= patience,
  })
}

interface Visits {
  /** Milliseconds from wanting a page to having it. */
  times: number[]
  wrong: number
}

function p95Of(visits: readonly Visits[]): number {
  const times = visits.flatMap((visit) => visit.times).sort((a, b) => a - b)
  return times[Math.floor(times.length * 0.95)] ?? Number.NaN
}

/** Each visitor by a clock of their own: who waits for a page does not come later for the next. */
async function visit(origin: URL, duration: number): Promise<Visits> {
  const times: number[] = []
  let wrong = 0
  const one = async (visitor: number) => {
    await rest((visitor * each) / visitors)
    const ends = performance.now() + duration * 1000
    for (let next = performance.now(); next < ends; next += each) {
      await rest(Math.max(0, next - performance.now()))
      const path = pages[Math.floor(Math.random() * pages.length)] ?? '/'
      // From when the page was wanted, not from when the visitor came round to asking.
      const status = await ask(origin, '127.0.0.1', path)
      times.push(performance.now() - next)
      if (status !== 200) wrong += 1
    }
  }
  await Promise.all(Array.from({ length: visitors }, (_, visitor) => one(visitor)))
  return { times, wrong }
}

async function attackUntilTold(origin: URL): Promise<void> {
  const files = Object.values(hostilePdfs).map((make) => make())
  const attack: Attack = { answers: {}, small: [] }
  let isOn = true
  const attackFrom = async (attacker: number) => {
    for (let count = 0; isOn; count++) {
      const file = files[(attacker + count * 7) % files.length]
      // A new address each time: limits by address are not what is measured.
      const from = `127.${1 + attacker}.${(count >> 8) & 255}.${1 + (count & 127)}`
      const status = await ask(origin, from, '/api/v1/documents/check', file)
      attack.answers[status] = (attack.answers[status] ?? 0) + 1
      if (status === 503) await rest(200)
    }
  }
  const askHonestly = async () => {
    for (let count = 0; isOn; count++) {
      const started = performance.now()
      const from = `127.200.0.${1 + (count % 250)}`
      const status = await ask(origin, from, '/api/v1/documents/check', aPdf())
      // A full queue says so at once; the asker comes again.
      if (status === 200) attack.small.push(performance.now() - started)
      await rest(500)
    }
  }
  const attacking = [
    ...Array.from({ length: attackers }, (_, attacker) => attackFrom(attacker)),
    askHonestly(),
  ]
  await once(process, 'message')
  isOn = false
  await Promise.all(attacking)
  await new Promise((done) => process.send?.(attack, done))
}

function ask({ host, port }: URL, from: string, path: string, file?: Buffer): Promise<number> {
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
