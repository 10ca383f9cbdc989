/** The stand-ins and the real room speak over real HTTP: whatever goes wrong on the way, the bank's own book is the judge. */
import { randomBytes } from 'node:crypto'
import { createServer, get, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as rest } from 'node:timers/promises'
import { getRequestListener } from '@hono/node-server'
import { encode as encodePng } from 'fast-png'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { signBody } from '#server/crafts/signed/signed-body.ts'
import { encode } from '#server/crafts/vietqr/encode.ts'
import { pictureOf } from '#server/crafts/vietqr/fixtures.ts'
import { askGateways } from '#server/modules/payments/asking/ask-gateways.ts'
import { anOrder, aTill, ledgerOf, type Till } from '#server/modules/payments/fixtures.ts'
import { addKey, listKeyMarks, retireKey } from '#server/modules/payments/gateways/gateway-keys.ts'
import {
  approveRefund,
  askRefund,
  gatewayKeys,
  getRefund,
  listSuspense,
  loadDemoGateways,
  markOf,
  type OrderView,
  payThrough,
  showOrder,
  viewOrder,
} from '#server/modules/payments/index.ts'
import { sendRefunds, sendRefundsAgain } from '#server/modules/payments/refunds/send-refunds.ts'
import { system } from '#server/platform/actor.ts'
import { config } from '#server/platform/config.ts'
import { perform } from '#server/platform/work.ts'
import { patience } from '#tests/time/patience.ts'
import { api } from '../api/app.ts'
import { openDemoPayments } from './index.ts'

let server: Server
let origin: string

