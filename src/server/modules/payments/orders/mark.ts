/** The mark in a link to an order: whoever holds it has had it from the server, and what it shows is what the server asked. */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { deriveKey, loadKey } from '#server/platform/keys.ts'
import type { Order } from '../books/order-queries.ts'

const key = deriveKey(loadKey('payments'), 'link to an order')

type Marked = Pick<Order, 'id' | 'reference'>

/** 16 characters, 96 bits. */
export function markOf({ id, reference }: Marked): string {
  return createHmac('sha256', key).update(`${id} ${reference}`).digest('base64url').slice(0, 16)
}

export function isMarkOf(order: Marked, mark: string): boolean {
  const right = Buffer.from(markOf(order))
  const given = Buffer.from(mark)
  return given.length === right.length && timingSafeEqual(right, given)
}

/** The address of an order for whoever holds it, also on a poster: amount, receiver and code, no name. */
export function payLink(order: Marked): string {
  return `/thanh-toan/${order.reference}/${markOf(order)}`
}
