import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { newReference } from '#server/crafts/vietqr/reference.ts'
import { system } from '#server/platform/actor.ts'
import { newId } from '#server/platform/id.ts'
import { perform, type Work } from '#server/platform/work.ts'
import { aCitizen } from '#tests/people.ts'
import { listOrderIdsOfChains } from '../books/charge-queries.ts'
import { aRandomLife, begin, go, type Life } from '../books/fixtures.ts'
import { findOrder, insertOrderAction, insertOrderItems, listOrderActions } from '../books/order-queries.ts'
import { aCharge, aFee, anOrder, aTill, ledgerOf, moneyFor, settle, type Till } from '../fixtures.ts'
import { foldOrder } from '../fold.ts'
import {
  cancelOrder,
  chargesOf,
  countOwed,
  createOrder,
  listOwnCharges,
  replaceCharges,
  toPay,
  viewOrder,
} from '../index.ts'
import { keepBooks } from '../keep-books.ts'
import type { ChargeItem } from '../model.ts'
import { expireOrders } from '../orders/move-order.ts'
import { paymentRules } from '../province-rules.ts'
import { settleTransfer } from './settle-transfer.ts'

const view = (till: Till, id: string) => perform(till.payer, (work) => viewOrder(work, { id }))

async function waiting({ agencyId }: Till) {
  return perform(system, ({ tx }) =>
    tx
      .selectFrom('payments.suspense')
      .selectAll()
      .where('agencyId', '=', agencyId)
      .orderBy('openedAt')
      .execute(),
  )
}

test('exactly what is asked pays the charge, fee by fee, with one receipt and the facts', async () => {
  const till = await aTill()
  const charge = await aCharge(till, [aFee(8000, 'ban-sao'), aFee(7000, 'ho-tich')])
  const order = await perform(till.payer, (work) => createOrder(work, { chargeIds: [charge.id] }))
  expect(order).toMatchObject({ state: 'created', amount: 15_000, left: 15_000, account: till.account })

  const owed = () => perform(till.payer, (work) => countOwed(work, till.payer))
  expect(await owed()).toBe(1)

  const settled = await settle(moneyFor(till, `CT tu 00112 toi ${order.reference}. GD 5541`, 15_000))
  expect(settled).toMatchObject({ verdict: 'taken', orderId: order.id })
  expect(await view(till, order.id)).toMatchObject({ state: 'paid', left: 0 })
  expect(await owed()).toBe(0)
  const strange = perform(aCitizen(), (work) => viewOrder(work, { id: order.id }))
  await expect(strange).rejects.toMatchObject({ code: 'payments.order_not_found' })
  const [paid] = (await perform(till.payer, (work) => chargesOf(work, charge))).charges
  expect(paid).toMatchObject({ paid: 15_000, left: 0, orderId: null })
  expect(await ledgerOf(till)).toEqual({ bank: 15_000, 'fee ban-sao': -8000, 'fee ho-tich': -7000 })
  const receipts = await perform(system, ({ tx }) =>
    tx.selectFrom('payments.receipt').selectAll().where('orderId', '=', order.id).execute(),
  )
  expect(receipts).toMatchObject([{ number: 1, amount: 15_000, payerId: till.payer.id, channel: 'notice' }])
  const facts = await perform(system, ({ tx }) =>
    tx
      .selectFrom('platform.eventLog')
      .select('name')
      .where('subjectId', 'in', [charge.id, order.id, settled.transferId])
      .orderBy('id')
      .execute(),
  )
  expect(facts.map(({ name }) => name)).toEqual([
    'payments.charge-made',
    'payments.order-created',
    'payments.money-received',
    'payments.posted',
    'payments.charge-paid',
  ])
})

