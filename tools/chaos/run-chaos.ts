/** A run: the program under load, harm after harm, and the account at the end. */
import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as rest } from 'node:timers/promises'
import { seeded } from '#server/modules/catalogue/fixtures.ts'
import { openToolDatabase } from '../postgres/tool-database.ts'
import { runTool } from '../start/run-tool.ts'
import { audit, countWaiting, measureLog } from './audit.ts'
import { findFaketime, underClock } from './fake-clock.ts'
import type { Harm, Scene } from './harms.ts'
import { openHouse } from './house.ts'
import { Line } from './line.ts'
import { type Load, startLoad } from './load.ts'
import type { Crew } from './one-dossier.ts'
import { type OrderToPay, type PaymentLoad, startPayments } from './payments.ts'
import { auditPayments } from './payments-audit.ts'

export interface ChaosOptions {
  harms: readonly Harm[]
  /** Each harm at least once, and then at random until so much time has passed. */
  minutes: number
  /** Instead of by time: so often. */
  times?: number
  /** Nothing is harmed before so many payments were made since the last harm, or a minute has passed; 0 by itself. */
  paymentsBetween?: number
  seed: number
  callers: number
  /** So many people pay at the demo bank besides; 0 for none. */
  payers: number
  /** Before a killed process starts again, in seconds, at most; 30 by itself. */
  longestPause?: number
  /** Harm comes so long after harm, in seconds, with a chance of as much again. */
  pauseSeconds: number
  /** Also on a disk of its own and under a clock of its own, where the machine allows it. */
  isWhole: boolean
  say(line: string): void
}

export interface ChaosResult {
  acknowledged: number
  harms: Map<string, number>
  skipped: string[]
  /** Everything that is not as it must be. */
  findings: string[]
}

const { PATH, HOME, NODE_COMPILE_CACHE } = process.env

/** Room for a while of load, and not too much to fill. */
const diskSize = '2500m'

/** Runs it in a folder of its own, which is removed when nothing was found and named otherwise. */
export async function runChaos(options: ChaosOptions): Promise<ChaosResult> {
  const { say } = options
  const folder = mkdtempSync(join(tmpdir(), 'nhip-chaos-'))
  // The database's user works below it.
  chmodSync(folder, 0o755)
  const disk = options.isWhole ? mountDisk(join(folder, 'disk')) : undefined
  try {
    const result = await runIn(folder, disk, options)
    if (result.findings.length > 0) say(`Giữ lại để xem: ${folder}`)
    else remove(folder, disk)
    return result
  } catch (error) {
    say(`Giữ lại để xem: ${folder}`)
    throw error
  }
}

async function runIn(folder: string, disk: string | undefined, options: ChaosOptions): Promise<ChaosResult> {
  const { say, seed, callers } = options
  const data = join(disk ?? folder, 'data')
  const library = options.isWhole ? findFaketime() : undefined
  const clock = library ? join(folder, 'clock') : undefined
  if (clock) writeFileSync(clock, '+0\n')
  const time = library && clock ? underClock(library, clock) : {}
  const house = await openHouse(data, time, options.longestPause)
  const line = new Line(house.port)
  const findings: string[] = []
  const harms = new Map<string, number>()
  try {
    const baseUrl = await line.open()
    // Enough of them that the budget of none is used up: limits are on, as they are for everybody.
    const citizens = Math.min(5_000, Math.ceil(callers * (5 + lengthOf(options) * 13)))
    const load = await startLoad({
      baseUrl,
      citizens: await openCallers<string[]>(data, citizens, time),
      openCrew: () => openCallers<Crew>(data, 0, time),
      count: callers,
      journal: join(folder, 'acknowledged.jsonl'),
    })
    const money = startPayments({
      baseUrl,
      orders: await openOrders(data, options, time),
      count: options.payers,
      random: seeded(seed + 1),
      pauseMs: payerPauseMs,
    })
    const scene: Scene = { house, line, random: seeded(seed), disk, clock }
    const skipped = await harm(scene, options, harms, { load, money })

    await Promise.all([load.end(), money.end()])
    const { unanswered, wrong, answers } = load.callers
    if (unanswered > 0) findings.push(`${unanswered} requests were never answered after the last harm`)
    findings.push(...wrong)
    await untilNothingWaits(() => house.ownerUrl)
    findings.push(...(await audit(house.ownerUrl, load.acknowledged)))
    if (options.payers > 0) {
      const judged = await auditPayments(house.ownerUrl, data, money.acknowledged)
      findings.push(...judged.findings)
      say(
        `  sổ của ngân hàng thử: ${judged.payments} khoản, ${judged.findings.length} chỗ khác; ${judged.receipts} biên lai đã ký`,
      )
    }
    const { rows, bytes, dossiers } = await measureLog(house.ownerUrl)

    const { code, left } = await house.close()
    if (code !== 0) findings.push(`the program ended with ${code}`)
    if (left.length > 0) findings.push(`still running after the end: ${left.join(' ')}`)
    const verified = spawnSync(process.execPath, ['tools/verify.ts', '--data', data, '--files'], {
      encoding: 'utf8',
      env: { PATH, HOME, NODE_COMPILE_CACHE },
    })
    if (verified.status !== 0) findings.push(`verify --files: ${verified.stdout}${verified.stderr}`)

    const anchor = statSync(join(data, 'keys', 'seal-anchor.log'), { throwIfNoEntry: false })?.size ?? 0
    const steps = Map.groupBy(load.acknowledged, ({ step }) => step)
    say(
      `  đã xác nhận: ${sayCounts(steps, (of) => of.length)}; trả lời: ${sayCounts(answers, (count) => count)}`,
    )
    say(`  lâu nhất không có xác nhận nào: ${(load.longestSilence() / 1000).toFixed(1)} s`)
    say(
      `  sổ sự kiện: ${rows} dòng, ${Math.round(bytes / Math.max(rows, 1))} byte mỗi dòng, ${dossiers} hồ sơ; neo ${anchor} byte`,
    )
    return { acknowledged: load.acknowledged.length, harms, skipped, findings }
  } finally {
    line.close()
    await house.close()
  }
}

