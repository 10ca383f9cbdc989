import { z } from 'zod'
import { listWaysToPay, openByMark, payLink, payThrough } from '#server/modules/payments/index.ts'
import { perform } from '#server/platform/work.ts'
import { handleForm } from '#ui/form/handle-form.server.ts'
import type { Actions, PageServerLoad } from './$types'

/** Whoever has the link may pay, by whatever way there is. */
export const load: PageServerLoad = ({ params, locals, setHeaders }) => {
  setHeaders({ 'cache-control': 'no-store' })
  return perform(locals.actor, async (work) => {
    const order = await openByMark(work, params.reference, params.mark)
    const ways = order.asks ? await listWaysToPay(work) : []
    return { path: payLink(order), left: order.left, ways }
  })
}

const Chosen = z.object({ gateway: z.string().max(40) })

export const actions: Actions = {
  // The address is shown before anybody goes there: no form of ours leads to another site.
  default: async ({ request, params, locals }) => {
    let way: { goTo: string; name: string } | undefined
    const failure = await handleForm(request, Chosen, async ({ gateway }) => {
      way = await payThrough(locals.actor, params, gateway)
    })
    return failure ?? { way: way && { ...way, host: new URL(way.goTo).host } }
  },
}