beforeAll(async () => {
  config.NHIP_DEMO = true
  const answerApi = getRequestListener((request) => api.fetch(request, { address: '127.0.0.1' }))
  server = createServer((request, response) => {
    if (request.url?.startsWith('/api/')) answerApi(request, response)
    else standIns(request, response)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  config.ORIGIN = origin
  await perform(system, (work) => loadDemoGateways(work))
  const standIns = openDemoPayments()
})
afterAll(() => {
  config.NHIP_DEMO = false
  server.close()
  server.closeAllConnections()
})

const json = async (path: string, method: string, body?: object) => {
  const answer = await fetch(origin + path, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  return { status: answer.status, body: await answer.json() }
}
const turn = (faults: object, at = 'ngan-hang') => json(`/thu/${at}/api/nut`, 'PUT', faults)
const form = (path: string, fields: Record<string, string>) =>
  fetch(origin + path, {
    method: 'POST',
    headers: { origin },
    body: new URLSearchParams(fields),
    redirect: 'manual',
  })

interface Owed {
  till: Till
  order: OrderView
  view(): Promise<OrderView>
  pay(amount?: number, memo?: string): Promise<string>
}

/** An order of 15,000 đồng that a payer has before them. */
async function owed(): Promise<Owed> {
  const till = await aTill()
  const order = await anOrder(till)
  await perform(till.payer, (work) => showOrder(work, { id: order.id }))
  return {
    till,
    order,
    view: () => perform(till.payer, (work) => viewOrder(work, { id: order.id })),
    async pay(amount = 15_000, memo = order.reference) {
      const { bin, number: account } = till.account
      const { body } = await json('/thu/ngan-hang/api/chuyen', 'POST', { bin, account, amount, memo })
      return body.id
    },
  }
}
const paid = (of: Owed, state = 'paid') =>
  vi.waitUntil(async () => (await of.view()).state === state, patience)
const askLater = () => askGateways(new Date(Date.now() + 61_000))

/** What the program kept of a transaction's notices. */
async function verdictsOf(id: string): Promise<string[]> {
  const rows = await perform(system, ({ tx }) =>
    tx.selectFrom('payments.notice').select(['raw', 'verdict', 'reason']).execute(),
  )
  return rows
    .filter(({ raw }) => raw.includes(id))
    .map(({ verdict, reason }) => (verdict === 'refused' ? `${verdict} ${reason}` : verdict))
    .sort()
}

test('a person pays with the bank’s app from a picture of the screen: once, however often the form is sent', async () => {
  const of = await owed()
  const { bin, number: account } = of.till.account
  const code = encode({ bin, account, service: 'QRIBFTTA', amount: 15_000, purpose: of.order.reference })
  const { data, width, height } = pictureOf(code, { scale: 6, turned: 3, noise: 4, shade: 0, seed: 1 })
  const picture = new FormData()
  picture.set('ma', '')
  picture.set(
    'anh',
    new File([new Uint8Array(encodePng({ data, width, height, channels: 4 }))], 'man-hinh.png'),
  )
  const shown = await fetch(`${origin}/thu/ngan-hang/doc`, {
    method: 'POST',
    headers: { origin },
    body: picture,
  })
  const page = await shown.text()
  expect(page).toContain('CO QUAN THU')
  expect(page).toContain('value="15000"')
  expect(page).not.toMatch(/<script|onclick|style=/)
  const fields = Object.fromEntries(
    [...page.matchAll(/name="(\w+)"[^>]* value="([^"]*)"/g)].map(([, name = '', value = '']) => [
      name,
      value,
    ]),
  )
  const sent = await Promise.all([1, 2].map(() => form('/thu/ngan-hang/chuyen', { ...fields, from: '1' })))
  expect(new Set(sent.map(({ headers }) => headers.get('location'))).size).toBe(1)
  await paid(of)
  expect(await ledgerOf(of.till)).toEqual({ bank: 15_000, 'fee le-phi': -15_000 })

  const refusedPage = async (ma: string) => (await form('/thu/ngan-hang/doc', { ma })).text()
  expect(await refusedPage(`${code.slice(0, -4)}0000`)).toContain('mã kiểm tra')
  const elsewhere = encode({ bin, account: '1', service: 'QRIBFTTA' })
  expect(await refusedPage(elsewhere)).toContain('không thấy tài khoản')
  const wrong = await form('/thu/ngan-hang/chuyen', { ...fields, attempt: 'x', amount: '1,5' })
  expect([wrong.status, await wrong.text()]).toEqual([422, expect.stringContaining('số đồng nguyên')])
  const foreign = await fetch(`${origin}/thu/ngan-hang/nut`, { method: 'POST', body: new URLSearchParams() })
  expect(foreign.status).toBe(403)
})

test('by another name than this machine’s own no stand-in is there', async () => {
  const asked = (host: string) =>
    new Promise((resolve, reject) => {
      const { port } = server.address() as AddressInfo
      get({ port, path: '/thu/ngan-hang/api/so', headers: { host } }, (response) =>
        resolve(response.resume().statusCode),
      ).on('error', reject)
    })
  expect([
    await asked('localhost:3000'),
    await asked('evil.example'),
    await asked('127.0.0.1.evil.example'),
  ]).toEqual([200, 404, 404])
})

test('a notice that comes three times, two at once, is one payment', async () => {
  await turn({ isDoubled: true })
  const of = await owed()
  const id = await of.pay()
  await paid(of)
  await vi.waitFor(
    async () => expect(await verdictsOf(id)).toEqual(['repeated', 'repeated', 'taken']),
    patience,
  )
  expect(await ledgerOf(of.till)).toEqual({ bank: 15_000, 'fee le-phi': -15_000 })
})

test('a lost and a forged notice settle nothing; asking a minute later finds the money', async () => {
  for (const fault of [{ isLost: true }, { isForged: true }]) {
    await turn(fault)
    const of = await owed()
    const id = await of.pay()
    if ('isForged' in fault) await vi.waitUntil(async () => (await verdictsOf(id)).length === 1, patience)
    expect((await of.view()).state).toBe('pending')
    await askLater()
    expect((await of.view()).state).toBe('paid')
    expect(await verdictsOf(id)).toEqual('isForged' in fault ? ['refused wrong_signature'] : [])
  }
})

test('a bank that is down answers in HTML: the order is unknown, not paid, until somebody who knows says so', async () => {
  const of = await owed()
  await turn({ isDown: true })
  const down = await fetch(`${origin}/thu/ngan-hang/giao-dich/1`)
  expect([down.status, down.headers.get('content-type')]).toEqual([503, expect.stringContaining('html')])
  await askLater()
  expect((await of.view()).state).toBe('unknown')
  // What was paid an hour ago is told at last, and told again.
  const late = notice(of, { paid_at: new Date(Date.now() - 3_600_000).toISOString() })
  expect([await tell(late), await tell(late)]).toEqual([200, 200])
  expect(await of.view()).toMatchObject({ state: 'paid', excess: 0 })
  expect(await verdictsOf(late.id)).toEqual(['repeated', 'taken'])
  const other = await owed()
  await askLater()
  await turn({})
  await other.pay()
  await paid(other)
})

test('a notice with another amount than was paid asks for the rest; what asking says then is for people, not posted', async () => {
  await turn({ isWrongInAmount: true })
  const of = await owed()
  const id = await of.pay()
  await paid(of, 'partly_paid')
  await askLater()
  expect(await of.view()).toMatchObject({ state: 'partly_paid', paid: 14_000, left: 1_000 })
  await askGateways(new Date(Date.now() + 200_000))
  expect(await verdictsOf(id)).toEqual(['differs', 'taken'])
  expect(await ledgerOf(of.till)).toEqual({ bank: 14_000, held: -14_000 })
  await turn({})
})

test('gateway and wallet: coming back is no evidence, the notice to the server is; each is asked, too', async () => {
  for (const [gateway, at] of [
    ['demo-gateway', 'cong'],
    ['demo-wallet', 'vi'],
  ] as const) {
    await turn({ lateSeconds: 3_600 }, at)
    const [late, cancelled] = [await owed(), await owed()]
    for (const of of [late, cancelled]) {
      const { reference } = of.order
      const made = await payThrough(of.till.payer, { reference, mark: markOf(of.order) }, gateway)
      const { pathname, search } = new URL(made.goTo)
      expect((await fetch(made.goTo)).status).toBe(200)
      if (of === cancelled && at === 'vi') continue
      const fields: Record<string, string> = of === late ? { tra: '1' } : { thoi: '1' }
      const back = await form(pathname, { ...fields, q: search.slice(1) })
      if (at === 'cong') expect(back.headers.get('location')).toMatch(/\/thanh-toan\/.*secure_hash=/)
    }
    await new Promise((done) => setTimeout(done, at === 'vi' ? 1_700 : 300))
    // It was paid there, the browser came back, and here nobody believes it yet.
    expect((await late.view()).state).toBe('pending')
    await askLater()
    expect((await late.view()).state).toBe('paid')
    expect((await cancelled.view()).state).toBe('pending')
  }
})

test('money paid twice goes back through the wallet it came by, once, also where the wallet was away at first', async () => {
  const of = await owed()
  const [first, second] = of.till.finance.map((officer) => ({ ...officer, confirmedAt: new Date() }))
  if (!first || !second) throw new Error('two of finance')
  // The wallet's page was open before the money came another way.
  const link = { reference: of.order.reference, mark: markOf(of.order) }
  await turn({}, 'vi')
  const { goTo } = await payThrough(of.till.payer, link, 'demo-wallet')
  await of.pay()
  await paid(of)
  await form(new URL(goTo).pathname, {})
  await vi.waitUntil(async () => (await of.view()).excess === 15_000, patience)
  const suspense = await perform(first, (work) => listSuspense(work, first))
  const suspenseId = suspense[0]?.id ?? ''
  const id = await perform(first, (work) => askRefund(work, first, { suspenseId, reason: 'Nộp trùng' }))
  await perform(second, (work) => approveRefund(work, second, id))
  const state = async () => (await perform(first, (work) => getRefund(work, first, id))).state
  await turn({ isDown: true }, 'vi')
  await sendRefunds()
  expect(await state()).toBe('sent')
  await turn({}, 'vi')
  await sendRefundsAgain()
  await sendRefundsAgain()
  expect(await state()).toBe('done')
  const { body } = await json('/thu/vi/api/so', 'GET')
  expect(body.refunds).toMatchObject([{ key: id, amount: 15_000 }])
  expect(await of.view()).toMatchObject({ state: 'paid', excess: 0, refunded: 15_000 })
})

/** As the bank signs, by hand. */
function notice(of: Owed, changes: object = {}, key = gatewayKeys('demo-bank').at(-1), at = new Date()) {
  const { bin, number: account } = of.till.account
  const message = {
    id: `FT${randomBytes(6).toString('hex')}`,
    bank: bin,
    account,
    content: of.order.reference,
    amount: 15_000,
    paid_at: new Date().toISOString(),
    ...changes,
  }
  const body = JSON.stringify(message)
  const { timestamp, mac } = signBody(Buffer.from(body), key ?? Buffer.alloc(32), at)
  return { id: message.id, body, headers: { 'x-timestamp': timestamp, 'x-signature': mac } }
}
async function tell({ body, headers }: { body: string; headers: Record<string, string> }): Promise<number> {
  const sent = { 'content-type': 'application/json', ...headers }
  const answer = await fetch(`${origin}/api/v1/payments/notices/demo-bank`, {
    method: 'POST',
    headers: sent,
    body,
  })
  await answer.arrayBuffer()
  return answer.status
}

test('two keys are good while one is exchanged, and the old one is not a moment longer', async () => {
  const before = gatewayKeys('demo-bank')[0]
  const [oldMark] = listKeyMarks('demo-bank')
  addKey('demo-bank', new Date())
  const [one, other, after] = [await owed(), await owed(), await owed()]
  expect(await tell(notice(one, {}, before))).toBe(200)
  expect(await tell(notice(other))).toBe(200)
  retireKey('demo-bank', oldMark?.mark ?? '')
  expect(await tell(notice(after, {}, before))).toBe(400)
  expect(await Promise.all([one, other, after].map(async (of) => (await of.view()).state))).toEqual([
    'paid',
    'paid',
    'pending',
  ])
})

test('clocks five minutes apart are near enough, more is not; what is dated ahead, cut or changed is refused', async () => {
  const of = await owed()
  const at = (seconds: number) => new Date(Date.now() + seconds * 1000)
  const whole = notice(of)
  for (const wrong of [
    notice(of, {}, undefined, at(310)),
    notice(of, {}, undefined, at(-310)),
    notice(of, { paid_at: at(400).toISOString() }),
    { ...whole, body: whole.body.slice(0, -1) },
    { ...whole, body: whole.body.replace('15000', '15001') },
    ...['15000.0', '"15000"', '-15000', '1e18'].map((amount) => {
      const body = whole.body.replace('15000', amount)
      const { timestamp, mac } = signBody(
        Buffer.from(body),
        gatewayKeys('demo-bank')[0] ?? Buffer.of(),
        new Date(),
      )
      return { body, headers: { 'x-timestamp': timestamp, 'x-signature': mac } }
    }),
  ]) {
    expect(await tell(wrong), wrong.body).toBe(400)
  }
  expect((await of.view()).state).toBe('pending')
  const [early, late] = [await owed(), await owed()]
  expect(await tell(notice(early, {}, undefined, at(290)))).toBe(200)
  expect(await tell(notice(late, {}, undefined, at(-290)))).toBe(200)
  expect([(await early.view()).state, (await late.view()).state]).toEqual(['paid', 'paid'])
})

test('notices in another order, repeated with another amount, and 1,000 of one at once settle each payment once', async () => {
  const of = await owed()
  const [first, second] = [notice(of, { amount: 10_000 }), notice(of, { amount: 5_000 })]
  expect(await tell(second)).toBe(200)
  expect(await tell(first)).toBe(200)
  expect(await tell(second)).toBe(200)
  expect(await of.view()).toMatchObject({ state: 'paid', paid: 15_000, excess: 0 })
  expect(await tell(notice(of, { id: first.id, amount: 10_001 }))).toBe(200)
  expect(await verdictsOf(first.id)).toEqual(['differs', 'taken'])

  const stormy = await owed()
  const one = notice(stormy)
  // Whoever finds no room, or no connection, comes again, as a bank does.
  const tellUntilHeard = async () => {
    for (;;) {
      const status = await tell(one).catch(() => 503)
      if (status !== 503) return status
      await rest(500)
    }
  }
  const answers = await Promise.all(Array.from({ length: 1000 }, tellUntilHeard))
  expect(new Set(answers)).toEqual(new Set([200]))
  expect((await verdictsOf(one.id)).filter((verdict) => verdict === 'taken')).toHaveLength(1)
  expect(await ledgerOf(stormy.till)).toEqual({ bank: 15_000, 'fee le-phi': -15_000 })
})
