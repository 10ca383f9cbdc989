import { fail, redirect } from '@sveltejs/kit'
import {
  listOwnCharges,
  type OrderView,
  openByMark,
  payLink,
  receiptsOfOrder,
  renewOrder,
  showOrder,
} from '#server/modules/payments/index.ts'
import { perform, type Work } from '#server/platform/work.ts'
import { m } from '#shared/messages/index.ts'
import { Refusal } from '#shared/refusal.ts'
import { presentOrder } from '../../present-order.server.ts'

/** Whoever has the link may pay: it says nothing of the person who owes. */
export const load = async ({ params, locals, setHeaders }) => {
  setHeaders({ 'cache-control': 'no-store' })
  return perform(locals.actor, async (work) => {
    const opened = await openByMark(work, params.reference, params.mark)
    if (opened.state === 'created') await showOrder(work, params)
    const order = opened.state === 'created' ? await openByMark(work, params.reference, params.mark) : opened
    const isTheirs = await isOwn(work, order)
    const receipt = isTheirs ? (await receiptsOfOrder(work, order.id)).at(-1) : undefined
    return {
      order: await presentOrder(work, isTheirs ? order : withoutGrounds(order)),
      isOwn: isTheirs,
      receipt: receipt && {
        id: receipt.id,
        number: `${receipt.series} ${receipt.number}`,
        state: receipt.state,
        reason: receipt.reason ?? '',
      },
    }
  })
}

export const actions = {
  'lay-ma': async ({ params, locals }) => {
    let path: string
    try {
      path = payLink(await perform(locals.actor, (work) => renewOrder(work, params)))
    } catch (failure) {
      if (!(failure instanceof Refusal)) throw failure
      return fail(failure.status, { refusal: m.refusal(failure.code, failure.details) })
    }
    redirect(303, path)
  },
}

/** Why somebody pays less, or what an officer wrote of their case, is not for whoever pays for them. */
function withoutGrounds({ lines, ...order }: OrderView): OrderView {
  return { ...order, lines: lines.map((line) => ({ ...line, explanation: '' })) }
}

/** Whether the charges are this citizen's own, for the ways on that only they have. */
async function isOwn(work: Work, { lines }: OrderView): Promise<boolean> {
  if (work.actor.kind !== 'citizen') return false
  const own = await listOwnCharges(work, work.actor)
  return own.some(({ id }) => lines.some(({ chargeId }) => chargeId === id))
}
