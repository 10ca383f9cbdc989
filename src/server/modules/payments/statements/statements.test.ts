import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { loadProvinceAgencies } from '#server/modules/agencies/fixtures.ts'
import { system } from '#server/platform/actor.ts'
import { newId } from '#server/platform/id.ts'
import { perform } from '#server/platform/work.ts'
import { formatIsoLocal } from '#shared/dates.ts'
import { anOfficer } from '#tests/people.ts'
import { insertAccounts } from '../accounts/account-queries.ts'
import { aGateway, anOrder, aTill, ledgerOf, moneyFor, settle, type Till } from '../fixtures.ts'
import { listAccountsFor, viewOrder } from '../index.ts'
import { takeNotice } from '../notices/take-notice.ts'
import { dropLines, settleLines } from './decide-lines.ts'
import { importStatement } from './import-statement.ts'
import { openStatement, statementOf, viewStatement } from './view-statements.ts'

type Gateway = Awaited<ReturnType<typeof aGateway>>
let bank: Gateway
beforeAll(async () => {
  await loadProvinceAgencies()
  bank = await aGateway()
})

const at = (ms = 0) => new Date(Date.now() - ms)

interface Line {
  transaction: string
  amount: number
  memo: string
  paidAt?: Date
}

/** A statement of the till's account as its bank writes it. */
function aStatement({ account }: Till, lines: readonly Line[], said = account.number): Buffer {
  const rows = lines.map(({ transaction, amount, memo, paidAt = at() }) => {
    const iso = formatIsoLocal(paidAt)
    const day = iso.slice(0, 10).split('-').reverse().join('/')
    return `${day} ${iso.slice(11, 19)},${transaction},,${amount},${memo},0900000101`
  })
  const head = 'Ngày giao dịch,Số giao dịch,Ghi nợ,Ghi có,Nội dung,TK đối ứng'
  return Buffer.from([`Số tài khoản,${said}`, head, ...rows].join('\n'))
}

async function bring(till: Till, bytes: Buffer, officer = till.finance[0]) {
  const [account] = await perform(officer, (work) => listAccountsFor(work, officer))
  return importStatement(officer, { accountId: account?.id ?? '', name: 'thang-11.csv', bytes })
}

const see = (till: Till, id: string, by = till.finance[1]) =>
  perform(by, (work) => viewStatement(work, by, id))

test('line by line: what both know agrees, what only the bank knows waits, what only we know is listed', async () => {
  const till = await aTill({ agencyId: 'ubnd-phuong-thuan-hoa' })
  const [one, two, three, four] = [
    await anOrder(till),
    await anOrder(till),
    await anOrder(till),
    await anOrder(till),
  ]
  const told = (memo: string, changes: object) => settle(moneyFor(till, memo, 15_000, changes))
  await told(one.reference, { transaction: 'FT-1' })
  await told(two.reference, { transaction: 'GW-2' })
  await told(three.reference, { transaction: 'FT-3' })
  await told(four.reference, { transaction: 'FT-4' })
  const lines = [
    { transaction: 'FT-1', amount: 15_000, memo: one.reference },
    { transaction: 'FT-2', amount: 15_000, memo: `nop ${two.reference}` },
    { transaction: 'FT-3', amount: 14_000, memo: three.reference },
    { transaction: 'FT-5', amount: 9000, memo: 'le phi' },
  ]
  const bytes = aStatement(till, lines)
  const id = await bring(till, bytes)
  const seen = await see(till, id)
  expect(seen.statement.counts).toMatchObject({ known: 1, alike: 1, differs: 1, missing: 1, settled: 0 })
  expect(seen.missing).toMatchObject([{ line: 6, transaction: 'FT-5' }])
  expect(seen.unlisted.map(({ transaction }) => transaction)).toEqual(['FT-4'])
  expect(await ledgerOf(till)).toEqual({ bank: 60_000, 'fee le-phi': -60_000 })
  const file = await perform(till.finance[0], (work) => openStatement(work, till.finance[0], id))
  expect(file.bytes.equals(bytes)).toBe(true)
  const stranger = anOfficer({ agencyId: 'ubnd-phuong-kim-long', roles: ['finance'] })
  await expect(see(till, id, stranger)).rejects.toMatchObject({ code: 'payments.statement_not_found' })
})

