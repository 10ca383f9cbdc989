import { fail, redirect } from '@sveltejs/kit'
import { getAgency } from '#server/modules/agencies/index.ts'
import {
  type ChargeView,
  findLastWay,
  listOwnCharges,
  type OrderView,
  openByMark,
  payLink,
  receiptsOfOrder,
  renewOrder,
  showOrder,
  toPay,
} from '#server/modules/payments/index.ts'
import { perform, type Work } from '#server/platform/work.ts'
import { formatDateTime } from '#shared/dates.ts'
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
    const own = work.actor.kind === 'citizen' ? await listOwnCharges(work, work.actor) : []
    const isTheirs = own.some(({ id }) => order.lines.some(({ chargeId }) => chargeId === id))
    const receipt = isTheirs ? (await receiptsOfOrder(work, order.id)).at(-1) : undefined
    return {
      order: await presentOrder(work, isTheirs ? order : withoutGrounds(order)),
      isOwn: isTheirs,
      wentTo: order.asks ? await wentTo(work, order) : null,
      next: isTheirs ? await nextReceiver(work, order, own) : null,
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

/** The gateway the payer went to last, of which nothing has been heard. */
async function wentTo(work: Work, { id }: OrderView) {
  const way = await findLastWay(work, id)
  return way && { name: way.name, at: formatDateTime(way.at) }
}

/** Whom this citizen has to pay besides, and how much. */
async function nextReceiver(work: Work, { agencyId }: OrderView, own: readonly ChargeView[]) {
  const owed = own.filter(({ left }) => left > 0)
  const next = owed.find((charge) => charge.agencyId !== agencyId) ?? owed[0]
  if (!next) return null
  const theirs = owed.filter((charge) => charge.agencyId === next.agencyId)
  return { agency: (await getAgency(work, next.agencyId)).name, left: toPay(theirs) }
}