test('too little is held and the rest is asked under the same order; too much is surplus', async () => {
  const till = await aTill()
  const order = await anOrder(till, 15_000)
  await settle(moneyFor(till, order.reference, 14_000))
  expect(await view(till, order.id)).toMatchObject({ state: 'partly_paid', asks: true, left: 1000 })
  expect(await ledgerOf(till)).toEqual({ bank: 14_000, held: -14_000 })
  const charges = await perform(till.payer, (work) => listOwnCharges(work, till.payer))
  expect(charges).toMatchObject([{ left: 15_000, held: 14_000, orderLeft: 1000 }])
  expect(toPay(charges)).toBe(1000)
  await settle(moneyFor(till, order.reference, 3000))
  expect(await view(till, order.id)).toMatchObject({ state: 'overpaid', left: 0, excess: 2000 })
  expect(await ledgerOf(till)).toEqual({ bank: 17_000, 'fee le-phi': -15_000, 'suspense surplus': -2000 })
})

test('one charge paid twice, also in one second: the second waits in suspense as a duplicate', async () => {
  const till = await aTill()
  const order = await anOrder(till)
  const both = [1, 2].map(() => settle(moneyFor(till, order.reference, 15_000)))
  expect((await Promise.all(both)).map(({ verdict }) => verdict)).toEqual(['taken', 'taken'])
  expect(await waiting(till)).toMatchObject([{ kind: 'duplicate', amount: 15_000, orderId: order.id }])
  expect(await ledgerOf(till)).toEqual({ bank: 30_000, 'fee le-phi': -15_000, 'suspense duplicate': -15_000 })
})

test('one transaction told a hundred times at once is one; told with another amount it is for people', async () => {
  const till = await aTill()
  const order = await anOrder(till)
  const incoming = moneyFor(till, order.reference, 15_000)
  const told = await Promise.all(Array.from({ length: 100 }, () => settle(incoming)))
  expect(told.filter(({ verdict }) => verdict === 'taken')).toHaveLength(1)
  expect(told.filter(({ verdict }) => verdict === 'repeated')).toHaveLength(99)
  expect(await settle({ ...incoming, amount: 1_500_000 })).toMatchObject({ verdict: 'differs' })
  expect(await settle({ ...incoming, account: null })).toMatchObject({ verdict: 'differs' })
  expect(await ledgerOf(till)).toEqual({ bank: 15_000, 'fee le-phi': -15_000 })
})

test('money that fits no order waits as unclear: no reference, another account, an order of another agency', async () => {
  const till = await aTill()
  const other = await aTill()
  const order = await anOrder(till)
  await settle(moneyFor(till, 'nop tien ho so', 15_000))
  await settle(moneyFor(other, order.reference, 15_000))
  expect(await waiting(till)).toMatchObject([
    { kind: 'unclear', reason: 'no_order', orderId: null, nearId: null },
  ])
  expect(await waiting(other)).toMatchObject([{ kind: 'unclear', reason: 'other_account', nearId: order.id }])
  expect(await view(till, order.id)).toMatchObject({ state: 'created', paid: 0 })
  expect(await ledgerOf(other)).toEqual({ bank: 15_000, 'suspense unclear': -15_000 })
})

test('late money: an expired order takes it while it still owes, a given-up one does not, after months a person decides', async () => {
  const till = await aTill()
  const long = new Date(Date.now() - 200 * 86_400_000)
  const recent = new Date(Date.now() - 10 * 86_400_000)
  const [first, second, third] = [
    await anOrder(till, 100, long),
    await anOrder(till, 200, recent),
    await anOrder(till, 300),
  ]
  await expireOrders()
  await perform(till.payer, (work) => cancelOrder(work, third.id, 'Nộp tại quầy'))
  for (const { reference, amount } of [first, second, third]) await settle(moneyFor(till, reference, amount))
  expect(await view(till, first.id)).toMatchObject({ state: 'expired', paid: 0, excess: 100 })
  expect(await view(till, second.id)).toMatchObject({ state: 'paid' })
  expect(await view(till, third.id)).toMatchObject({ state: 'cancelled', paid: 0, excess: 300 })
  expect(await waiting(till)).toMatchObject([
    { kind: 'late', reason: 'late', amount: 100 },
    { kind: 'late', reason: 'cancelled', amount: 300 },
  ])
})

