/** Hoàn trả: two officers, to the paying account only, done when something proves it; order, suspense and ledger say the same. */
import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { type Officer, system } from '#server/platform/actor.ts'
import { perform, type Work } from '#server/platform/work.ts'
import { replaceCharges } from '../charges/make-charges.ts'
import { aCharge, aFee, anOrder, aTill, moneyFor, settle, type Till } from '../fixtures.ts'
import { createOrder } from '../orders/create-order.ts'
import { viewOrder } from '../orders/view-order.ts'
import {
  aCollector,
  aPaidOrder,
  chargeOnly,
  copies,
  marriage,
  proven,
  tuesday,
} from '../receipts/fixtures.ts'
import { getReceipt, receiptsOfOrder } from '../receipts/read-receipts.ts'
import {
  confirmSuspense,
  listSuspense,
  proposeSuspense,
  sumSuspense,
  viewSuspense,
  withdrawProposal,
} from '../suspense/settle-suspense.ts'
import { approveRefund, askRefund, declineRefund, isAccountNeeded } from './ask-refund.ts'
import { aRefund, openSuspenseOf, paidTwice } from './fixtures.ts'
import {
  failRefund,
  getRefund,
  listRefunds,
  noteRefundSent,
  recordRefundSent,
  refundCashAtCounter,
  refundEvidence,
  refundsToSend,
} from './prove-refund.ts'

const read = <T>(task: (work: Work) => Promise<T>) => perform(system, task)
const by = <T>(officer: Officer, task: (work: Work, officer: Officer) => Promise<T>) => {
  const confirmed = proven(officer)
  return perform(confirmed, (work) => task(work, confirmed), { now: tuesday })
}
const reason = 'Nộp hai lần cho một hồ sơ'

const stateOf = (orderId: string) =>
  read(({ tx }) =>
    tx
      .selectFrom('payments.order')
      .select(['state', 'paid', 'excess', 'dueBack', 'refunded'])
      .where('id', '=', orderId)
      .executeTakeFirstOrThrow(),
  )

/** What lies where in the books of an agency, nothing left out. */
const booksOf = ({ agencyId }: Till) =>
  read(async ({ tx }) => {
    const rows = await tx
      .selectFrom('payments.ledgerAccount as a')
      .innerJoin('payments.entry as e', 'e.ledgerAccountId', 'a.id')
      .select(({ fn }) => ['a.kind', 'a.sub', fn.sum<string>('e.amount').as('sum')])
      .where('a.agencyId', '=', agencyId)
      .groupBy(['a.kind', 'a.sub'])
      .execute()
    return Object.fromEntries(
      rows.map(({ kind, sub, sum }) => [kind === 'bank' ? kind : `${kind} ${sub}`.trim(), Number(sum)]),
    )
  })

test('one asks, another approves, the bank’s transaction proves it: to the paying account, and the books say so at each step', async () => {
  const till = await aTill()
  const [first, second] = till.finance
  const { orderId, suspenseId } = await paidTwice(till)
  const ask = (account?: { bin: string; number: string; holder: string }) =>
    by(first, (work, officer) => askRefund(work, officer, { suspenseId, reason, account }))
  await expect(ask({ bin: '970415', number: '999', holder: 'NGUOI KHAC' })).rejects.toMatchObject({
    code: 'payments.account_known',
  })
  const [elsewhere] = (await aTill()).finance
  const askAs = (as: Officer) => by(as, (work, officer) => askRefund(work, officer, { suspenseId, reason }))
  await expect(askAs(elsewhere)).rejects.toMatchObject({ code: 'payments.suspense_not_found' })
  await expect(askAs(till.clerk)).rejects.toMatchObject({ code: 'identity.role_needed' })
  // Two who ask at once: one does.
  const asked = await Promise.allSettled([ask(), ask()])
  const [id] = asked.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
  if (!id) throw new Error('nobody asked')
  expect(asked.filter(({ status }) => status === 'rejected')).toMatchObject([
    { reason: { code: 'payments.changed_meanwhile' } },
  ])
  expect(await stateOf(orderId)).toEqual({
    state: 'refunding',
    paid: 15_000,
    excess: 0,
    dueBack: 15_000,
    refunded: 0,
  })

  const approve = (as: Officer) => by(as, (work, officer) => approveRefund(work, officer, id))
  const record = () =>
    by(second, (work, officer) =>
      recordRefundSent(work, officer, id, { transaction: 'FT26328-1', sentOn: '2026-11-24' }),
    )
  await expect(record()).rejects.toMatchObject({ code: 'payments.changed_meanwhile' })
  await expect(approve(first)).rejects.toMatchObject({ code: 'payments.not_your_eyes' })
  await expect(perform(second, (work) => approveRefund(work, second, id))).rejects.toMatchObject({
    code: 'identity.confirmation_needed',
  })
  await approve(second)
  expect(await by(first, (work, officer) => getRefund(work, officer, id))).toMatchObject({
    state: 'approved',
    way: 'bank',
    toBin: '970415',
    toNumber: '0011223344',
    accountKnown: true,
    approvedBy: second.id,
  })
  expect(await booksOf(till)).toEqual({
    bank: 30_000,
    'fee le-phi': -15_000,
    'suspense duplicate': 0,
    refund_due: -15_000,
  })
  await expect(
    by(second, (work, officer) =>
      recordRefundSent(work, officer, id, { transaction: ' ', sentOn: '2026-11-24' }),
    ),
  ).rejects.toMatchObject({ code: 'payments.proof_needed' })
  await record()
  await expect(record()).rejects.toMatchObject({ code: 'payments.changed_meanwhile' })
  expect(await stateOf(orderId)).toEqual({
    state: 'paid',
    paid: 15_000,
    excess: 0,
    dueBack: 0,
    refunded: 15_000,
  })
  expect(await booksOf(till)).toEqual({
    bank: 15_000,
    'fee le-phi': -15_000,
    'suspense duplicate': 0,
    refund_due: 0,
  })
})

