import { fail, redirect } from '@sveltejs/kit'
import { getAgency } from '#server/modules/agencies/index.ts'
import {
  type ChargeView,
  createOrder,
  listOwnCharges,
  payLink,
  toPay,
  viewOrder,
} from '#server/modules/payments/index.ts'
import type { Citizen } from '#server/platform/actor.ts'
import { readPost } from '#server/platform/forms/read-post.ts'
import { isId } from '#server/platform/id.ts'
import { perform } from '#server/platform/work.ts'
import { dateWords } from '#shared/dates.ts'
import { m } from '#shared/messages/index.ts'
import { Refusal } from '#shared/refusal.ts'
import { citizenOf, citizenOrPark } from '#ui/form/citizen-page.server.ts'

/** What one owes, by who receives it: several charges of one receiver are paid at once. */
export const load = async (event) => {
  const citizen = citizenOf(event)
  event.setHeaders({ 'cache-control': 'no-store' })
  return perform(citizen, async (work) => {
    const charges = await listOwnCharges(work, citizen)
    const owed = charges.filter(({ left }) => left > 0)
    const receivers = []
    for (const agencyId of new Set(owed.map((charge) => charge.agencyId))) {
      const theirs = owed.filter((charge) => charge.agencyId === agencyId)
      receivers.push({
        agencyId,
        name: (await getAgency(work, agencyId)).name,
        charges: theirs.map(present),
        left: toPay(theirs),
      })
    }
    const settled = []
    for (const charge of charges.filter(({ amount, left }) => amount > 0 && left === 0))
      settled.push({ ...present(charge), agency: (await getAgency(work, charge.agencyId)).name })
    return { receivers, total: toPay(owed), settled }
  })
}

export const actions = {
  tra: async (event) => {
    const post = await readPost(event.request)
    const citizen = await citizenOrPark(event, post.fields)
    const chargeIds = post.fields.flatMap(([name, value]) =>
      name === 'khoan[]' && isId(value) ? [value] : [],
    )
    if (chargeIds.length === 0) return fail(422, { refusal: m.payments.payer.own.nothingChosen })
    let path: string
    try {
      path = payLink(await perform(citizen, (work) => createOrder(work, { chargeIds })))
    } catch (failure) {
      if (!(failure instanceof Refusal)) throw failure
      const begun = await begunOrder(citizen, failure)
      if (begun) redirect(303, begun)
      return fail(failure.status, { refusal: m.refusal(failure.code, failure.details) })
    }
    redirect(303, path)
  },
}

/** The order of which a part has come: it is what is to be paid, not another. */
async function begunOrder(citizen: Citizen, { code, details }: Refusal): Promise<string | undefined> {
  if (code !== 'payments.order_begun') return undefined
  return payLink(await perform(citizen, (work) => viewOrder(work, { reference: String(details.order) })))
}

function present({ id, title, items, amount, paid, left, held, orderLeft, madeAt }: ChargeView) {
  return {
    id,
    title,
    names: items.filter((item) => item.amount > 0).map(({ name }) => name),
    amount,
    paid,
    left,
    begun: held > 0 && orderLeft !== null ? { held, left: orderLeft } : null,
    madeOn: dateWords(madeAt),
  }
}
