/** The settling path, broken off at every statement and between every two, in every state an order has; and what verification finds. */
import { AsyncLocalStorage } from 'node:async_hooks'
import { spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { system } from '#server/platform/actor.ts'
import { pool } from '#server/platform/database/database.ts'
import { perform } from '#server/platform/work.ts'
import { lockOrders, type Order } from '../books/order-queries.ts'
import { listSuspenseOf } from '../books/suspense-queries.ts'
import { takeOrderAction } from '../books/take-order-action.ts'
import { aCharge, anOrder, aTill, ledgerOf, moneyFor, settle, type Till } from '../fixtures.ts'
import { cancelOrder, createOrder, type OrderView, showOrder, viewOrder } from '../index.ts'
import { type Books, keepBooks } from '../keep-books.ts'
import { checkBooks } from '../ledger/check-queries.ts'
import { post, type Side } from '../ledger/post.ts'
import { sumDays } from '../ledger/posting-queries.ts'
import type { OrderState, Sums } from '../model.ts'
import { expireOrders } from '../orders/move-order.ts'
import { act } from '../suspense/settle-suspense.ts'

type Sent = (...question: unknown[]) => Promise<unknown>
interface Wire {
  query: Sent
  connection: { stream: { destroy(): void } }
}

/** How many statements of a task are still sent, and what happens to the next; what else is asked beside it is let through. */
interface Break {
  left: number
  how: 'fails' | 'lost'
}
const breaks = new AsyncLocalStorage<Break>()
/** Does this until so many statements have gone. */
const brokenOff = <T>(plan: Break, task: () => Promise<T>) =>
  breaks.run(plan, () => Promise.allSettled([task()])).then(([tried]) => tried)
const owner = new pg.Client(process.env.MIGRATOR_URL)

beforeAll(async () => {
  await owner.connect()
  const client = await pool.connect()
  // Below everything of ours: what leaves for the server, statement by statement.
  const wire = Object.getPrototypeOf(client) as Wire
  client.release(true)
  const { query } = wire
  wire.query = function (this: Wire, ...question) {
    const plan = breaks.getStore()
    if (!plan || --plan.left !== 0) return query.apply(this, question)
    if (plan.how === 'lost') this.connection.stream.destroy()
    return query.call(this, plan.how === 'fails' ? 'select 1 / 0' : 'select 1')
  }
})
afterAll(() => owner.end())

const now = () => new Date()
const long = new Date(Date.now() - 20 * 86_400_000)
const pay = (till: Till, { reference }: OrderView, amount: number) =>
  settle(moneyFor(till, reference, amount))

/** Moves what lies in the order's excess towards the payer, as a refund does. */
async function giveBack(till: Till, id: string, isDone: boolean): Promise<void> {
  await perform(system, (work) =>
    keepBooks(work, async (books) => {
      const [order] = await lockOrders(books.tx, { ids: [id] })
      const { agencyId } = till
      const [money] = await listSuspenseOf(books.tx, { agencyIds: [agencyId], ended: false, limit: 1 })
      if (!order || !money) throw new Error('Nothing to give back')
      const { amount, kind } = money
      await act(books, money, { kind: 'return', orderId: id, reason: null })
      const asked = await move(books, order, 'ask_refund', { excess: -amount, dueBack: amount }, [
        { agencyId, kind: 'suspense', sub: kind, amount },
        { agencyId, kind: 'refund_due', amount: -amount },
      ])
      if (!isDone) return
      await act(
        books,
        { ...money, lastSeq: money.lastSeq + 1 },
        { kind: 'returned', orderId: id, reason: null },
      )
      const { bin, number } = till.account
      await move(books, asked, 'refund_done', { dueBack: -amount, refunded: amount }, [
        { agencyId, kind: 'refund_due', amount },
        { agencyId, kind: 'bank', sub: `${bin}/${number}`, amount: -amount },
      ])
    }),
  )
}

async function move(
  books: Books,
  order: Order,
  kind: 'ask_refund' | 'refund_done',
  sums: Partial<Sums>,
  sides: Side[],
): Promise<Order> {
  await post(books, { kind, cause: randomUUID(), orderId: order.id, transferId: null, sides })
  return takeOrderAction(books, order, kind, { sums })
}

/** An order of 100 đồng in each of its states, and what one more payment of 100 makes of it. */
const states: Record<OrderState, [begin: (till: Till) => Promise<OrderView>, becomes: OrderState]> = {
  created: [(till) => anOrder(till, 100), 'paid'],
  pending: [(till) => begun(till, (order) => perform(till.payer, (work) => showOrder(work, order))), 'paid'],
  unknown: [
    (till) =>
      begun(till, async ({ id }) => {
        await perform(till.payer, (work) => showOrder(work, { id }))
        await perform(system, (work) =>
          keepBooks(work, async (books) => {
            const [order] = await lockOrders(books.tx, { ids: [id] })
            if (order) await takeOrderAction(books, order, 'lose')
          }),
        )
      }),
    'paid',
  ],
  partly_paid: [(till) => begun(till, (order) => pay(till, order, 30)), 'overpaid'],
  paid: [(till) => begun(till, (order) => pay(till, order, 100)), 'overpaid'],
  overpaid: [(till) => begun(till, (order) => pay(till, order, 120)), 'overpaid'],
  expired: [(till) => begun(till, () => expireOrders(), long), 'paid'],
  cancelled: [
    (till) => begun(till, ({ id }) => perform(till.payer, (work) => cancelOrder(work, id, 'Nhầm'))),
    'cancelled',
  ],
  refunding: [
    (till) =>
      begun(till, async (order) => {
        await pay(till, order, 120)
        await giveBack(till, order.id, false)
      }),
    'refunding',
  ],
  refunded: [
    (till) =>
      begun(till, async (order) => {
        await pay(till, order, 30)
        await perform(till.payer, (work) => cancelOrder(work, order.id, 'Nhầm'))
        await giveBack(till, order.id, true)
      }),
    'cancelled',
  ],
}

async function begun(
  till: Till,
  task: (order: OrderView) => Promise<unknown>,
  made = now(),
): Promise<OrderView> {
  const order = await anOrder(till, 100, made)
  await task(order)
  return order
}

test.each(Object.entries(states))(
  'an order that is %s takes money once, wherever settling is broken off',
  async (state, [begin, becomes]) => {
    const till = await aTill()
    const order = await begin(till)
    const view = () => perform(till.payer, (work) => viewOrder(work, order))
    expect((await view()).state).toBe(state)
    const before = await ledgerOf(till)
    const incoming = moneyFor(till, order.reference, 100)
    let broken = 0
    let settled: Awaited<ReturnType<typeof settle>> | undefined
    for (let statement = 1; !settled; statement++) {
      for (const way of ['fails', 'lost'] as const) {
        const tried = await brokenOff({ left: statement, how: way }, () => settle(incoming))
        if (tried.status === 'rejected') broken++
        else settled = tried.value
        if (settled) break
        expect(await ledgerOf(till), `${way} at ${statement}`).toEqual(before)
      }
    }
    // Each statement in both ways, and at the end what went through unharmed.
    expect(broken).toBeGreaterThan(16)
    expect(settled).toMatchObject({ verdict: 'taken' })
    expect(await settle(incoming)).toMatchObject({ verdict: 'repeated' })
    expect((await view()).state).toBe(becomes)
    expect(Object.values(await ledgerOf(till)).reduce((sum, amount) => sum + amount, 0)).toBe(0)
  },
  60_000,
)

test('an order whose place another has taken hands its money on, wherever that is broken off; then the books agree', async () => {
  const till = await aTill()
  const charges = [await aCharge(till, 40), await aCharge(till, 60)]
  const first = await perform(till.payer, (work) => createOrder(work, { chargeIds: [charges[0]?.id ?? ''] }))
  const heir = await perform(till.payer, (work) =>
    createOrder(work, { chargeIds: charges.map(({ id }) => id) }),
  )
  const incoming = moneyFor(till, first.reference, 100)
  for (let statement = 1; statement < 8; statement++) {
    const tried = await brokenOff({ left: statement, how: 'fails' }, () => settle(incoming))
    expect(tried.status).toBe('rejected')
  }
  expect(await settle(incoming)).toMatchObject({ orderId: heir.id })
  await perform(system, ({ tx }) => sumDays(tx))
  expect(await checkBooks(owner)).toEqual([])
})

test('verification finds a changed entry, charge, order, suspense, day sum and receipt, and one that is gone', async () => {
  const till = await aTill()
  const order = await anOrder(till, 100)
  await pay(till, order, 130)
  await perform(system, ({ tx }) => sumDays(tx))
  const found = async (...changes: string[]) => {
    await owner.query('begin')
    for (const change of changes) await owner.query(change, [till.agencyId])
    // Its own transaction is given up by the look itself.
    const look = { query: (text: string) => owner.query(/^(begin|rollback)/.test(text) ? 'select' : text) }
    const faults = await checkBooks(look as unknown as pg.Client)
    await owner.query('rollback')
    return faults.map(({ fault }) => fault)
  }
  const ofTill = '(select id from payments.ledger_account where agency_id = $1)'
  expect(await found()).toEqual([])
  expect(
    await found(`update payments.entry set amount = amount * 2 where ledger_account_id in ${ofTill}`),
  ).toEqual([
    'changed_posting',
    'unposted_transfer',
    'order_off_ledger',
    'suspense_off_ledger',
    ...Array(3).fill('wrong_day_sum'),
  ])
  expect(
    await found(
      `update payments.entry set amount = amount - 1 where amount > 0 and ledger_account_id in ${ofTill}`,
    ),
  ).toContain('unbalanced')
  expect(await found(`update payments."order" set amount = 90, paid = 90 where agency_id = $1`)).toEqual([
    'changed_order',
    'order_off_ledger',
  ])
  const ofAgency = 'where agency_id = $1'
  expect(
    await found(
      `update payments."order" set reference = case when reference < 'Z' then 'Z' else 'Y' end || substr(reference, 2) ${ofAgency}`,
    ),
  ).toEqual(['changed_order'])
  expect(await found(`update payments.charge set amount = 90 ${ofAgency}`)).toEqual(['changed_charge'])
  expect(await found(`update payments.suspense set amount = 20 ${ofAgency}`)).toEqual(['suspense_off_ledger'])
  expect(await found(`update payments.receipt_series set last = last + 1 ${ofAgency}`)).toEqual([
    'receipt_gap',
  ])
  expect(await found(`update payments.receipt set amount = 90 ${ofAgency}`)).toEqual(['changed_receipt'])
  expect(await found(`update payments.receipt set state = 'cancelled' ${ofAgency}`)).toEqual([
    'changed_receipt',
  ])
  // The last number, and the series as if it had never been given.
  const gone = [`delete from payments.receipt ${ofAgency}`, `delete from payments.receipt_series ${ofAgency}`]
  expect(await found(...gone.slice(0, 1))).toEqual(['receipt_gap', 'missing_receipt'])
  expect(await found(...gone)).toEqual(['missing_receipt'])
  expect(
    await found(`update payments.day_sum set amount = 0 where ledger_account_id in ${ofTill}`),
  ).toContain('wrong_day_sum')
  expect(
    await found(`update payments.account_sum set amount = amount + 1 where ledger_account_id in ${ofTill}`),
  ).toEqual(Array(3).fill('wrong_day_sum'))

  // The whole of it, as people call it.
  const { agencyId } = till
  await owner.query(`update payments.entry set amount = amount * 2 where ledger_account_id in ${ofTill}`, [
    agencyId,
  ])
  await owner.query(`update payments."order" set paid = 99 ${ofAgency}`, [agencyId])
  await owner.query(gone[0] ?? '', [agencyId])
  const verified = spawnSync(process.execPath, ['tools/verify.ts'], {
    encoding: 'utf8',
    env: { ...process.env, DATABASE_URL: process.env.MIGRATOR_URL },
  })
  expect(verified.stdout).toMatch(/Sổ cái: bút toán \d+ khác với sự kiện/)
  expect(verified.stdout).toContain(`Lệnh thanh toán ${order.reference} khác với tổng`)
  expect(verified.stdout).toContain(`Lệnh thanh toán ${order.reference}: mất biên lai`)
  expect(verified.stdout).toContain(`Biên lai ${agencyId} EBL01`)
  expect(verified.status).toBe(1)
})
