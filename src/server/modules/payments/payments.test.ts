import { randomBytes, randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { type Call, callWith } from '#server/api/fixtures.ts'
import { system } from '#server/platform/actor.ts'
import { perform, type Work } from '#server/platform/work.ts'
import { anOfficer } from '#tests/people.ts'
import { aCharge, aGateway, anOrder, aTill, ledgerOf, moneyFor, settle, type Till } from './fixtures.ts'
import {
  balances,
  cancelOrder,
  confirmSuspense,
  createOrder,
  listSuspense,
  openByMark,
  payLink,
  proposeSuspense,
  receiptsOfOrder,
  receivedOn,
  renewOrder,
  showOrder,
  statement,
  takeCash,
  viewOrder,
  viewSuspense,
} from './index.ts'
import { sumDays } from './ledger/posting-queries.ts'
import { forgetRefused, judgeWaiting } from './notices/jobs.ts'
import { takeNotice } from './notices/take-notice.ts'

const view = (till: Till, id: string) => perform(till.payer, (work) => viewOrder(work, { id }))
const asked = async (till: Till) =>
  (await perform(till.finance[0], (work) => listSuspense(work, till.finance[0])))[0]
const code = (refused: Promise<unknown>) =>
  refused.then(
    () => 'done',
    (error) => error.code,
  )

test('a notice is stored before it is believed, and settled once however often it is told', async () => {
  const till = await aTill()
  const gateway = await aGateway()
  const order = await anOrder(till)
  const { signed, verdicts } = gateway
  const tell = (call: Call) => callWith()(`/payments/notices/${gateway.id}`, call)
  const money = { id: 'FT1', bank: till.account.bin, account: till.account.number, content: order.reference }
  const notice = { ...money, amount: 15_000, currency: 'VND', paid_at: new Date().toISOString() }
  expect(await tell(signed(notice, Buffer.from('another key')))).toMatchObject({ status: 400 })
  expect(await tell({ raw: JSON.stringify(notice), headers: {} })).toMatchObject({ status: 400 })
  expect(await tell(signed({ ...notice, amount: '15000.0' }))).toMatchObject({ status: 400 })
  expect(await view(till, order.id)).toMatchObject({ state: 'created' })
  const answers = await Promise.all([1, 2, 3].map(() => tell(signed(notice))))
  expect(answers.map(({ status, body }) => [status, body])).toEqual(Array(3).fill([200, { status: 'ok' }]))
  expect(await tell(signed({ ...notice, amount: 1_500_000 }))).toMatchObject({ status: 200 })
  expect(await view(till, order.id)).toMatchObject({ state: 'paid', excess: 0 })
  expect(await verdicts()).toEqual([
    'differs',
    'refused',
    'refused',
    'refused',
    'repeated',
    'repeated',
    'taken',
  ])
  expect(await callWith()('/payments/notices/nobody', { raw: '{}' })).toMatchObject({ status: 404 })
})

test('a notice whose taker was broken off is judged later, at the time it came, whatever waits before it', async () => {
  const till = await aTill()
  const { id, signed, verdicts } = await aGateway()
  const order = await anOrder(till)
  const came = new Date(Date.now() - 3_600_000)
  const { bin: bank, number: account } = till.account
  const notice = { id: 'FT2', bank, account, content: order.reference, amount: 15_000, currency: 'VND' }
  const { raw, headers } = signed({ ...notice, paid_at: came.toISOString() }, undefined, came)
  const left = { gateway: id, receivedAt: came, raw: Buffer.from(raw) }
  const rows = [
    // What no version of ours has stored.
    { ...left, id: randomUUID(), headers: '{}', receivedAt: new Date(came.getTime() - 1000) },
    { ...left, id: randomUUID(), headers: JSON.stringify({ signed: headers, query: {} }) },
  ]
  await perform(system, ({ tx }) => tx.insertInto('payments.notice').values(rows).execute())
  await expect(judgeWaiting()).rejects.toThrow()
  expect(await verdicts()).toEqual(['taken', 'waiting'])
  expect(await view(till, order.id)).toMatchObject({ state: 'paid' })
})

test('of what nobody has signed no more is kept than fits, the newest', async () => {
  const { id, signed, verdicts } = await aGateway()
  for (let count = 0; count < 3; count++) {
    const { raw, headers } = signed({ count }, randomBytes(32))
    expect(await takeNotice(id, { raw: Buffer.from(raw), headers, query: {} })).toMatchObject({
      verdict: 'refused',
    })
  }
  await forgetRefused(new Date(), 2)
  expect(await verdicts()).toEqual(['refused', 'refused'])
})

test('money that was unclear goes to an order by two of finance, with the evidence of everything', async () => {
  const till = await aTill()
  const [one, other] = till.finance
  const order = await anOrder(till, 15_000)
  await settle(moneyFor(till, 'khong co ma', 20_000))
  const money = await asked(till)
  expect(money).toMatchObject({ kind: 'unclear', reason: 'no_order', amount: 20_000, memo: 'khong co ma' })
  const suspenseId = money?.id ?? ''
  const wanted = { suspenseId, orderId: order.id, reason: 'Người nộp gọi đến, đúng số tài khoản' }
  const propose = (officer = one) => perform(officer, (work) => proposeSuspense(work, officer, wanted))
  const confirm = (officer = other) => perform(officer, (work) => confirmSuspense(work, officer, suspenseId))
  const stranger = anOfficer({ roles: ['finance'] })
  expect(await code(propose(stranger))).toBe('payments.suspense_not_found')
  expect(await code(propose(till.clerk))).toBe('identity.role_needed')
  await propose()
  expect(await code(confirm(one))).toBe('payments.not_your_eyes')
  await confirm()
  expect(await code(confirm())).toBe('payments.changed_meanwhile')
  expect(await view(till, order.id)).toMatchObject({ state: 'overpaid', excess: 5000 })
  expect(await ledgerOf(till)).toEqual({ bank: 20_000, 'fee le-phi': -15_000, 'suspense surplus': -5000 })
  const { actions } = await perform(one, (work) => viewSuspense(work, one, suspenseId))
  expect(actions).toMatchObject([
    { kind: 'propose', actorId: one.id, reason: wanted.reason },
    { kind: 'assign', actorId: other.id },
  ])
})

test('late money of a given-up order goes to another order, and each order keeps its own sums', async () => {
  const till = await aTill()
  const [one, other] = till.finance
  const first = await anOrder(till, 1000)
  await settle(moneyFor(till, first.reference, 400))
  await perform(till.payer, (work) => cancelOrder(work, first.id, 'Nhầm hồ sơ'))
  const second = await anOrder(till, 300)
  const suspenseId = (await asked(till))?.id ?? ''
  await perform(one, (work) =>
    proposeSuspense(work, one, { suspenseId, orderId: second.id, reason: 'Theo đơn' }),
  )
  await perform(other, (work) => confirmSuspense(work, other, suspenseId))
  expect(await view(till, first.id)).toMatchObject({ state: 'cancelled', excess: 0 })
  expect(await view(till, second.id)).toMatchObject({ state: 'overpaid', excess: 100 })
  expect(await ledgerOf(till)).toEqual({ bank: 400, 'fee le-phi': -300, 'suspense surplus': -100 })
})

test('cash is taken once, exactly, by the counter of the agency, and counted apart', async () => {
  const till = await aTill()
  const order = await anOrder(till, 15_000)
  const requestKey = randomUUID()
  const take = (amount: number, officer = till.clerk) =>
    perform(officer, (work) => takeCash(work, officer, { orderId: order.id, amount, requestKey }))
  expect(await code(take(15_000, anOfficer({ roles: ['one_stop'] })))).toBe('payments.order_not_found')
  expect(await code(take(14_000))).toBe('payments.wrong_cash')
  expect(await take(15_000)).toMatchObject({ state: 'paid', left: 0 })
  expect(await take(15_000)).toMatchObject({ state: 'paid', excess: 0 })
  expect(await ledgerOf(till)).toEqual({ cash: 15_000, 'fee le-phi': -15_000 })
  // Of an order the clerk has made order and receipt are theirs who owe it.
  const { id } = await aCharge(till, 8000)
  const made = await perform(till.clerk, (work) => createOrder(work, { chargeIds: [id] }))
  const more = { orderId: made.id, amount: 8000, requestKey: randomUUID() }
  await perform(till.clerk, (work) => takeCash(work, till.clerk, more))
  const receipts = await perform(till.payer, (work) => receiptsOfOrder(work, made.id))
  expect(receipts).toMatchObject([{ amount: 8000 }])
})

test('balances are day sums and the entries since, at any instant; a statement adds up', async () => {
  const till = await aTill()
  const [officer] = till.finance
  const days = ['2026-11-20', '2026-11-21', '2026-11-21', '2026-11-22']
  const at = (index: number) => new Date(`${days[index]}T0${index + 1}:00:00+07:00`)
  for (const [index] of days.entries()) {
    const order = await anOrder(till, 1000, at(index))
    await settle(moneyFor(till, order.reference, 1000 + index, { paidAt: at(index) }), at(index))
    if (index === 1) await perform(system, ({ tx }) => sumDays(tx))
  }
  const read = (task: (work: Work) => Promise<unknown>) => perform(officer, task)
  const known = await perform(officer, (work) => balances(work, officer))
  expect(known.map(({ kind, sub, amount, count }) => [kind, sub, amount, count])).toEqual([
    ['bank', `${till.account.bin}/${till.account.number}`, 4006, 4],
    ['fee', 'le-phi', -4000, 4],
    ['suspense', 'surplus', -6, 3],
  ])
  const ledgerAccountId = known[0]?.ledgerAccountId ?? 0
  const span = { ledgerAccountId, from: at(1), until: at(3) }
  expect(await read((work) => statement(work, officer, span))).toMatchObject({
    opening: 1000,
    closing: 3003,
    isCut: false,
    lines: [
      { kind: 'receive', amount: 1001, balance: 2001 },
      { amount: 1002, balance: 3003 },
    ],
  })
  // The last day that can be typed is a day like any other.
  expect(await read((work) => receivedOn(work, officer, '9999-12-31'))).toEqual([])
  const stranger = anOfficer({ roles: ['finance'] })
  expect(await perform(stranger, (work) => statement(work, stranger, span))).toBeUndefined()
  await perform(system, ({ tx }) => sumDays(tx))
  expect(await perform(officer, (work) => balances(work, officer))).toEqual(known)
})

test('who holds the link sees and shows the order, and renews it once it has expired; a guessed mark opens nothing', async () => {
  const till = await aTill()
  const long = new Date(Date.now() - 30 * 86_400_000)
  const order = await anOrder(till, 15_000, long)
  const [, , reference = '', mark = ''] = payLink(order).split('/')
  const anyone = { kind: 'anonymous' } as const
  const link = { reference, mark }
  await perform(anyone, (work) => showOrder(work, link), { now: long })
  expect(await perform(anyone, (work) => openByMark(work, reference, mark))).toMatchObject({
    state: 'pending',
  })
  const guessed = perform(anyone, (work) => openByMark(work, reference, 'AAAAAAAAAAAAAAAA'))
  expect(await code(guessed)).toBe('payments.order_not_found')
  const renewed = await perform(anyone, (work) => renewOrder(work, link))
  expect(renewed).toMatchObject({ amount: 15_000, state: 'created' })
  expect(await perform(anyone, (work) => openByMark(work, reference, mark))).toMatchObject({
    heirId: renewed.id,
  })
  // An old link takes nothing from who pays this charge and another at once by now.
  const [line] = renewed.lines
  const { id: more } = await aCharge(till, 2000)
  const joint = await perform(till.payer, (work) =>
    createOrder(work, { chargeIds: [line?.chargeId ?? '', more] }),
  )
  expect(await perform(anyone, (work) => renewOrder(work, link))).toMatchObject({ id: joint.id, asks: true })
  expect(await perform(till.payer, (work) => viewOrder(work, { id: joint.id }))).toMatchObject({ asks: true })
})

test('an agency merged while an order is open: its account still settles, and its successor keeps the money', async () => {
  const till = await aTill()
  const order = await anOrder(till, 1000)
  await perform(system, ({ tx }) =>
    tx
      .updateTable('payments.account')
      .set({ validTo: '2025-12-31' })
      .where('agencyId', '=', till.agencyId)
      .execute(),
  )
  await settle(moneyFor(till, order.reference, 1500))
  expect(await view(till, order.id)).toMatchObject({ state: 'overpaid', excess: 500 })
  const successor = anOfficer({ roles: ['finance'] })
  successor.agencyIds.push(till.agencyId)
  const [surplus] = await perform(successor, (work) => listSuspense(work, successor))
  expect(surplus).toMatchObject({ kind: 'surplus', amount: 500, reference: order.reference })
  // Nobody else is shown its account to pay to.
  expect(await anOrder(till, 1000)).toMatchObject({ account: null })
})
