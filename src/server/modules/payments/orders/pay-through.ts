/** The way of a payer through a gateway: which there are, and where the browser goes. */
import type { Actor } from '#server/platform/actor.ts'
import { config } from '#server/platform/config.ts'
import { createTurns } from '#server/platform/jobs/turns.ts'
import { perform, type Work } from '#server/platform/work.ts'
import { listOrderActions } from '../books/order-queries.ts'
import { adapterOf } from '../gateways/adapters.ts'
import { gatewayKeys } from '../gateways/gateway-keys.ts'
import { findGateway, type GatewayRow, listGateways } from '../gateways/gateway-queries.ts'
import { keepBooks } from '../keep-books.ts'
import { gatewaySilent, gatewayUnknown, orderClosed } from '../refusals.ts'
import { payLink } from './mark.ts'
import { goToGateway } from './move-order.ts'
import { openByMark } from './view-order.ts'

/** Of one order: each way to a gateway is kept for ever, and asks somebody else's server. */
const turns = createTurns({ capacity: 20, perSecond: 1 / 30 })

type Link = { reference: string; mark: string }

/** Gateways that are offered to payers and can be given an order, by the name payers read. */
export async function listWaysToPay(work: Work): Promise<Pick<GatewayRow, 'id' | 'name'>[]> {
  const gateways = await keepBooks(work, ({ tx }) => listGateways(tx))
  return gateways.filter(isOffered).map(({ id, name }) => ({ id, name }))
}

function isOffered({ id, kind, baseUrl, isActive }: GatewayRow): boolean {
  return isActive && baseUrl !== null && adapterOf(kind).make !== undefined && gatewayKeys(id).length > 0
}

/** Through which gateway the payer of this order went last, where no money has come since. For whoever has opened the order. */
export function findLastWay(work: Work, orderId: string): Promise<{ name: string; at: Date } | undefined> {
  return keepBooks(work, async ({ tx }) => {
    const last = (await listOrderActions(tx, orderId)).findLast(
      ({ kind }) => kind === 'go_to' || kind === 'receive' || kind === 'assign',
    )
    const gateway = last?.kind === 'go_to' && (await findGateway(tx, String(last.data.gateway)))
    return gateway ? { name: gateway.name, at: last.at } : undefined
  })
}

/**
 * Where the payer goes on at this gateway. The order is marked before the gateway is asked, so that it is asked about whatever comes
 * of that; no transaction is open while it thinks. Refuses an order that asks for nothing, and a gateway that does not answer.
 */
export async function payThrough(
  actor: Actor,
  link: Link,
  gatewayId: string,
): Promise<{ goTo: string; name: string }> {
  const { order, gateway } = await perform(actor, async (work) => {
    const order = await openByMark(work, link.reference, link.mark)
    const gateway = await keepBooks(work, ({ tx }) => findGateway(tx, gatewayId))
    if (!gateway || !isOffered(gateway)) throw gatewayUnknown()
    if (!order.asks) throw orderClosed({ state: order.state })
    turns.take(order.id)
    await goToGateway(work, link, gatewayId)
    return { order, gateway }
  })
  const using = { gateway, keys: gatewayKeys(gateway.id), now: new Date() }
  const returnTo = `${config.ORIGIN}${payLink(order)}`
  const made = await adapterOf(gateway.kind).make?.({ ...order, amount: order.left, returnTo }, using)
  if (!made || 'failed' in made) throw gatewaySilent({ name: gateway.name })
  return { goTo: made.goTo, name: gateway.name }
}