test('where nobody told the payer’s account two officers say it, each by themself; one that fails may be asked again', async () => {
  const till = await aTill()
  const [first, second] = till.finance
  const { orderId, suspenseId } = await paidTwice(till, { payer: { account: null, bank: null } })
  const account = { bin: '970436', number: '0071000123', holder: 'NGUYEN THI THU' }
  const ask = (more = {}) =>
    by(first, (work, officer) => askRefund(work, officer, { suspenseId, reason, ...more }))
  await expect(ask()).rejects.toMatchObject({ code: 'payments.account_needed' })
  const id = await ask({ account })
  const approve = (typed?: { bin: string; number: string }) =>
    by(second, (work, officer) => approveRefund(work, officer, id, { account: typed }))
  await expect(approve()).rejects.toMatchObject({ code: 'payments.account_needed' })
  await expect(approve({ ...account, number: '0071000132' })).rejects.toMatchObject({
    code: 'payments.account_differs',
  })
  await approve({ bin: account.bin, number: account.number })
  const failed = { reason: 'Ngân hàng báo tài khoản đã đóng' }
  await by(second, (work, officer) => failRefund(work, officer, id, failed))
  expect(await stateOf(orderId)).toMatchObject({ state: 'overpaid', excess: 15_000, dueBack: 0 })
  const again = await ask({ account })
  await by(second, (work, officer) =>
    declineRefund(work, officer, again, { reason: 'Chờ người nộp đến xác nhận' }),
  )
  expect(await booksOf(till)).toEqual({
    bank: 30_000,
    'fee le-phi': -15_000,
    'suspense duplicate': -15_000,
    refund_due: 0,
  })
  const listed = await by(first, (work, officer) => listRefunds(work, officer))
  expect(listed.map(({ state, evidence }) => [state, evidence?.reason]).toSorted()).toEqual([
    ['declined', 'Chờ người nộp đến xác nhận'],
    ['failed', failed.reason],
  ])
})

test('through the gateway it came by: the gateway’s word ends it, once, and another amount does not', async () => {
  const till = await aTill()
  const [first, second] = till.finance
  const { suspenseId } = await paidTwice(till, { gateway: 'gate', channel: 'redirect' })
  const id = await by(first, (work, officer) => askRefund(work, officer, { suspenseId, reason }))
  const mine = async () => (await read((work) => refundsToSend(work))).filter((one) => one.id === id)
  expect(await mine()).toEqual([])
  await by(second, (work, officer) => approveRefund(work, officer, id))
  expect(await mine()).toMatchObject([{ gateway: 'gate', amount: 15_000 }])
  await read((work) => noteRefundSent(work, id))
  expect(await mine()).toEqual([])
  const told = (amount: number) =>
    read((work) => refundEvidence(work, id, { gateway: 'gate', transaction: 'R-1', amount, at: tuesday }))
  expect([await told(14_999), await told(15_000), await told(15_000)]).toEqual([false, true, false])
  expect(await booksOf(till)).toMatchObject({ bank: 15_000, refund_due: 0 })
})

