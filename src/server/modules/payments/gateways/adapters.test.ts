/** What each gateway may say and what is not believed; its answers come over a real line. */
import { randomBytes } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { signBody } from '#server/crafts/signed/signed-body.ts'
import { signForm } from '#server/crafts/signed/signed-form.ts'
import { config } from '#server/platform/config.ts'
import { adapterOf } from './adapters.ts'
import type { Gateway, NoticeRead, OrderToPay, With } from './port.ts'

const kinds = ['notice', 'redirect', 'wallet', 'national'] as const
const now = new Date('2026-11-29T03:00:00Z')
const [old, key, stranger] = [randomBytes(32), randomBytes(32), randomBytes(32)]
const usingOf = (kind: Gateway['kind'], baseUrl = 'https://cong.example/thu', at = now): With => ({
  keys: [old, key],
  now: at,
  gateway: { id: 'x', kind, name: 'Cổng', baseUrl, merchant: 'HUE01' },
})
const order: OrderToPay = {
  id: '0198c0de-0000-7000-8000-000000000001',
  reference: 'K7M2P9QX',
  amount: 150_000,
  createdAt: now,
  expiresAt: new Date('2026-11-30T03:00:00Z'),
  returnTo: 'https://nhip.example/thanh-toan/K7M2P9QX/abc',
}

/** A payment as each kind tells of it. */
const told = {
  notice: {
    id: 'FT26333001',
    bank: '970436',
    account: '0011001234567',
    content: 'K7M2P9QX le phi',
    amount: 150_000,
    reference: 'NAPAS-1',
    paid_at: '2026-11-29T09:59:58+07:00',
    payer: { bank: '970422', account: '0909000111' },
  },
  wallet: {
    merchant: 'HUE01',
    order: 'K7M2P9QX',
    transaction: 'W-1',
    status: 'paid',
    amount: 150_000,
    paid_at: '2026-11-29T09:59:58+07:00',
  },
  redirect: {
    merchant: 'HUE01',
    order: 'K7M2P9QX',
    transaction: 'R-1',
    status: '00',
    amount: '150000',
    currency: 'VND',
    paid_at: '20261129095958',
  },
}
const toldBy = (kind: Gateway['kind']): object => (kind === 'national' ? told.wallet : told[kind])

/** As the other side sends it. */
function send(kind: Gateway['kind'], message: object | string, by = key, at = now) {
  if (kind === 'redirect') {
    const body = typeof message === 'string' ? message : signForm(message as Record<string, string>, by)
    return { raw: Buffer.from(body), headers: {} as Record<string, string>, query: {} }
  }
  const raw = Buffer.from(typeof message === 'string' ? message : JSON.stringify(message))
  const { timestamp, mac } = signBody(raw, by, at)
  return {
    raw,
    headers: { 'x-timestamp': timestamp, 'x-signature': mac } as Record<string, string>,
    query: {},
  }
}
const read = (kind: Gateway['kind'], message: object | string, by = key, at = now): NoticeRead =>
  adapterOf(kind).readNotice(send(kind, message, by, at), usingOf(kind))
const refused = (problem: string) => ({ says: 'refused', problem })

test('a payment is read with all that settles it, signed by the new key or the old', () => {
  for (const kind of kinds) {
    for (const by of [old, key]) {
      expect(read(kind, toldBy(kind), by)).toMatchObject({
        says: 'money',
        told: {
          amount: 150_000,
          memo: expect.stringContaining('K7M2P9QX'),
          reference: kind === 'notice' ? null : 'K7M2P9QX',
          account: kind === 'notice' ? { bin: '970436', number: '0011001234567' } : null,
          paidAt: new Date('2026-11-29T02:59:58Z'),
        },
      })
    }
    expect(read(kind, toldBy(kind), stranger)).toEqual(refused('wrong_signature'))
  }
  expect(read('notice', told.notice)).toMatchObject({
    told: { payer: { bank: '970422', account: '0909000111' } },
  })
})

test('an amount is a whole number of đồng as it was written, or no amount', () => {
  const json = (amount: string) => JSON.stringify(told.notice).replace('150000', amount)
  const wrong =
    '"150000" 150000.0 1.5e5 -150000 0 1000000000000000000 null [150000] 1000000000001 1e12 true {}'
  for (const amount of wrong.split(' ')) {
    expect(read('notice', json(amount)), amount).toEqual(refused('wrong_amount'))
  }
  for (const amount of ['150000.0', '1e5', '-1', '0', '00150000', ' 150000', '1000000000000000000', '']) {
    expect(read('redirect', { ...told.redirect, amount }), amount).toEqual(refused('wrong_amount'))
  }
  expect(read('notice', json('1000000000000'))).toMatchObject({ told: { amount: 1e12 } })
})

