/** A gateway the browser is sent to: takes the signed order, sends the browser back, and tells the program by itself. */
import { randomInt } from 'node:crypto'
import { readSignedForm, signForm } from '#server/crafts/signed/signed-form.ts'
import { m } from '#shared/messages/index.ts'
import { formatDong } from '#shared/money.ts'
import { escapeHtml } from '../demo-page.ts'
import type { Book, Payment } from './book.ts'
import { tellingOf } from './faults.ts'
import { alertOf, factsOf, hidden, markOf, page } from './pages.ts'
import { refundOnce } from './refunds.ts'
import { type Answer, type Asked, formOf, type StandIn } from './stand-in.ts'
import type { Message } from './teller.ts'

type Keys = () => readonly Uint8Array[]

const formType = { 'content-type': 'application/x-www-form-urlencoded' }

/** `origin` is where browsers may be sent back to. */
export function openGateway(path: string, book: Book, keys: Keys, merchant: string, origin: string): StandIn {
  const name = m.payments.standIns.gateway.name

  function answer(asked: Asked): Answer {
    const text = asked.method === 'POST' ? asked.body.toString('latin1') : asked.query.toString()
    if (asked.path === '/query') return answerQuery(text)
    if (asked.path === '/refund') return answerRefund(text)
    if (asked.path === '/pay' && asked.method !== 'POST') return payPage(text)
    if (asked.path === '/pay') return payOrNot(formOf(asked.body))
    const words = m.payments.standIns
    return {
      status: 404,
      html: page(
        name,
        words.notThere,
        `<h1>${escapeHtml(words.notThere)}</h1>
<p><a href="${path}/nut">${escapeHtml(words.faults.title)}</a></p>`,
      ),
    }
  }

  function orderIn(
    text: string,
  ): { order: string; amount: number; returnTo: string; isOver: boolean } | undefined {
    const read = readSignedForm(text, keys())
    if ('doubt' in read) return undefined
    const of = (name: string) => read.parameters.get(name) ?? ''
    const returnTo = of('return_url')
    const amount = Number(of('amount'))
    if (of('merchant') !== merchant || URL.parse(returnTo)?.origin !== origin || !(amount > 0))
      return undefined
    const isOver = of('expires_at') < localMoment(new Date())
    return { order: of('order'), amount, returnTo, isOver }
  }

  function payPage(text: string): Answer {
    const words = m.payments.standIns.gateway
    const order = orderIn(text)
    const problem = order ? (order.isOver ? words.over : undefined) : words.wrong
    const back = order ? `<p><a href="${escapeHtml(order.returnTo)}">${escapeHtml(words.cancel)}</a></p>` : ''
    if (!order || problem) {
      return {
        status: 422,
        html: page(name, words.title, `<h1>${escapeHtml(words.title)}</h1>${alertOf(problem ?? '')}${back}`),
      }
    }
    return {
      status: 200,
      html: page(
        name,
        words.title,
        `<h1>${escapeHtml(words.title)}</h1>${markOf(words.about)}
<p class="sum num">${escapeHtml(formatDong(order.amount))}</p>
${factsOf([[words.order, order.order]])}
<form method="post" action="${path}/pay" class="flow">${hidden({ q: text })}
<p><button class="btn" name="tra" value="1">${escapeHtml(words.pay)}</button></p>
<p><button class="btn quiet" name="thoi" value="1">${escapeHtml(words.cancel)}</button></p></form>
<p><a href="${path}/nut">${escapeHtml(m.payments.standIns.faults.title)}</a></p>`,
      ),
    }
  }

  /** Pays or not, and sends the browser back with what happened, signed: which is no evidence all the same. */
  function payOrNot(form: URLSearchParams): Answer {
    const order = orderIn(form.get('q') ?? '')
    if (!order || order.isOver) return payPage(form.get('q') ?? '')
    let status = '02'
    if (form.has('tra')) {
      if (book.paymentsOf(order.order).length === 0) payOrder(book, order.order, order.amount)
      status = '00'
    } else if (book.paymentsOf(order.order).length === 0) {
      book.write({ kind: 'cancelled', order: order.order, at: new Date().toISOString() })
    }
    const key = keys().at(-1)
    if (!key) return { goTo: order.returnTo }
    return { goTo: `${order.returnTo}?${signForm({ merchant, order: order.order, status }, key)}` }
  }

  function answerQuery(text: string): Answer {
    const read = readSignedForm(text, keys())
    const key = keys().at(-1)
    if ('doubt' in read || !key) return { status: 401, json: { code: '97' } }
    const order = read.parameters.get('order') ?? ''
    const [payment] = book.paymentsOf(order)
    const message = payment
      ? saidOf(payment, merchant, payment.amount)
      : { merchant, order, status: book.cancelled.has(order) ? '02' : '91' }
    return { message: { headers: formType, body: signForm(message, key) } }
  }

  function answerRefund(text: string): Answer {
    const read = readSignedForm(text, keys())
    const key = keys().at(-1)
    if ('doubt' in read || !key) return { status: 401, json: { code: '97' } }
    const question = { ...Object.fromEntries(read.parameters), amount: Number(read.parameters.get('amount')) }
    const refund = refundOnce(book, question)
    const said = refund ? { status: 'done', evidence: refund.evidence } : { status: 'refused' }
    const message = { merchant, key: read.parameters.get('key') ?? '', ...said }
    return { message: { headers: formType, body: signForm(message, key) } }
  }

  return { path, name, book, answer }
}

/** The notice to the program's server, as `redirect.ts` of the gateways reads it. */
export function sayPaidByForm(merchant: string) {
  return (payment: Payment, key: Uint8Array): Message => ({
    headers: formType,
    body: signForm(saidOf(payment, merchant, payment.telling?.amount ?? payment.amount), key),
  })
}

function saidOf({ id, at, order = '' }: Payment, merchant: string, amount: number): Record<string, string> {
  return {
    merchant,
    order,
    transaction: id,
    status: '00',
    amount: String(amount),
    currency: 'VND',
    paid_at: localMoment(new Date(at)),
  }
}

/** A payment of an order, by nobody in particular. */
export function payOrder(book: Book, order: string, amount: number, now = new Date()): void {
  book.write({
    kind: 'payment',
    id: `TT${now.getTime()}X${randomInt(1e6)}`,
    at: now.toISOString(),
    amount,
    to: { bin: '', account: '' },
    memo: order,
    payer: { bank: '', account: '', holder: '' },
    order,
    telling: tellingOf(book.faults, amount, now),
  })
}

const vietnamMs = 7 * 3_600_000

function localMoment(at: Date): string {
  return new Date(at.getTime() + vietnamMs).toISOString().replace(/\D/g, '').slice(0, 14)
}
