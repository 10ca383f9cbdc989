/** Who says nothing is asked: an order shown to a payer stays unknown until there is evidence, and is asked about for three days. */
import { system } from '#server/platform/actor.ts'
import { defineSchedule } from '#server/platform/jobs/jobs.ts'
import { perform, type Work } from '#server/platform/work.ts'
import { type Asking, listAsking, putOff } from '../books/asking-queries.ts'
import { lockOrders } from '../books/order-queries.ts'
import { takeOrderAction } from '../books/take-order-action.ts'
import { orderUnknown } from '../events.ts'
import { adapterOf } from '../gateways/adapters.ts'
import { gatewayKeys } from '../gateways/gateway-keys.ts'
import type { Asked } from '../gateways/port.ts'
import { keepBooks } from '../keep-books.ts'
import { noteDiffering } from '../notices/note-differing.ts'
import { paymentRules } from '../province-rules.ts'
import { settleTransfer } from '../settle/settle-transfer.ts'

const atOnce = 50

/** Questions under way at the same time. */
const together = 8
/** A gateway that has left so many questions of one round without an answer is asked nothing more in it: others wait behind. */
const mostUnanswered = 3

/** Asks what is due now; no transaction is open while a gateway thinks. Gives how many were due. */
export async function askGateways(now = new Date()): Promise<number> {
  const due = await perform(system, ({ tx }) => listAsking(tx, now, atOnce), { now })
  const left = [...due]
  const unanswered = new Map<string, number>()
  async function askOn(): Promise<void> {
    for (let asking = left.shift(); asking; asking = left.shift()) {
      const { id } = asking
      const isSilent = (unanswered.get(id) ?? 0) >= mostUnanswered
      const asked: Asked = isSilent ? { says: 'unclear', reason: 'silent' } : await ask(asking, now)
      if (asked.says === 'unclear') unanswered.set(id, (unanswered.get(id) ?? 0) + 1)
      else unanswered.delete(id)
      await hearOf(asking, asked, now)
    }
  }
  await Promise.all(Array.from({ length: together }, askOn))
  return due.length
}

function hearOf(asking: Asking, asked: Asked, now: Date): Promise<void> {
  return perform(system, (work) => hear(work, asking, asked), { now })
}

async function ask(asking: Asking, now: Date): Promise<Asked> {
  const { orderId: id, reference, createdAt, ...gateway } = asking
  const adapter = adapterOf(gateway.kind)
  if (!adapter.ask) return { says: 'nothing' }
  return adapter.ask({ id, reference, createdAt }, { gateway, keys: gatewayKeys(gateway.id), now })
}

async function hear(work: Work, asking: Asking, asked: Asked): Promise<void> {
  await keepBooks(work, async (books) => {
    if (asked.says === 'money') {
      for (const told of asked.told) {
        const incoming = { ...told, gateway: asking.id, channel: asking.kind, noticeId: null }
        const { verdict, transferId } = await settleTransfer(books, incoming)
        if (verdict === 'differs') await noteDiffering(books, { gateway: asking.id, told, transferId })
      }
    }
    if (asked.says === 'unclear') {
      const [order] = await lockOrders(books.tx, { ids: [asking.orderId] })
      if (order?.base === 'pending' && order.paid < order.amount) {
        await takeOrderAction(books, order, 'lose', { data: { gateway: asking.id, reason: asked.reason } })
        books.tell(orderUnknown(order.id, { agencyId: order.agencyId }))
      }
    }
    await putOff(books.tx, asking, nextTime(asking, work.now))
  })
}

/** The next of the province's waits, counted from when the order was shown; null after the last. */
function nextTime({ since, tries }: Asking, now: Date): Date | null {
  const after = paymentRules().askAfter[tries + 1]
  if (after === undefined) return null
  return new Date(Math.max(since.getTime() + after * 1000, now.getTime() + 10_000))
}

export const askEachMinute = defineSchedule({
  name: 'payments.ask',
  cron: '* * * * *',
  async run() {
    while ((await askGateways()) === atOnce);
  },
})