/** How long it will take, in minutes, as far as that is known before. */
function lengthOf({ minutes, times = 0 }: ChaosOptions): number {
  return Math.max(minutes, times / 4)
}

/** Harm after harm: each once, then whichever comes, until the time is over. Returns what could not be done here. */
async function harm(
  scene: Scene,
  { harms, minutes, times, pauseSeconds, paymentsBetween = 0, say }: ChaosOptions,
  done: Map<string, number>,
  { load, money }: { load: Load; money: PaymentLoad },
): Promise<string[]> {
  const skipped = harms.flatMap(({ name, missing }) => {
    const reason = missing?.(scene)
    return reason ? [`${name}: ${reason}`] : []
  })
  const possible = harms.filter(({ missing }) => !missing?.(scene))
  const endsAt = performance.now() + minutes * 60_000
  const isOver = (turn: number) => (times === undefined ? performance.now() >= endsAt : turn >= times)
  const paidBetween: number[] = []
  let paidBefore = 0
  for (let turn = 0; turn < possible.length || !isOver(turn); turn++) {
    await untilPaid(money, paidBefore + paymentsBetween)
    await rest(pauseSeconds * 1000 * (1 + scene.random()))
    const next = possible[turn] ?? possible[Math.floor(scene.random() * possible.length)]
    if (!next) break
    const before = load.acknowledged.length
    const hit = await next.run(scene)
    const paid = money.acknowledged.length
    paidBetween.push(paid - paidBefore)
    paidBefore = paid
    done.set(next.name, (done.get(next.name) ?? 0) + hit)
    say(`  ${next.name} (${hit}), ${before} việc đã xác nhận, ${paidBetween.at(-1)} khoản trả từ lần trước`)
  }
  const sorted = paidBetween.sort((one, other) => one - other)
  const middle = sorted[Math.floor(sorted.length / 2)]
  say(`  giữa hai lần phá: ít nhất ${sorted[0]} khoản trả, ở giữa ${middle}, nhiều nhất ${sorted.at(-1)}`)
  return skipped
}

async function untilPaid({ acknowledged }: PaymentLoad, count: number): Promise<void> {
  const until = performance.now() + 60_000
  while (acknowledged.length < count && performance.now() < until) await rest(50)
}

async function openCallers<Tokens>(data: string, count: number, time: NodeJS.ProcessEnv): Promise<Tokens> {
  let tokens: unknown
  await runInside(data, ['tools/chaos/open-callers.ts', String(count)], time, (line) => {
    tokens = JSON.parse(line)
  })
  return tokens as Tokens
}

/** Each payer pays one in half of their pause; once all are paid, they are paid again. */
const payerPauseMs = 1_000

async function openOrders(
  data: string,
  options: ChaosOptions,
  time: NodeJS.ProcessEnv,
): Promise<OrderToPay[]> {
  const { payers } = options
  if (payers === 0) return []
  const count = Math.min(4_000, Math.ceil(payers * (20 + lengthOf(options) * 60)))
  const path = join(data, '..', 'orders.json')
  await runInside(data, ['tools/chaos/open-orders.ts', String(count), path], time, () => {})
  return JSON.parse(readFileSync(path, 'utf8'))
}

/** A tool of ours at the installation's own database. */
async function runInside(
  data: string,
  command: string[],
  time: NodeJS.ProcessEnv,
  report: (line: string) => void,
): Promise<void> {
  const database = await openToolDatabase({ NHIP_DATA: data })
  const env = {
    ...time,
    PATH,
    NODE_COMPILE_CACHE,
    DATABASE_URL: database.url,
    NHIP_DATA: data,
    NHIP_DEMO: 'true',
    LOG_LEVEL: 'silent',
  }
  await runTool(command, env, report, new AbortController().signal)
  await database.close()
}

/** The last harm may have left work that is tried again only after a while: nothing is given up while it becomes less. */
async function untilNothingWaits(url: () => string): Promise<void> {
  const end = performance.now() + 30 * 60_000
  let before = 0
  for (let until = performance.now() + 150_000; performance.now() < Math.min(until, end); await rest(500)) {
    const waiting = await countWaiting(url()).catch(() => 1)
    if (waiting === 0) return
    if (waiting < before) until = performance.now() + 150_000
    before = waiting
  }
}

function mountDisk(folder: string): string | undefined {
  mkdirSync(folder)
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${diskSize},mode=755`, 'tmpfs', folder])
  return status === 0 ? folder : undefined
}

function remove(folder: string, disk: string | undefined): void {
  if (disk && existsSync(disk)) spawnSync('umount', ['-l', disk])
  rmSync(folder, { recursive: true, force: true })
}

function sayCounts<Value>(counts: Map<string, Value>, countOf: (value: Value) => number): string {
  return [...counts].map(([what, value]) => `${what} × ${countOf(value)}`).join(', ')
}
