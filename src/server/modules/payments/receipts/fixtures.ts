/** Agencies that issue receipts, and orders that were paid, for tests. */
import { randomUUID } from 'node:crypto'
import { anAgency } from '#server/modules/agencies/fixtures.ts'
import { aPerson } from '#server/modules/registry/fixtures.ts'
import { type Officer, system } from '#server/platform/actor.ts'
import { perform } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import { aCitizen } from '#tests/people.ts'
import { makeCharges, replaceCharges } from '../charges/make-charges.ts'
import { aTill, moneyFor, type Till } from '../fixtures.ts'
import { keepBooks } from '../keep-books.ts'
import type { Channel, ChargeItem } from '../model.ts'
import { createOrder } from '../orders/create-order.ts'
import { settleTransfer } from '../settle/settle-transfer.ts'
import { setCollector } from './collectors.ts'

export const tuesday = new Date('2026-11-24T09:05:00+07:00')

/** An agency that is there, with a payer who is registered; it has a tax code that is nobody's, unless it has none yet. */
export async function aCollector({ hasCode = true, now = tuesday } = {}): Promise<Till> {
  const till = await aTill({ hasCode })
  await anAgency({ id: till.agencyId, name: 'Ủy ban nhân dân phường Thử', place: 'Phường Thử' })
  const { id, fullName: name } = await aPerson({ fullName: 'Lê Thị Mỹ Hạnh' })
  const finance = till.finance.map((officer) => proven(officer, now)) as Till['finance']
  return { ...till, payer: aCitizen({ id, name }), finance }
}

export const proven = (officer: Officer, confirmedAt = tuesday): Officer => ({ ...officer, confirmedAt })

export async function giveCode({ finance }: Till, now = tuesday): Promise<void> {
  const officer = proven(finance[0], now)
  const code = { taxCode: '0012345672', letters: 'AA', from: localDay(now) }
  await perform(officer, (work) => setCollector(work, officer, code), { now })
}

const feeOf = (key: string, name: string, amount: number): ChargeItem => ({
  key,
  name,
  amount,
  basis: '',
  explanation: '',
})
export const copies = feeOf('ban-sao', 'Phí cấp bản sao trích lục hộ tịch (2 bản)', 16_000)
export const marriage = feeOf('ket-hon', 'Lệ phí đăng ký kết hôn có yếu tố nước ngoài', 1_000_000)

export interface Paid {
  orderId: string
  subject: ReturnType<typeof subjectOf>
}

function subjectOf({ agencyId, payer }: Till) {
  const title = 'H57.16.02-261124-0007'
  return { subjectKind: 'dossier', subjectId: randomUUID(), title, agencyId, payerId: payer.id }
}

/** An order that was paid whole in one work, with its receipt. `last` is done while the series is still locked. */
export async function aPaidOrder(
  till: Till,
  { fees = [copies], channel = 'notice' as Channel, now = tuesday } = {},
  last: () => void = () => {},
): Promise<Paid> {
  const subject = subjectOf(till)
  const [charge] = await perform(
    system,
    (work) => makeCharges(work, { ...subject, items: { filing: fees } }),
    { now },
  )
  const { payer } = till
  const order = await perform(payer, (work) => createOrder(work, { chargeIds: [charge?.id ?? ''] }), { now })
  const cash = { gateway: 'cash', takenBy: till.clerk.id, account: null, orderId: order.id }
  const money = moneyFor(till, order.reference, order.amount, {
    channel,
    paidAt: now,
    ...(channel === 'cash' ? cash : {}),
  })
  await perform(
    system,
    async (work) => {
      await keepBooks(work, (books) => settleTransfer(books, money))
      last()
    },
    { now },
  )
  return { orderId: order.id, subject }
}

/** What was paid for turns out to cost only this. */
export async function chargeOnly(
  { subject }: Paid,
  fees: readonly ChargeItem[],
  now = tuesday,
): Promise<void> {
  await perform(system, (work) => replaceCharges(work, { ...subject, items: { filing: fees } }), { now })
}
