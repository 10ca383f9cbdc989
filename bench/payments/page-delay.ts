/**
 * How long a committed notice takes to the payer's open page, with 50 pages open and 20 notices a second. One page is a real browser's,
 * to its pixels; the others do what its script does: follow the stream, load the page anew, find no code on it any more. The reference is
 * PostgreSQL telling one listener of a commit.
 */
import pg from 'pg'
import { openToolDatabase } from '#tools/postgres/tool-database.ts'
import { openDataFolder, startDemo } from '../demo-program.ts'
import { quantile, report } from '../figure.ts'
import { measureNotifications, openBrowser } from '../page-watch.ts'
import { type AskedOrder, askFor, gateway, noticeOf } from './asked-orders.ts'

const seconds = Number(process.argv[2] ?? 20)
const [pages, rate, target] = [50, 20, 1000]
/** Nobody looks at a page for longer without asking somebody. */
const patienceMs = 10_000

const data = openDataFolder()
const program = await startDemo(data, 0)
const { migratorUrl } = await openToolDatabase({ ...process.env, NHIP_DATA: data })
Object.assign(process.env, { NHIP_DATA: data, ORIGIN: program.baseUrl })
const { gatewayKeys } = await import('#server/modules/payments/gateways/gateway-keys.ts')
const { payLink } = await import('#server/modules/payments/orders/mark.ts')
const [key = Buffer.alloc(0)] = gatewayKeys(gateway)
const owner = new pg.Client(migratorUrl)
await owner.connect()
const orders = (await askFor(owner, pages + seconds * rate)).values()
await owner.end()

/** An open page that waits for money: paid once, it is somebody else's, with another order. */
interface OpenPage {
  order: AskedOrder
  /** When it showed that the money is there; never, where it did not. */
  seen: Promise<number | undefined>
}
type Opener = (order: AskedOrder) => Promise<OpenPage>

const browser = await openBrowser()
const screen = await (await browser.newContext({ viewport: { width: 360, height: 740 } })).newPage()
// Of each document whether it still waits, and when its first frame was on the screen.
await screen.addInitScript(() => {
  addEventListener('DOMContentLoaded', () =>
    requestAnimationFrame(() =>
      setTimeout(() => {
        const isAwaited = document.querySelector('[data-cho-tien]') !== null
        Object.assign(window, { painted: [isAwaited, performance.timeOrigin + performance.now()] })
      }, 0),
    ),
  )
})

const delays: number[] = []
const ofBrowser: number[] = []
let missed = 0
let wrong = 0
const waiting: { page: OpenPage; open: Opener }[] = []
const openers = Array.from({ length: pages }, (_, index) => (index === 0 ? openInBrowser : openAsScript))
await Promise.all(openers.map(openNext))
const began = performance.now()
const under: Promise<void>[] = []
for (let index = 0; index < seconds * rate; index++) {
  const wait = began + (index * 1000) / rate - performance.now()
  if (wait > 0) await sleep(wait)
  const next = waiting.shift()
  if (next) under.push(payOne(next.page, next.open))
}
const paidPerSecond = under.length / ((performance.now() - began) / 1000)
await Promise.all(under)
await browser.close()
const reference = await measureNotifications(migratorUrl)
await program.stop()

const p95 = quantile(delays, 0.95)
report({
  what: `notice committed to the payer's open page, ${pages} pages open, ${paidPerSecond.toFixed(0)} notices/s`,
  value: `p95 ${p95.toFixed(0)} ms, p50 ${quantile(delays, 0.5).toFixed(0)} ms, most ${quantile(delays, 1).toFixed(0)} ms`,
  target: `p95 under ${target} ms at ${rate}/s`,
  met: p95 < target && missed === 0 && wrong === 0 && paidPerSecond > 0.95 * rate,
  note:
    `${delays.length} shown, ${ofBrowser.length} of them in a browser (p95 ${quantile(ofBrowser, 0.95).toFixed(0)} ms), ` +
    `${missed} never, ${wrong} notices refused; reference: PostgreSQL tells one listener of a commit after ${quantile(reference, 0.95).toFixed(1)} ms (p95)`,
})
process.exit()

async function openNext(open: Opener): Promise<void> {
  const { value: order } = orders.next()
  if (order) waiting.push({ page: await open(order), open })
}

/** The bank tells of the money; it is answered after the commit. */
async function payOne({ order, seen }: OpenPage, open: Opener): Promise<void> {
  const { path, ...notice } = noticeOf(order, key)
  const { status } = await fetch(program.baseUrl + path, notice)
  const committed = performance.timeOrigin + performance.now()
  if (status !== 200) wrong += 1
  const shown = await seen
  if (shown === undefined) missed += 1
  else {
    delays.push(Math.max(0, shown - committed))
    if (open === openInBrowser) ofBrowser.push(delays.at(-1) ?? 0)
  }
  await openNext(open)
}

async function openInBrowser(order: AskedOrder): Promise<OpenPage> {
  await screen.goto(program.baseUrl + payLink(order))
  await screen.waitForFunction(() => 'painted' in window)
  const seen = screen
    .waitForFunction(
      () => {
        const { painted } = window as unknown as { painted?: [boolean, number] }
        return painted?.[0] === false && painted[1]
      },
      undefined,
      { timeout: patienceMs + 10_000 },
    )
    .then(
      async (found) => Number(await found.jsonValue()),
      () => undefined,
    )
  return { order, seen }
}

async function openAsScript(order: AskedOrder): Promise<OpenPage> {
  const address = program.baseUrl + payLink(order)
  const stream = /data-cho-tien="([^"]+)"/.exec(await (await fetch(address)).text())?.[1]
  if (!stream) throw new Error('The page waits for nothing')
  const leaving = new AbortController()
  const told = await fetch(new URL(stream.replaceAll('&amp;', '&'), address), { signal: leaving.signal })
  if (!told.ok || !told.body) throw new Error(`The stream answers ${told.status}`)
  return { order, seen: watch(address, told.body, leaving) }
}

async function watch(
  address: string,
  told: ReadableStream<Uint8Array>,
  leaving: AbortController,
): Promise<number | undefined> {
  const impatience = setTimeout(() => leaving.abort(), patienceMs + seconds * 1000)
  try {
    let text = ''
    for await (const piece of told) {
      text += Buffer.from(piece).toString()
      if (!text.includes('event: changed')) continue
      const page = await (await fetch(address)).text()
      if (!page.includes('data-cho-tien=')) return performance.timeOrigin + performance.now()
      text = ''
    }
  } catch {
    // Nobody told it for as long as somebody would wait.
  } finally {
    clearTimeout(impatience)
    leaving.abort()
  }
  return undefined
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
