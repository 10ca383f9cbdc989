import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { signBody } from '#server/crafts/signed/signed-body.ts'
import { system } from '#server/platform/actor.ts'
import { perform } from '#server/platform/work.ts'
import { aGateway, anOrder, aTill, ledgerOf } from '../fixtures.ts'
import { updateGateway } from '../gateways/gateway-queries.ts'
import { signatureHeader, timeHeader } from '../gateways/signed-json.ts'
import { showOrder, viewOrder } from '../index.ts'
import { askGateways } from './ask-gateways.ts'

/** A bank that answers what it is told to, or with a page. */
let answer: ((asked: { reference: string }) => object) | undefined
let key = Buffer.alloc(0)
let asked = 0
const bank = createServer(async (request: IncomingMessage, response) => {
  asked++
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  if (!answer) return void response.end('<html>Bảo trì</html>')
  const body = JSON.stringify(answer(JSON.parse(Buffer.concat(parts).toString())))
  const { timestamp, mac } = signBody(Buffer.from(body), key, new Date())
  response.setHeader(timeHeader, timestamp).setHeader(signatureHeader, mac).end(body)
})
beforeAll(() => new Promise<void>((done) => bank.listen(0, '127.0.0.1', done)))
afterAll(() => void bank.close())

test('an order of which nothing is heard is asked about with growing waits; it is unknown until there is evidence', async () => {
  const till = await aTill()
  const gateway = await aGateway()
  key = Buffer.from(gateway.secret)
  const { port } = bank.address() as AddressInfo
  await perform(system, ({ tx }) => updateGateway(tx, gateway.id, { baseUrl: `http://127.0.0.1:${port}` }))
  const order = await anOrder(till, 15_000)
  const start = new Date()
  const later = (seconds: number) => new Date(start.getTime() + seconds * 1000)
  await perform(till.payer, (work) => showOrder(work, { id: order.id }), { now: start })
  const state = async () => (await perform(till.payer, (work) => viewOrder(work, { id: order.id }))).state
  await askGateways(later(30))
  expect([asked, await state()]).toEqual([0, 'pending'])
  await askGateways(later(61))
  expect([asked, await state()]).toEqual([1, 'unknown'])
  await askGateways(later(90))
  expect(asked).toBe(1)

  answer = ({ reference }) => ({ reference, transfers: [] })
  await askGateways(later(125))
  expect([asked, await state()]).toEqual([2, 'unknown'])

  const { bin, number: account } = till.account
  const transfer = { id: 'FT9', bank: bin, account, amount: 15_000, currency: 'VND' }
  answer = ({ reference }) => ({
    reference,
    transfers: [{ ...transfer, content: `TT ${reference}`, paid_at: new Date().toISOString() }],
  })
  await askGateways(later(400))
  expect([asked, await state()]).toEqual([3, 'paid'])
  await askGateways(later(300_000))
  expect(asked).toBe(3)
  expect(await ledgerOf(till)).toEqual({ bank: 15_000, 'fee le-phi': -15_000 })
})