test('a fee that turns out less: the difference comes out of the fees, cash goes back at the counter, the receipt says what is left', async () => {
  const till = await aCollector()
  const [first, second] = till.finance
  const paid = await aPaidOrder(till, { fees: [copies, marriage], channel: 'cash' })
  await chargeOnly(paid, [copies])
  const suspenseId = await openSuspenseOf(paid.orderId)
  const id = await by(first, (work, officer) =>
    askRefund(work, officer, { suspenseId, reason: 'Được miễn lệ phí' }),
  )
  await by(second, (work, officer) => approveRefund(work, officer, id))
  await expect(
    by(second, (work, officer) =>
      recordRefundSent(work, officer, id, { transaction: 'FT1', sentOn: '2026-11-24' }),
    ),
  ).rejects.toMatchObject({ code: 'payments.wrong_way' })
  await by(second, (work, officer) => refundCashAtCounter(work, officer, id))
  expect(await booksOf(till)).toEqual({
    cash: 16_000,
    'fee ban-sao': -16_000,
    'fee ket-hon': 0,
    'suspense surplus': 0,
    refund_due: 0,
  })
  const receipts = await read((work) => receiptsOfOrder(work, paid.orderId))
  expect(receipts.map(({ state, amount, channel }) => [state, amount, channel])).toEqual([
    ['replaced', 1_016_000, 'cash'],
    ['numbered', 16_000, 'cash'],
  ])
  // And where nothing is left, none stands.
  const other = await aPaidOrder(till)
  await chargeOnly(other, [])
  expect(await read((work) => receiptsOfOrder(work, other.orderId))).toMatchObject([{ state: 'cancelled' }])
})

describe('money of several payments goes back to whom it came from', () => {
  const lessened = async (till: Till, pay: (reference: string) => Promise<unknown>) => {
    const charge = await aCharge(till, 10_000)
    const order = await perform(till.payer, (work) => createOrder(work, { chargeIds: [charge.id] }))
    await pay(order.reference)
    const items = { filing: [aFee(4000)] }
    await read((work) => replaceCharges(work, { ...charge, payerId: till.payer.id, items }))
    const waiting = await by(till.finance[0], (work, officer) => listSuspense(work, officer))
    return waiting.find((one) => one.reason === 'lessened')?.id ?? ''
  }
  const from = (account: string) => ({ payer: { bank: '970415', account } })
  const ask = (till: Till, suspenseId: string, account?: { bin: string; number: string; holder: string }) =>
    by(till.finance[0], async (work, officer) =>
      getRefund(work, officer, await askRefund(work, officer, { suspenseId, reason, account })),
    )

  const isNeeded = (till: Till, id: string) =>
    by(till.finance[0], async (work, officer) =>
      isAccountNeeded(work, (await viewSuspense(work, officer, id)).money),
    )

  test('an account without its bank is none: the page asks for one', async () => {
    const till = await aTill()
    const { suspenseId } = await paidTwice(till, { payer: { bank: null, account: '111' } })
    expect(await isNeeded(till, suspenseId)).toBe(true)
  })

  test('to who paid, not to who paid a second time and has that back already', async () => {
    const till = await aTill()
    const suspenseId = await lessened(till, async (reference) => {
      await settle(moneyFor(till, reference, 10_000, from('111')))
      await settle(moneyFor(till, reference, 10_000, from('222')))
    })
    expect(await isNeeded(till, suspenseId)).toBe(false)
    expect(await ask(till, suspenseId)).toMatchObject({ amount: 6000, toNumber: '111' })
  })

  test('not all of it to who paid the last part: where no one payment covers it two officers say where', async () => {
    const till = await aTill()
    const suspenseId = await lessened(till, async (reference) => {
      await settle(moneyFor(till, reference, 5500, from('111')))
      await settle(moneyFor(till, reference, 4500, from('222')))
    })
    await expect(ask(till, suspenseId)).rejects.toMatchObject({ code: 'payments.account_needed' })
    expect(await isNeeded(till, suspenseId)).toBe(true)
    const account = { bin: '970436', number: '333', holder: 'NGUYEN THI THU' }
    expect(await ask(till, suspenseId, account)).toMatchObject({ accountKnown: false, toNumber: '333' })
  })

  test('to who paid what two officers put to the order, and it can be done', async () => {
    const till = await aTill()
    const [first, second] = till.finance
    const suspenseId = await lessened(till, async (reference) => {
      await settle(moneyFor(till, 'khong co ma', 10_000, from('111')))
      const { id: orderId } = await read((work) => viewOrder(work, { reference }))
      const [money] = await by(first, (work, officer) => listSuspense(work, officer))
      const wanted = { suspenseId: money?.id ?? '', orderId, reason }
      await by(first, (work, officer) => proposeSuspense(work, officer, wanted))
      await by(second, (work, officer) => confirmSuspense(work, officer, wanted.suspenseId))
    })
    const { id, toNumber } = await ask(till, suspenseId)
    expect(toNumber).toBe('111')
    await by(second, (work, officer) => approveRefund(work, officer, id))
    const sent = { transaction: 'FT1', sentOn: '2026-11-24' } as const
    await by(second, (work, officer) => recordRefundSent(work, officer, id, sent))
    expect(await booksOf(till)).toMatchObject({ bank: 4000, refund_due: 0 })
  })
})

