/**
 * Says “changed” when something became of this order, also between the page that was shown (`da-xem`) and this stream; whoever has
 * its link may watch.
 */
import {
  moneyReceived,
  type OrderView,
  openByMark,
  orderEnded,
  orderUnknown,
} from '#server/modules/payments/index.ts'
import { streamEvents } from '#server/platform/log/live/event-stream.ts'
import { watchFeed } from '#server/platform/log/live/watch-feed.ts'
import { on } from '#server/platform/log/on.ts'
import { perform } from '#server/platform/work.ts'
import { defineRefusal } from '#shared/refusal.ts'
import { shownOf } from '../../../present-order.server.ts'

const tooManyWatchers = defineRefusal('payments.too_many_watchers', 429)

/** Pages that show one order at once, for each web process: a family's phones and the counter's screen, not a crowd. */
const mostWatchers = 40
const watchers = new Map<string, number>()

const news = on([moneyReceived, orderEnded, orderUnknown], ({ id, subjectId }) => ({ id, subjectId }))

export const GET = async ({ params, locals, request, url }) => {
  const { id: orderId } = await requireOrder(params, locals)
  const shown = url.searchParams.get('da-xem')
  const count = watchers.get(orderId) ?? 0
  if (count >= mostWatchers) throw tooManyWatchers({ most: mostWatchers, seconds: 10 })
  return streamEvents({
    signal: request.signal,
    actor: locals.actor,
    actorNow: locals.actorNow,
    watch(send) {
      watchers.set(orderId, (watchers.get(orderId) ?? 0) + 1)
      const changed = (id: number) => send({ event: 'changed', id, data: '' })
      const compare = async () => {
        const order = await requireOrder(params, locals)
        if (shownOf(order) !== shown) changed(0)
      }
      const stop = watchFeed(
        [news],
        (facts) => {
          const last = facts.findLast(({ subjectId }) => subjectId === orderId)
          if (last) changed(last.id)
        },
        // Where it cannot be compared the page waits for what is told, as before.
        () => shown && compare().catch(() => {}),
      )
      return () => {
        stop()
        const left = (watchers.get(orderId) ?? 1) - 1
        if (left > 0) watchers.set(orderId, left)
        else watchers.delete(orderId)
      }
    },
  })
}

export const HEAD = async ({ params, locals }) => {
  await requireOrder(params, locals)
  return new Response(null, { headers: { 'cache-control': 'no-store' } })
}

async function requireOrder(
  { reference, mark }: { reference: string; mark: string },
  { actor }: App.Locals,
): Promise<OrderView> {
  return perform(actor, (work) => openByMark(work, reference, mark))
}
