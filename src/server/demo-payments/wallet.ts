/** A wallet: takes orders from the program, lets the payer agree, and only a little later knows and tells what became of it. */
import { m } from '#shared/messages/index.ts'
import { formatDong } from '#shared/money.ts'
import { escapeHtml } from '../demo-page.ts'
import type { Book, Order, Payment } from './book.ts'
import { payOrder } from './gateway.ts'
import { alertOf, factsOf, markOf, page } from './pages.ts'
import { refundOnce } from './refunds.ts'
import { answerInJson, sayInJson } from './signed-talk.ts'
import type { Answer, Asked, StandIn } from './stand-in.ts'
import type { Message } from './teller.ts'

/** How long it thinks, in milliseconds. */
const thinkMs = 1_500

export function openWallet(
  path: string,
  book: Book,
  keys: () => readonly Uint8Array[],
  merchant: string,
  origin: string,
): StandIn {
  const name = m.payments.standIns.wallet.name
  const agreed = new Set<string>()

  function answer(asked: Asked): Answer {
    if (asked.path === '/orders') return answerInJson(asked, keys(), take)
    if (asked.path === '/orders/query') {
      return answerInJson(asked, keys(), ({ order }) =>
        typeof order === 'string' ? outcomeOf(order) : undefined,
      )
    }
    if (asked.path === '/refunds') {
      return answerInJson(asked, keys(), (question) => {
        const refund = refundOnce(book, question)
        return refund
          ? { key: refund.key, status: 'done', evidence: refund.evidence }
          : { key: question.key, status: 'refused' }
      })
    }
    const order = book.orders.get(/^\/don\/(\w+)$/.exec(asked.path)?.[1] ?? '')
    if (!order) {
      const { title, notFound } = m.payments.standIns.wallet
      const way = `<p><a href="${path}/nut">${escapeHtml(m.payments.standIns.faults.title)}</a></p>`
      return {
        status: 404,
        html: page(name, title, `<h1>${escapeHtml(title)}</h1>${alertOf(notFound)}${way}`),
      }
    }
    return asked.method === 'POST' ? agree(order) : orderPage(order)
  }

  function take(question: Record<string, unknown>): object | undefined {
    const { order, amount, return_url: returnTo, expires_at: expiresAt } = question
    const isWhole =
      typeof order === 'string' &&
      /^\w{1,40}$/.test(order) &&
      typeof amount === 'number' &&
      Number.isSafeInteger(amount)
    if (
      !isWhole ||
      question.merchant !== merchant ||
      typeof returnTo !== 'string' ||
      typeof expiresAt !== 'string'
    ) {
      return undefined
    }
    if (URL.parse(returnTo)?.origin !== origin) return { order, status: 'refused' }
    if (book.orders.get(order)?.amount !== amount) {
      book.write({ kind: 'order', order, at: new Date().toISOString(), amount, returnTo, expiresAt })
    }
    return { order, status: 'accepted', pay_url: `${origin}${path}/don/${order}` }
  }

  /** Nothing is paid yet when the page has been answered. */
  function agree(order: Order): Answer {
    if (!agreed.has(order.order) && book.paymentsOf(order.order).length === 0) {
      agreed.add(order.order)
      setTimeout(() => payOrder(book, order.order, order.amount), thinkMs).unref()
    }
    const words = m.payments.standIns.wallet
    return {
      status: 200,
      html: page(
        name,
        words.taken,
        `<h1>${escapeHtml(words.taken)}</h1><p>${escapeHtml(words.takenHelp)}</p>
<p><a class="btn" href="${escapeHtml(order.returnTo)}">${escapeHtml(words.goBack)}</a></p>`,
      ),
    }
  }

  function orderPage({ order, amount, returnTo }: Order): Answer {
    const words = m.payments.standIns.wallet
    return {
      status: 200,
      html: page(
        name,
        words.title,
        `<h1>${escapeHtml(words.title)}</h1>${markOf(words.about)}
<p class="sum num">${escapeHtml(formatDong(amount))}</p>
${factsOf([[m.payments.standIns.gateway.order, order]])}
<form method="post" action="${path}/don/${order}"><p><button class="btn">${escapeHtml(words.pay)}</button></p></form>
<p><a href="${escapeHtml(returnTo)}">${escapeHtml(words.goBack)}</a></p>
<p><a href="${path}/nut">${escapeHtml(m.payments.standIns.faults.title)}</a></p>`,
      ),
    }
  }

  function outcomeOf(order: string): object {
    const [payment] = book.paymentsOf(order)
    if (payment) return paidOf(payment, merchant, payment.amount)
    const status = agreed.has(order) || book.orders.has(order) ? 'pending' : 'unknown'
    return { merchant, order, status }
  }

  return { path, name, book, answer }
}

/** The notice to the program, as `wallet.ts` of the gateways reads it. */
export function sayPaidInJson(merchant: string) {
  return (payment: Payment, key: Uint8Array, now: Date): Message =>
    sayInJson(paidOf(payment, merchant, payment.telling?.amount ?? payment.amount), key, now)
}

function paidOf({ id, at, order }: Payment, merchant: string, amount: number): object {
  return { merchant, order, transaction: id, status: 'paid', amount, currency: 'VND', paid_at: at }
}