test('what only the bank knows is settled by another person, once, whatever comes later', async () => {
  const till = await aTill({ agencyId: 'ubnd-phuong-kim-long' })
  const [first, second] = till.finance
  const order = await anOrder(till)
  const lines = [
    { transaction: `FT${randomUUID().slice(0, 8)}`, amount: 15_000, memo: `CT DEN ${order.reference}` },
    { transaction: `FT${randomUUID().slice(0, 8)}`, amount: 7000, memo: 'khong ma' },
    { transaction: `FT${randomUUID().slice(0, 8)}`, amount: 300, memo: 'lai tien gui' },
  ]
  const id = await bring(till, aStatement(till, lines))
  await expect(settleLines(first, { statementId: id, lines: [3, 4] })).rejects.toMatchObject({
    code: 'payments.not_your_eyes',
  })
  expect(await ledgerOf(till)).toEqual({})
  // The notice of the second comes between taking in and settling.
  const notice = async ({ transaction, amount, memo }: Line) => {
    const { raw, headers } = bank.signed({
      id: transaction,
      bank: till.account.bin,
      account: till.account.number,
      content: memo,
      amount,
      currency: 'VND',
      paid_at: new Date().toISOString(),
    })
    return (await takeNotice(bank.id, { raw: Buffer.from(raw), headers, query: {} })).verdict
  }
  expect(await notice(lines[1] as Line)).toBe('taken')
  const both = [second, second].map(() => settleLines(second, { statementId: id, lines: [3, 4, 99] }))
  expect((await Promise.all(both)).reduce((sum, count) => sum + count)).toBe(1)
  expect(await notice(lines[0] as Line)).toBe('repeated')
  await perform(second, (work) =>
    dropLines(work, second, { statementId: id, lines: [5], reason: 'Lãi tiền gửi' }),
  )
  expect(await perform(till.payer, (work) => viewOrder(work, { id: order.id }))).toMatchObject({
    state: 'paid',
  })
  expect(await ledgerOf(till)).toEqual({ bank: 22_000, 'fee le-phi': -15_000, 'suspense unclear': -7000 })
  const { statement, decided, unlisted, missing } = await see(till, id)
  const telling = decided[0]?.transferId ?? ''
  expect(await perform(first, (work) => statementOf(work, first, telling))).toMatchObject({
    statementId: id,
    line: 3,
  })
  expect(statement.counts).toMatchObject({ known: 1, settled: 1, dropped: 1, missing: 0 })
  expect(decided).toMatchObject([{ decidedBy: second.id }, { decidedBy: second.id, reason: 'Lãi tiền gửi' }])
  expect([unlisted, missing]).toEqual([[], []])
  // The same days once more, in another file: nothing is new.
  const again = await bring(
    till,
    Buffer.concat([aStatement(till, lines.slice(0, 2)), Buffer.from('\n')]),
    second,
  )
  expect((await see(till, again)).statement.counts).toMatchObject({ known: 2, missing: 0 })
})

test('of two alike only one is known; a file twice, of another account or too large is refused', async () => {
  const till = await aTill({ agencyId: 'ubnd-phuong-phu-xuan' })
  const order = await anOrder(till)
  await settle(moneyFor(till, order.reference, 15_000, { transaction: 'W-1' }))
  const twice = ['FT-a', 'FT-b'].map((transaction) => ({
    transaction,
    amount: 15_000,
    memo: order.reference,
  }))
  const bytes = aStatement(till, twice)
  const id = await bring(till, bytes)
  expect((await see(till, id)).statement.counts).toMatchObject({ alike: 1, missing: 1 })
  // The database itself lets nobody decide who took it in.
  const alone = perform(system, ({ tx }) =>
    tx
      .updateTable('payments.bankStatementLine')
      .set({ state: 'dropped', decidedBy: till.finance[0].id, decidedAt: new Date(), reason: 'x' })
      .where('statementId', '=', id)
      .execute(),
  )
  await expect(alone).rejects.toThrow(/another decides/)
  expect(await settleLines(till.finance[1], { statementId: id, lines: [3, 4] })).toBe(1)
  expect(await ledgerOf(till)).toEqual({ bank: 30_000, 'fee le-phi': -15_000, 'suspense duplicate': -15_000 })

  await expect(bring(till, bytes)).rejects.toMatchObject({
    code: 'payments.statement_taken',
    details: { statement: id },
  })
  const other = aStatement(till, twice, '9999999999')
  await expect(bring(till, other)).rejects.toMatchObject({ code: 'payments.statement_of_other' })
  await expect(bring(till, Buffer.alloc(1_100_000, 'x'))).rejects.toMatchObject({
    code: 'payments.statement_too_large',
  })
  await expect(bring(till, Buffer.from('%PDF-1.7\0'))).rejects.toMatchObject({
    code: 'payments.statement_unreadable',
    details: { problem: 'not_text' },
  })
})

test('a statement is taken in of a verified account of one’s own agencies, whoever one is besides', async () => {
  const till = await aTill({ agencyId: 'ubnd-phuong-thuan-hoa' })
  const lines = [{ transaction: 'FT-9', amount: 1000, memo: '' }]
  const [own] = till.finance
  const administrator = anOfficer({ agencyId: 'ubnd-phuong-kim-long', roles: ['finance', 'administrator'] })
  const accounts = await perform(own, (work) => listAccountsFor(work, own))
  const mine = accounts.find(({ number }) => number === till.account.number)
  const take = (accountId = '', officer = own) =>
    importStatement(officer, { accountId, name: 'a.csv', bytes: aStatement(till, lines) })
  await expect(take(mine?.id, administrator)).rejects.toMatchObject({ code: 'payments.account_not_found' })
  const unverified = { ...till.account, number: '77', verifiedBy: null, verifiedAt: null, id: newId() }
  await perform(system, ({ tx, now }) =>
    insertAccounts(tx, [
      {
        agencyId: till.agencyId,
        fee: null,
        holder: 'AI DO',
        enteredBy: randomUUID(),
        enteredAt: now,
        validFrom: '2025-07-01',
        validTo: null,
        ...unverified,
      },
    ]),
  )
  await expect(take(unverified.id)).rejects.toMatchObject({ code: 'payments.account_not_found' })
})
