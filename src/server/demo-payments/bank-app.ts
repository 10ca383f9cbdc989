/** The bank's app: takes a payment code as text or as a picture, shows whose account it is, and pays what one types. */
import { randomUUID } from 'node:crypto'
import { decode, type ReadCode } from '#server/crafts/vietqr/decode.ts'
import { memoText } from '#server/crafts/vietqr/memo.ts'
import { bankName } from '#shared/banks.ts'
import { formatDateTime } from '#shared/dates.ts'
import { m } from '#shared/messages/index.ts'
import { formatDong } from '#shared/money.ts'
import { Refusal } from '#shared/refusal.ts'
import { escapeHtml } from '../demo-page.ts'
import type { Book, Payment } from './book.ts'
import { alertOf, factsOf, hidden, markOf, page } from './pages.ts'
import { readPicture } from './read-picture.ts'
import { type Answer, type Asked, formOf } from './stand-in.ts'
import { pay, payers, Transfer } from './transfer.ts'

/** Whose account it is, as banks tell before one pays; undefined where there is none. */
export type HolderOf = (bin: string, account: string) => Promise<string | undefined>

interface App {
  path: string
  name: string
  book: Book
  holderOf: HolderOf
}

export async function appAnswer(asked: Asked, app: App): Promise<Answer> {
  const { method, path, query, body } = asked
  if (path === '' && method !== 'POST') {
    const code = query.get('ma')
    return code ? checkPage(app, code) : startPage(app)
  }
  if (path === '/doc') return readCode(asked, app)
  if (path === '/chuyen') return payFrom(formOf(body), app)
  const payment = app.book.payments.get(/^\/giao-dich\/(\w+)$/.exec(path)?.[1] ?? '')
  if (payment) return paidPage(app, payment)
  return startPage(app, m.payments.standIns.notThere, 404)
}

async function readCode(asked: Asked, app: App): Promise<Answer> {
  const words = m.payments.standIns.bank
  const { text, picture } = await readPicture(asked)
  if (text !== '') return checkPage(app, text)
  return startPage(app, picture === 'nothing' ? words.noCode : words.noCodeInPicture, 422)
}

async function payFrom(form: URLSearchParams, app: App): Promise<Answer> {
  const typed = form.get('amount')?.replace(/[.\s]/g, '') ?? ''
  const transfer = Transfer.safeParse({
    ...Object.fromEntries(form),
    memo: memoText(form.get('memo') ?? ''),
    amount: /^\d{1,13}$/.test(typed) ? Number(typed) : 0,
  })
  if (!transfer.success) {
    return checkPage(app, form.get('ma') ?? '', form, m.payments.standIns.bank.amountWrong)
  }
  return { goTo: `${app.path}/giao-dich/${pay(app.book, transfer.data).id}` }
}

function startPage({ path, name }: App, problem?: string, status = 200): Answer {
  const words = m.payments.standIns.bank
  return {
    status,
    html: page(
      name,
      words.title,
      `<h1>${escapeHtml(words.title)}</h1>${markOf(words.about)}${problem ? alertOf(problem) : ''}
<form method="post" action="${path}/doc" enctype="multipart/form-data" class="flow">
<div class="field"><label for="ma">${escapeHtml(words.code)}</label><p class="hint" id="ma-goi-y">${escapeHtml(words.codeHint)}</p>
<textarea class="input" id="ma" name="ma" rows="4" maxlength="600" aria-describedby="ma-goi-y"></textarea></div>
<div class="field"><label for="anh">${escapeHtml(words.picture)}</label><p class="hint" id="anh-goi-y">${escapeHtml(words.pictureHint)}</p>
<input class="input" id="anh" name="anh" type="file" accept="image/png" aria-describedby="anh-goi-y"></div>
<p><button class="btn">${escapeHtml(words.read)}</button></p></form>
<p><a href="${path}/sao-ke">${escapeHtml(words.statement)}</a></p>
<p><a href="${path}/nut">${escapeHtml(m.payments.standIns.faults.title)}</a></p>`,
    ),
  }
}

/** What the code says and whose account it is; the amount may be changed, as in every bank app. */
async function checkPage(app: App, text: string, typed?: URLSearchParams, problem?: string): Promise<Answer> {
  const { path, name } = app
  const words = m.payments.standIns.bank
  let code: ReadCode
  try {
    code = decode(text.trim())
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return startPage(app, m.refusal(error.code, error.details), 422)
  }
  const holder = await app.holderOf(code.bin, code.account)
  if (holder === undefined) return startPage(app, words.noHolder, 422)
  const amount = typed?.get('amount') ?? (code.amount === undefined ? '' : String(code.amount))
  const memo = typed?.get('memo') ?? code.purpose ?? ''
  const from = typed?.get('from') ?? '0'
  const options = payers.map(
    (payer, index) =>
      `<option value="${index}"${from === String(index) ? ' selected' : ''}>${escapeHtml(`${payer.account} – ${payer.holder}`)}</option>`,
  )
  return {
    status: problem ? 422 : 200,
    html: page(
      name,
      words.check,
      `<h1>${escapeHtml(words.check)}</h1>${markOf(words.about)}${problem ? alertOf(problem) : ''}
${factsOf([
  [words.holder, holder],
  [words.bank, bankName(code.bin)],
  [words.account, code.account],
])}
<form method="post" action="${path}/chuyen" class="flow">
${hidden({ ma: text, bin: code.bin, account: code.account, attempt: typed?.get('attempt') ?? randomUUID() })}
<div class="field"><label for="amount">${escapeHtml(words.amount)}</label>
<input class="input num" id="amount" name="amount" inputmode="numeric" maxlength="18" autocomplete="off" value="${escapeHtml(amount)}"></div>
<div class="field"><label for="memo">${escapeHtml(words.memo)}</label>
<input class="input" id="memo" name="memo" maxlength="100" autocomplete="off" value="${escapeHtml(memo)}"></div>
<div class="field"><label for="from">${escapeHtml(words.from)}</label><select class="input" id="from" name="from">${options.join('')}</select></div>
<p><button class="btn">${escapeHtml(words.pay)}</button></p></form>
<p><a href="${path}">${escapeHtml(words.back)}</a></p>`,
    ),
  }
}

function paidPage({ path, name }: App, { id, at, amount, to, memo }: Payment): Answer {
  const words = m.payments.standIns.bank
  return {
    status: 200,
    html: page(
      name,
      words.paid,
      `<h1>${escapeHtml(words.paid)}</h1>
<p class="sum num">${escapeHtml(formatDong(amount))}</p>
${factsOf([
  [words.number, id],
  [words.at, formatDateTime(new Date(at))],
  [words.bank, bankName(to.bin)],
  [words.account, to.account],
  [words.memo, memo],
])}
<p><a class="btn two" href="${path}">${escapeHtml(words.another)}</a></p>`,
    ),
  }
}