test('cut, doubled, dated ahead, of another merchant, currency or without a field: each by its name', () => {
  const text = JSON.stringify(told.notice)
  expect(read('notice', text.slice(0, -1))).toEqual(refused('malformed'))
  expect(read('notice', text.replace('"amount"', '"amount":1,"amount"'))).toEqual(refused('malformed'))
  expect(read('notice', { ...told.notice, currency: 'USD' })).toEqual(refused('wrong_currency'))
  const at = (paid_at: string) => read('notice', { ...told.notice, paid_at })
  expect(at('2026-11-29T10:06:00+07:00')).toEqual(refused('in_future'))
  expect(at('2026-11-29T10:04:00+07:00')).toHaveProperty('says', 'money')
  for (const wrong of ['2026-02-30T00:00:00Z', '2026-11-29', '29/11/2026', '1970-01-01T00:00:00Z']) {
    expect(at(wrong), wrong).toEqual(refused('malformed'))
  }
  const sent = (moment: string) => read('notice', told.notice, key, new Date(moment))
  expect(sent('2026-11-29T03:05:02Z')).toEqual(refused('in_future'))
  expect(sent('2026-11-29T02:54:58Z')).toEqual(refused('too_old'))
  for (const moment of ['2026-11-29T03:05:00Z', '2026-11-29T02:55:00Z']) {
    expect(sent(moment)).toHaveProperty('says', 'money')
  }
  // What a payer writes speaks against no money.
  const memo = (content: string) => {
    const outcome = read('notice', { ...told.notice, content })
    return outcome.says === 'money' ? outcome.told.memo : outcome
  }
  expect(memo('a\0b \ud800c')).toBe('a b \ufffdc')
  expect(memo('x'.repeat(5000))).toHaveLength(4096)
  expect(read('notice', [told.notice])).toEqual(refused('malformed'))
  for (const kind of kinds) {
    for (const field of Object.keys(toldBy(kind))) {
      const { [field]: _, ...rest } = toldBy(kind) as Record<string, unknown>
      const mayMiss = ['payer', 'reference', 'currency'].includes(field)
      expect(read(kind, rest).says, `${kind} ${field}`).toBe(mayMiss ? 'money' : 'refused')
    }
    if (kind !== 'notice') {
      expect(read(kind, { ...toldBy(kind), merchant: 'HUE02' })).toEqual(refused('other_merchant'))
    }
  }
  expect(
    adapterOf('notice').readNotice({ raw: Buffer.alloc(70_000), headers: {}, query: {} }, usingOf('notice')),
  ).toEqual(refused('unsigned'))
})

test('nothing but a signed payment is money, whatever bytes come', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...kinds),
      fc.nat(10_000),
      fc.integer({ min: 1, max: 255 }),
      fc.nat(3),
      (kind, place, change, cut) => {
        const sent = send(kind, toldBy(kind))
        const changed = Buffer.from(sent.raw)
        const index = place % changed.length
        changed[index] = (changed[index] ?? 0) ^ change
        const raw = changed.subarray(0, changed.length - cut)
        const outcome = adapterOf(kind).readNotice({ ...sent, raw }, usingOf(kind))
        // A form may write one letter in two ways; then it says the same.
        if (outcome.says !== 'refused')
          expect(outcome).toEqual(adapterOf(kind).readNotice(sent, usingOf(kind)))
      },
    ),
    { numRuns: 500 },
  )
  fc.assert(
    fc.property(
      fc.constantFrom('notice', 'wallet', 'national'),
      fc.jsonValue({ maxDepth: 4 }),
      (kind, value) => {
        expect(read(kind, JSON.stringify(value)).says).toBe('refused')
      },
    ),
  )
})

test('what is not paid yet, failed or unknown there tells of no money', () => {
  const { amount: _, paid_at: __, ...unpaid } = told.wallet
  for (const [kind, status, reason] of [
    ['wallet', 'pending', 'pending'],
    ['wallet', 'failed', 'failed'],
    ['wallet', 'unknown', 'unknown'],
    ['national', 'created', 'pending'],
    ['national', 'expired', 'failed'],
    ['national', 'refunded', 'refunded'],
  ] as const) {
    expect(read(kind, { ...unpaid, status })).toEqual({ says: 'nothing', reason })
  }
  expect(read('wallet', { ...unpaid, status: 'PAID' })).toEqual(refused('malformed'))
  expect(read('wallet', { ...unpaid, status: 'toString' })).toEqual(refused('malformed'))
})

let server: Server
let base: string
let reply: { raw: Buffer; headers: Record<string, string>; status?: number }
const asked: string[] = []

