/** Which figures an order waits for: of which agency, of which service, since when. */

import { type AgencyValue, listAgencyValues, type Measure } from '#server/modules/indicators/index.ts'
import type { Work } from '#server/platform/work.ts'
import { listOpenTasks, type OpenOrder } from './queries.ts'

/** Orders that still wait for their figure to recover. */
export function listOpenOrders({ tx }: Work): Promise<OpenOrder[]> {
  return listOpenTasks(tx)
}

export interface OrderableValue extends AgencyValue {
  /** Since when an order about this very figure waits for it to recover. */
  orderedAt: Date | null
}

/** Every agency whose figure could be better, the worst first, and whether an order about it is under way. */
export async function listOrderableValues(
  work: Work,
  measure: Measure,
  serviceCode: string | null,
): Promise<OrderableValue[]> {
  const values = await listAgencyValues(work, measure, serviceCode)
  const orders = (await listOpenOrders(work)).filter(
    (order) => order.measure === measure && order.serviceCode === serviceCode,
  )
  return values.map((value) => ({
    ...value,
    orderedAt: orders.find(({ agencyId }) => agencyId === value.agencyId)?.issuedAt ?? null,
  }))
}
