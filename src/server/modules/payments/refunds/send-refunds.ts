/** Money that goes back through the gateway it came by: asked of the gateway under the refund's identity until it says yes or no, signed. */
import { system } from '#server/platform/actor.ts'
import { defineSchedule } from '#server/platform/jobs/jobs.ts'
import { perform } from '#server/platform/work.ts'
import { m } from '#shared/messages/index.ts'
import { adapterOf } from '../gateways/adapters.ts'
import { gatewayKeys } from '../gateways/gateway-keys.ts'
import { findGateway } from '../gateways/gateway-queries.ts'
import type { RefundMade } from '../gateways/port.ts'
import { failRefund, noteRefundSent, refundEvidence, refundsToSend } from './prove-refund.ts'
import { listUnanswered, type RefundLine } from './refund-queries.ts'

const atOnce = 50

/** Asks for what was approved and not asked yet. Gives how many were asked. */
export async function sendRefunds(): Promise<number> {
  const refunds = await perform(system, refundsToSend)
  return askFor(refunds.slice(0, atOnce))
}

/** Asks again for what no gateway has answered yet: it gives back once, whatever became of the first question. */
export async function sendRefundsAgain(): Promise<number> {
  return askFor(await perform(system, ({ tx }) => listUnanswered(tx, atOnce)))
}

async function askFor(refunds: readonly RefundLine[]): Promise<number> {
  let asked = 0
  for (const refund of refunds) {
    const made = await make(refund)
    if (!made) continue
    asked += 1
    await perform(system, async (work) => {
      const { id, amount } = refund
      if (made.says === 'done') {
        const { transaction = '' } = made.evidence
        await refundEvidence(work, id, { gateway: refund.gateway ?? '', transaction, amount, at: work.now })
      } else if (made.says === 'failed') {
        await failRefund(work, 'gateway', id, { reason: m.payments.refusedByGateway })
      }
    })
  }
  return asked
}

/** What the gateway says; undefined where it cannot be asked, and somebody of finance gives the money back otherwise. */
async function make({ id, gateway: name, transaction, amount, toBin, toNumber, toHolder }: RefundLine) {
  const gateway = await perform(system, ({ tx }) => findGateway(tx, name ?? ''))
  const refund = gateway && adapterOf(gateway.kind).refund
  if (!gateway?.baseUrl || !refund || !transaction) return undefined
  // Said before it is asked: whoever is broken off in between asks again, and never believes that nothing was asked.
  if (!(await perform(system, (work) => noteRefundSent(work, id)))) return undefined
  const to = toBin && toNumber ? { bin: toBin, number: toNumber, holder: toHolder ?? '' } : null
  const using = { gateway, keys: gatewayKeys(gateway.id), now: new Date() }
  const made: RefundMade = await refund({ id, transaction, amount, to }, using)
  return made
}

export const sendRefundsEachMinute = defineSchedule({
  name: 'payments.send-refunds',
  cron: '* * * * *',
  run: async () => void (await sendRefunds()),
})

export const sendRefundsAgainNow = defineSchedule({
  name: 'payments.send-refunds-again',
  cron: '*/10 * * * *',
  run: async () => void (await sendRefundsAgain()),
})