test('a fee that changes between showing and paying: the old code pays what is asked now', async () => {
  const till = await aTill()
  const charge = await aCharge(till, 10_000)
  const ask = () => perform(till.payer, (work) => createOrder(work, { chargeIds: [charge.id] }))
  const change = (fee: number) =>
    perform(system, (work) =>
      replaceCharges(work, { ...charge, payerId: till.payer.id, items: { filing: [aFee(fee)] } }),
    )
  const shown = await ask()
  await change(6000)
  expect(await view(till, shown.id)).toMatchObject({ state: 'cancelled' })
  await settle(moneyFor(till, shown.reference, 10_000))
  expect((await change(6000))[0]).toMatchObject({ amount: 6000, paid: 6000 })
  expect(await ledgerOf(till)).toEqual({ bank: 10_000, 'fee le-phi': -6000, 'suspense surplus': -4000 })

  await change(9000)
  const rest = await ask()
  expect(rest).toMatchObject({ amount: 3000 })
  await settle(moneyFor(till, rest.reference, 1000))
  // Part of it is held while the fee changes again: what was held goes along.
  await change(7500)
  const [now] = await change(7500)
  expect(now).toMatchObject({ amount: 7500, paid: 6000, left: 1500 })
  expect(await view(till, now?.orderId ?? '')).toMatchObject({
    state: 'partly_paid',
    amount: 1500,
    paid: 1000,
  })
  await settle(moneyFor(till, rest.reference, 500))
  await change(5000)
  expect(await ledgerOf(till)).toEqual({ bank: 11_500, 'fee le-phi': -5000, 'suspense surplus': -6500 })
  expect((await perform(till.payer, (work) => chargesOf(work, charge))).charges).toMatchObject([
    { amount: 5000, paid: 5000, left: 0 },
  ])
  // Whoever adds up what is told comes to what the fees have.
  const { rows: told } = await perform(system, ({ tx }) =>
    sql<{ amount: number; before: number | null }>`
      select (data ->> 'amount')::int as amount, (data ->> 'before')::int as before from platform.event_log
       where name = 'payments.charge-paid' and data ->> 'subjectId' = ${charge.subjectId} order by id`.execute(
      tx,
    ),
  )
  expect(told.map(({ amount, before }) => [amount, before])).toEqual([
    [6000, null],
    [7500, 6000],
    [5000, 7500],
  ])
  await perform(system, async ({ tx }) => {
    const ids = await listOrderIdsOfChains(tx, [charge.chain])
    expect(ids).toHaveLength(4)
    for (const id of ids)
      expect(await findOrder(tx, { id })).toMatchObject(foldOrder(await listOrderActions(tx, id)))
  })
})

test('money that comes in the moment a fee is lowered: what is over waits for people', async () => {
  const till = await aTill()
  const charge = await aCharge(till, 10_000)
  const order = await perform(till.payer, (work) => createOrder(work, { chargeIds: [charge.id] }))
  const open = Promise.withResolvers<void>()
  const settling = perform(system, async (work) => {
    await keepBooks(work, (books) => settleTransfer(books, moneyFor(till, order.reference, 10_000)))
    await open.promise
  })
  const items = { filing: [aFee(4000)] }
  const lowered = perform(system, (work) =>
    replaceCharges(work, { ...charge, payerId: till.payer.id, items }),
  )
  setTimeout(open.resolve, 300)
  await settling
  expect(await lowered).toMatchObject([{ amount: 4000, paid: 4000 }])
  expect(await ledgerOf(till)).toEqual({ bank: 10_000, 'fee le-phi': -4000, 'suspense surplus': -6000 })
})