test('whoever does something with the same money at once is told so, and one has done it', async () => {
  const till = await aTill()
  const [first, second] = till.finance
  const third = { ...first, id: randomUUID() }
  const codes: string[] = []
  const atOnce = async (...tasks: Promise<unknown>[]) => {
    for (const one of await Promise.allSettled(tasks))
      codes.push(one.status === 'fulfilled' ? 'done' : one.reason.code)
  }
  for (let round = 0; round < 3; round++) {
    const { orderId, suspenseId } = await paidTwice(till)
    const { reference } = await read((work) => viewOrder(work, { id: orderId }))
    await settle(moneyFor(till, reference, 15_000))
    const other = await anOrder(till)
    const wanted = { suspenseId, orderId: other.id, reason }
    await atOnce(
      by(first, (work, officer) => proposeSuspense(work, officer, wanted)),
      by(second, (work, officer) => proposeSuspense(work, officer, wanted)),
      by(third, (work, officer) => askRefund(work, officer, { suspenseId, reason })),
    )
    await atOnce(
      by(second, (work, officer) => confirmSuspense(work, officer, suspenseId)),
      by(third, (work, officer) => confirmSuspense(work, officer, suspenseId)),
      by(first, (work, officer) => withdrawProposal(work, officer, { suspenseId, reason })),
    )
  }
  expect([...new Set(codes)].filter((code) => code !== 'done' && !code.startsWith('payments.'))).toEqual([])
  expect(codes.filter((code) => code === 'done').length).toBeGreaterThanOrEqual(3)
})

test('what is no id is nobody’s money, and all that waits is counted, however much is listed', async () => {
  const till = await aTill()
  const [first] = till.finance
  const codes = await Promise.all(
    [
      by(first, (work, officer) => getRefund(work, officer, 'abc')),
      by(first, (work, officer) => approveRefund(work, officer, 'abc')),
      by(first, (work, officer) => askRefund(work, officer, { suspenseId: 'abc', reason })),
      by(first, (work, officer) => confirmSuspense(work, officer, 'abc')),
      by(first, (work) => getReceipt(work, 'abc')),
    ].map((asked) => asked.catch(({ code }) => code)),
  )
  expect(codes).toEqual([
    'payments.refund_not_found',
    'payments.refund_not_found',
    'payments.suspense_not_found',
    'payments.suspense_not_found',
    'payments.receipt_not_found',
  ])
  await paidTwice(till)
  for (const amount of [100, 200]) await settle(moneyFor(till, 'khong co ma', amount))
  const sums = await by(first, (work, officer) => sumSuspense(work, officer))
  expect(sums.toSorted((one, other) => one.amount - other.amount)).toEqual([
    { kind: 'unclear', count: 2, amount: 300 },
    { kind: 'duplicate', count: 1, amount: 15_000 },
  ])
  const list = (kind?: 'unclear') =>
    by(first, (work, officer) => listSuspense(work, officer, { kind, limit: 2 }))
  expect([(await list()).length, (await list('unclear')).map(({ amount }) => amount)]).toEqual([
    2,
    [100, 200],
  ])
})

test('a refund that somebody ended while it was to be sent is asked of no gateway', async () => {
  const till = await aTill()
  const { refundId } = await aRefund(till, 'approved')
  await by(till.finance[1], (work, officer) => failRefund(work, officer, refundId, { reason: 'Nhầm người' }))
  expect(await read((work) => noteRefundSent(work, refundId))).toBe(false)
})