beforeAll(async () => {
  config.NHIP_DEMO = true
  server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    asked.push(`${request.url} ${body}`)
    response.writeHead(reply.status ?? 200, reply.headers).end(reply.raw)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/thu`
})
afterAll(() => {
  config.NHIP_DEMO = false
  server.close()
  server.closeAllConnections()
})

const html = { headers: { 'content-type': 'text/html' }, raw: Buffer.from('<html>200 OK, paid</html>') }

test('asked, only a signed answer about that very order is money; HTML, an error or another order is none', async () => {
  for (const kind of kinds) {
    const using = usingOf(kind, base, new Date())
    const message =
      kind === 'notice' ? { reference: order.reference, transfers: [told.notice] } : toldBy(kind)
    const right = send(kind, message, key, new Date())
    const ask = (given: typeof reply, reference = order.reference) => {
      reply = given
      return adapterOf(kind).ask?.({ ...order, reference }, using)
    }
    expect(await ask(right)).toMatchObject({ says: 'money', told: [{ amount: 150_000 }] })
    expect(asked.at(-1)).toContain('K7M2P9QX')
    for (const given of [
      html,
      { ...right, status: 502 },
      { ...right, status: 302 },
      { ...right, raw: Buffer.of() },
    ]) {
      expect(await ask(given)).toHaveProperty('says', 'unclear')
    }
    expect(await ask(right, 'K7M2P9QY')).toHaveProperty('says', 'unclear')
    expect(await ask(send(kind, message, stranger, new Date()))).toHaveProperty('says', 'unclear')
  }
  reply = send('notice', { reference: order.reference, transfers: [] }, key, new Date())
  expect(await adapterOf('notice').ask?.(order, usingOf('notice', base, new Date()))).toEqual({
    says: 'nothing',
  })
  const nowhere = usingOf('wallet', 'http://127.0.0.1:1', new Date())
  expect(await adapterOf('wallet').ask?.(order, nowhere)).toEqual({ says: 'unclear', reason: 'cut_off' })
})

test('a refund is done or refused only where that is said of it, signed', async () => {
  const refund = { id: 'r1', transaction: 'FT1', amount: 5_000, to: null }
  for (const kind of kinds) {
    const make = (given: typeof reply, id = 'r1') => {
      reply = given
      return adapterOf(kind).refund?.({ ...refund, id }, usingOf(kind, base, new Date()))
    }
    const said = (message: object) => send(kind, message, key, new Date())
    const done = said({ key: 'r1', status: 'done', evidence: 'RF-1' })
    expect(await make(done)).toEqual({ says: 'done', evidence: { transaction: 'RF-1' } })
    expect(await make(said({ key: 'r1', status: 'refused' }))).toMatchObject({ says: 'failed' })
    expect(await make(said({ key: 'r1', status: 'pending' }))).toMatchObject({ says: 'unclear' })
    expect(await make(html)).toMatchObject({ says: 'unclear' })
    expect(await make(done, 'r2')).toMatchObject({ says: 'unclear' })
    expect(await make(said({ key: 'r1', status: 'done' }))).toMatchObject({ says: 'unclear' })
  }
})

test('the payer is sent to the gateway and nowhere else', async () => {
  const made = await adapterOf('redirect').make?.(order, usingOf('redirect'))
  const link = new URL(made && 'goTo' in made ? made.goTo : '')
  expect(link.origin + link.pathname).toBe('https://cong.example/thu/pay')
  expect(Object.fromEntries(link.searchParams)).toMatchObject({
    order: 'K7M2P9QX',
    amount: '150000',
    expires_at: '20261130100000',
    return_url: order.returnTo,
  })
  const make = (pay_url: string, status = 'accepted') => {
    reply = send('wallet', { order: 'K7M2P9QX', status, pay_url }, key, new Date())
    return adapterOf('wallet').make?.(order, usingOf('wallet', base, new Date()))
  }
  expect(await make(`${base}/p/1`)).toEqual({ goTo: `${base}/p/1` })
  expect(JSON.parse(asked.at(-1)?.replace(/^\S+ /, '') ?? '')).toMatchObject({
    order: 'K7M2P9QX',
    amount: 150_000,
  })
  for (const elsewhere of ['https://cong.example.evil/p/1', 'javascript:alert(1)', '/p/1']) {
    expect(await make(elsewhere)).toEqual({ failed: 'unreachable' })
  }
  expect(await make(`${base}/p/1`, 'paid')).toEqual({ failed: 'unreachable' })
  expect(await make(`${base}/p/1`, 'refused')).toEqual({ failed: 'refused' })
})