test('a fee that becomes another: what was paid is booked under its new name, and the receipt says so', async () => {
  const till = await aTill()
  const charge = await aCharge(till, [aFee(10_000, 'cap-moi'), aFee(3000, 'in')])
  const ask = () => perform(till.payer, (work) => createOrder(work, { chargeIds: [charge.id] }))
  const change = (...filing: ChargeItem[]) =>
    perform(system, (work) => replaceCharges(work, { ...charge, payerId: till.payer.id, items: { filing } }))
  const receipts = async () => {
    const rows = await perform(system, ({ tx }) =>
      tx
        .selectFrom('payments.receipt')
        .select(['state', 'amount', 'items'])
        .where('agencyId', '=', till.agencyId)
        .orderBy('number')
        .execute(),
    )
    const keys = (items: unknown) => (items as ChargeItem[]).map(({ key }) => key).sort()
    return rows.map(({ state, amount, items }) => [state, amount, keys(items)])
  }
  const shown = await ask()
  await settle(moneyFor(till, shown.reference, 13_000))
  expect((await change(aFee(10_000, 'cap-lai'), aFee(3000, 'in')))[0]).toMatchObject({
    paid: 13_000,
    left: 0,
  })
  expect(await ledgerOf(till)).toEqual({ bank: 13_000, 'fee cap-lai': -10_000, 'fee in': -3000 })
  expect(await receipts()).toEqual([
    ['replaced', 13_000, ['cap-moi', 'in']],
    ['numbered', 13_000, ['cap-lai', 'in']],
  ])

  const lines = async (id: string) => (await view(till, id)).lines.map(({ name, amount }) => [name, amount])
  expect((await lines(shown.id)).sort()).toEqual([
    ['Lệ phí cap-lai', 10_000],
    ['Lệ phí in', 3000],
  ])
  // One that is charged no more is still called by its name.
  const dropped = await aCharge(till, [aFee(500, 'bo-di')])
  const former = await perform(till.payer, (work) => createOrder(work, { chargeIds: [dropped.id] }))
  await perform(system, (work) => replaceCharges(work, { ...dropped, items: { filing: [] } }))
  expect(await lines(former.id)).toEqual([['Lệ phí bo-di', 500]])

  // Dearer and another at once: what was paid counts, and each receipt says what its own money was for.
  expect((await change(aFee(15_000, 'cap-doi')))[0]).toMatchObject({ paid: 13_000, left: 2000 })
  const rest = await ask()
  expect(rest.lines.map(({ key, amount }) => [key, amount])).toEqual([['cap-doi', 2000]])
  await settle(moneyFor(till, rest.reference, 2000))
  expect((await receipts()).slice(-2)).toEqual([
    ['numbered', 13_000, ['cap-doi']],
    ['numbered', 2000, ['cap-doi']],
  ])
  // Cheaper and another: only what is too much lies in suspense.
  await change(aFee(13_000, 'tra-lai'))
  expect(await ledgerOf(till)).toEqual({ bank: 15_000, 'fee tra-lai': -13_000, 'suspense surplus': -2000 })
  expect((await receipts()).filter(([state]) => state === 'numbered')).toEqual([
    ['numbered', 2000, ['tra-lai']],
    ['numbered', 11_000, ['tra-lai']],
  ])
})

test('several charges of one receiver are paid at once, and each is asked for by one order', async () => {
  const till = await aTill()
  const charges = [await aCharge(till, 1000), await aCharge(till, 2000)]
  const [one] = charges
  const single = await perform(till.payer, (work) => createOrder(work, { chargeIds: [one?.id ?? ''] }))
  const ask = () =>
    perform(till.payer, (work) => createOrder(work, { chargeIds: charges.map(({ id }) => id) }))
  const all = await ask()
  expect(all).toMatchObject({ amount: 3000, state: 'created' })
  expect((await ask()).id).toBe(all.id)
  expect(await view(till, single.id)).toMatchObject({ state: 'cancelled', heirId: all.id })
  // The code of the first is still on somebody's screen.
  await settle(moneyFor(till, single.reference, 1000))
  expect(await view(till, all.id)).toMatchObject({ state: 'partly_paid', left: 2000 })
  await settle(moneyFor(till, all.reference, 2000, { transaction: randomUUID() }))
  expect(await view(till, all.id)).toMatchObject({ state: 'paid' })
  await expect(ask()).rejects.toMatchObject({ code: 'payments.nothing_to_pay' })
})

