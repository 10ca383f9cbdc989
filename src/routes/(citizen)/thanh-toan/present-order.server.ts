/** An order as whoever holds its link sees it: amount, receiver and code, no name. */

import { encode } from '#server/crafts/vietqr/encode.ts'
import { getAgency } from '#server/modules/agencies/index.ts'
import { type OrderView, payLink } from '#server/modules/payments/index.ts'
import { config } from '#server/platform/config.ts'
import type { Work } from '#server/platform/work.ts'
import { bankAppLinks, bankName } from '#shared/banks.ts'
import { formatDateTime } from '#shared/dates.ts'
import { drawQr } from '#ui/show/draw-qr.server.ts'

/** What of an order its page shows: a page that shows something else is to be loaded anew. */
export const shownOf = ({ state, paid }: OrderView) => `${state}-${paid}`

/** The text of the payment code for what is left; undefined where nothing is, or the agency has no verified account. */
export function codeOf({ account, asks, left, reference }: OrderView): string | undefined {
  if (!account || !asks) return undefined
  const { bin, number } = account
  return encode({ bin, account: number, service: 'QRIBFTTA', amount: left, purpose: reference })
}

export async function presentOrder(work: Work, order: OrderView) {
  const { reference, state, amount, paid, left, excess, dueBack, refunded, account, lines } = order
  const text = codeOf(order)
  const titles = [...new Set(lines.map(({ title }) => title))]
  const path = payLink(order)
  return {
    reference,
    state,
    amount,
    paid,
    left,
    excess,
    dueBack,
    refunded,
    /** Money is still expected, so the page is kept up to date. */
    isAwaited: order.asks,
    /** Another order took its place: the same is asked for by that one. */
    isSuperseded: order.heirId !== null,
    shown: shownOf(order),
    agencyName: (await getAgency(work, order.agencyId)).name,
    account: account && { ...account, bank: bankName(account.bin) },
    code: text,
    qr: text && drawQr(text),
    apps: account && text ? bankAppLinks({ ...account, amount: left, memo: reference }) : [],
    charges: titles.map((title) => ({ title, lines: lines.filter((line) => line.title === title) })),
    until: formatDateTime(order.expiresAt),
    paidAt: order.paidAt && formatDateTime(order.paidAt),
    path,
    link: `${config.ORIGIN}${path}`,
  }
}
