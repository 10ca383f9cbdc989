/** What the three stand-ins have in common: an address, a book, switches on a page and for tests, and a way to answer. */
import { formatDateTime } from '#shared/dates.ts'
import { m } from '#shared/messages/index.ts'
import { formatDong } from '#shared/money.ts'
import { escapeHtml } from '../demo-page.ts'
import type { Book } from './book.ts'
import { Faults } from './faults.ts'
import { page } from './pages.ts'
import type { Message } from './teller.ts'

export interface Asked {
  method: string
  /** Below the stand-in's own, `/giao-dich/1`; empty for its first page. */
  path: string
  query: URLSearchParams
  headers: Record<string, string>
  body: Buffer
}

export type Answer =
  | { status: number; html: string }
  | { status: number; json: unknown }
  | { goTo: string }
  | { message: Message }

export interface StandIn {
  /** `/thu/ngan-hang`. */
  path: string
  name: string
  book: Book
  answer(asked: Asked): Promise<Answer> | Answer
}

/** Switches and the book; whatever else there is answers the stand-in itself, unless it is down. */
export async function answerOf(standIn: StandIn, asked: Asked): Promise<Answer> {
  const { method, path, body } = asked
  const { book } = standIn
  if (path === '/nut') return switchPage(standIn, asked)
  if (path === '/api/nut') {
    if (method !== 'GET') {
      const faults = Faults.safeParse(jsonOf(body))
      if (!faults.success) return { status: 422, json: { issues: faults.error.issues } }
      turn(standIn, faults.data)
    }
    return { status: 200, json: book.faults }
  }
  if (path === '/api/so') {
    const payments = [...book.payments.values()].map((payment) => ({
      ...payment,
      isTold: book.told.has(payment.id),
    }))
    return { status: 200, json: { payments, refunds: [...book.refunds.values()] } }
  }
  if (book.faults.isDown) {
    const title = m.payments.standIns.down
    return { status: 503, html: page(standIn.name, title, `<h1>${escapeHtml(title)}</h1>`) }
  }
  return standIn.answer(asked)
}

export function jsonOf(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    return undefined
  }
}

export function formOf(body: Buffer): URLSearchParams {
  return new URLSearchParams(body.toString('utf8'))
}

function turn({ book }: StandIn, faults: Faults): void {
  book.write({ kind: 'faults', at: new Date().toISOString(), faults })
}

const flags = ['isDoubled', 'isForged', 'isLost', 'isWrongInAmount', 'isDown'] as const
const shown = 50

function switchPage(standIn: StandIn, { method, body }: Asked): Answer {
  const { book, name, path } = standIn
  const words = m.payments.standIns.faults
  let said = ''
  let status = 200
  if (method === 'POST') {
    const form = formOf(body)
    const faults = Faults.safeParse({
      lateSeconds: Number(form.get('lateSeconds') || 0),
      ...Object.fromEntries(flags.map((flag) => [flag, form.has(flag)])),
    })
    if (faults.success) turn(standIn, faults.data)
    else status = 422
    said = faults.success
      ? `<p role="status"><b>${escapeHtml(words.saved)}</b></p>`
      : `<div class="errors" role="alert"><h2>${escapeHtml(words.wrong)}</h2></div>`
  }
  const boxes = flags.map(
    (flag) =>
      `<div class="field"><label class="ticked"><input class="tick" type="checkbox" name="${flag}"${book.faults[flag] ? ' checked' : ''}><span>${escapeHtml(words[flag])}</span></label></div>`,
  )
  const rows = [...book.payments.values()]
    .slice(-shown)
    .reverse()
    .map(({ id, at, amount, memo, telling }) => {
      const told = telling ? (book.told.has(id) ? words.told : words.notTold) : words.never
      const about = [formatDateTime(new Date(at)), id, told].join(' · ')
      const main = [formatDong(amount), memo].filter(Boolean).join(' · ')
      return `<li>${escapeHtml(main)}<small>${escapeHtml(about)}</small></li>`
    })
  const list =
    rows.length === 0
      ? `<p class="soft">${escapeHtml(words.empty)}</p>`
      : `<ul class="list">${rows.join('')}</ul>`
  return {
    status,
    html: page(
      name,
      words.title,
      `<h1>${escapeHtml(words.title)}</h1>${said}<p>${escapeHtml(words.lead)}</p>
<form method="post" action="${path}/nut" class="flow">
<div class="field"><label for="lateSeconds">${escapeHtml(words.lateSeconds)}</label>
<input class="input num short" id="lateSeconds" name="lateSeconds" inputmode="numeric" maxlength="6" value="${book.faults.lateSeconds}"></div>
${boxes.join('\n')}
<p><button class="btn">${escapeHtml(words.save)}</button></p></form>
<h2>${escapeHtml(words.book)}</h2>${list}`,
    ),
  }
}
