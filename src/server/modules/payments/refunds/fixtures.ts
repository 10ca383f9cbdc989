/** Money that goes back, for tests. */
import { randomUUID } from 'node:crypto'
import { type Officer, system } from '#server/platform/actor.ts'
import { perform, type Work } from '#server/platform/work.ts'
import { anOrder, moneyFor, settle, type Till } from '../fixtures.ts'
import { approveRefund, askRefund } from './ask-refund.ts'

/** An order paid twice: the second payment lies in `trùng`. */
export async function paidTwice(
  till: Till,
  changes: Parameters<typeof moneyFor>[3] = {},
): Promise<{ orderId: string; suspenseId: string }> {
  const { id: orderId, reference, amount } = await anOrder(till)
  const cash = { gateway: 'cash', takenBy: till.clerk.id, account: null, orderId }
  const more = { ...(changes.channel === 'cash' ? cash : {}), ...changes }
  for (const transaction of [randomUUID(), randomUUID()])
    await settle(moneyFor(till, reference, amount, { ...more, transaction }))
  return { orderId, suspenseId: await openSuspenseOf(orderId) }
}

/** What lies in suspense on an order's account. */
export function openSuspenseOf(orderId: string): Promise<string> {
  return perform(system, async ({ tx }) => {
    const { id } = await tx
      .selectFrom('payments.suspense')
      .select('id')
      .where('orderId', '=', orderId)
      .where('state', '=', 'open')
      .executeTakeFirstOrThrow()
    return id
  })
}

/** Asked by one of finance, approved by the other; `waits`: only the money. */
export async function aRefund(
  till: Till,
  how: 'waits' | 'asked' | 'approved',
  channel: 'notice' | 'cash' = 'notice',
): Promise<{ refundId: string; suspenseId: string }> {
  const { suspenseId } = await paidTwice(till, { channel })
  if (how === 'waits') return { refundId: '', suspenseId }
  const as = <T>(officer: Officer, task: (work: Work, proven: Officer) => Promise<T>) => {
    const proven = { ...officer, confirmedAt: new Date() }
    return perform(proven, (work) => task(work, proven))
  }
  const [first, second] = till.finance
  const refundId = await as(first, (work, officer) =>
    askRefund(work, officer, { suspenseId, reason: 'Nộp hai lần' }),
  )
  if (how === 'approved') await as(second, (work, officer) => approveRefund(work, officer, refundId))
  return { refundId, suspenseId }
}