test('300 random lives on PostgreSQL are what the pure rules make of them', async () => {
  const till = await aTill()
  const rules = paymentRules()
  const spare = await anOrder(till, 1)
  const lives = Array.from({ length: 300 }, (_, seed) => aRandomLife(seed, spare.id, rules))
  await perform(system, async ({ tx, actor }) => {
    const orders = await ordersOf(tx, till, lives)
    const written: Promise<unknown>[] = []
    const books = { tx, actor, tell: () => {}, write: (sent: Promise<unknown>) => void written.push(sent) }
    for (const [index, life] of lives.entries()) {
      const { id = '', reference = '' } = orders[index] ?? {}
      const lived = begin(life)
      for (const step of life.steps) {
        const seq = lived.order.lastSeq + 1
        go(lived, step, life, rules)
        const happens = lived.happened.at(-1)
        if (step.does === 'tell') {
          const transaction = `${reference} ${step.transaction}`
          const incoming = moneyFor(till, reference, step.amount, { transaction, paidAt: step.at })
          const settled = await settleTransfer({ ...books, now: step.at }, incoming)
          await Promise.all(written.splice(0))
          expect([index, settled.verdict === 'taken' && settled.orderId === id]).toEqual([index, happens])
          continue
        }
        const action = { ...step.action, seq, actorKind: 'system', actorId: null }
        const tried = [sql`savepoint tried`.execute(tx), insertOrderAction(tx, id, action)]
        const [, done] = await Promise.allSettled(tried)
        expect([index, seq, done?.status === 'fulfilled']).toEqual([index, seq, happens])
        if (!happens) await sql`rollback to savepoint tried`.execute(tx)
        const lessened = { orderId: id, seq, chargeId: id, chain: id, fee: 'x', amount: action.amount }
        if (happens) await insertOrderItems(tx, [lessened])
      }
      expect(await findOrder(tx, { id }), `life ${index}`).toMatchObject(lived.order)
    }
  })
})

/** An order and its charge, of one identity, for each life. */
async function ordersOf(tx: Work['tx'], { agencyId, account }: Till, lives: readonly Life[]) {
  const found = await tx
    .selectFrom('payments.account')
    .select('id')
    .where('number', '=', account.number)
    .execute()
  const accountId = found[0]?.id ?? null
  const all = lives.map((life) => ({ ...life, id: newId(), reference: newReference() }))
  const owed = { subjectKind: 'test', title: 'X', agencyId, due: 'filing', items: '[]' }
  const charges = all.map(({ id, amount, madeAt }) => ({
    ...owed,
    id,
    chain: id,
    subjectId: id,
    amount,
    madeAt,
  }))
  await tx.insertInto('payments.charge').values(charges).execute()
  const orders = all.map(({ id, reference, madeAt: createdAt, expiresAt }) => {
    return { id, reference, agencyId, accountId, createdAt, expiresAt }
  })
  await tx.insertInto('payments.order').values(orders).execute()
  const created = { seq: 1, kind: 'create', actorKind: 'system' }
  const actions = all.map(({ id: orderId, amount, madeAt: at }) => ({ ...created, orderId, amount, at }))
  await tx.insertInto('payments.orderAction').values(actions).execute()
  const items = all.map(({ id, amount }) => ({
    orderId: id,
    seq: 1,
    chargeId: id,
    chain: id,
    fee: 'x',
    amount,
  }))
  await insertOrderItems(tx, items)
  return orders
}
