/** For tests: whoever filed pays, the program hears of it, and the dossier goes on. */
import { randomUUID } from 'node:crypto'
import { settle } from '#server/modules/payments/fixtures.ts'
import { chargesOf, createOrder, type OrderView } from '#server/modules/payments/index.ts'
import { system } from '#server/platform/actor.ts'
import { perform } from '#server/platform/work.ts'
import { chargedSubject } from '../fees/charge-dossier.ts'
import { monday } from '../fixtures.ts'
import { settlePaid } from './settle-paid.ts'

/** Pays all that the dossier owes now, if anything, and tells it so; answers how much that was, in đồng. */
export async function payFees(id: string, now = monday): Promise<number> {
  const order = await perform(system, (work) => orderOf(work, id), { now })
  if (!order) return 0
  await settle(
    {
      gateway: 'gateway-of-tests',
      channel: 'redirect',
      noticeId: null,
      transaction: randomUUID(),
      amount: order.left,
      account: null,
      memo: '',
      reference: order.reference,
      paidAt: now,
      payer: { account: null, bank: null },
    },
    now,
  )
  await perform(system, (work) => settlePaid(work, id), { now })
  return order.left
}

async function orderOf(work: Parameters<typeof createOrder>[0], id: string): Promise<OrderView | undefined> {
  const { charges } = await chargesOf(work, chargedSubject(id))
  const chargeIds = charges.filter(({ left }) => left > 0).map((charge) => charge.id)
  return chargeIds.length > 0 ? createOrder(work, { chargeIds }) : undefined
}
