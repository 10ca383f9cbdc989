/** What the bank lets the owner of an account take along: a statement as banks write them, account by account. */
import { writeCsv } from '#server/platform/web/csv.ts'
import { bankName } from '#shared/banks.ts'
import { formatDate, formatIsoLocal, localDay } from '#shared/dates.ts'
import { m } from '#shared/messages/index.ts'
import { formatNumber } from '#shared/money.ts'
import { escapeHtml } from '../demo-page.ts'
import type { Book, Payment } from './book.ts'
import { markOf, page } from './pages.ts'
import type { Answer } from './stand-in.ts'

interface Bank {
  path: string
  name: string
  book: Book
}

/** The accounts something came to, each with its statement. */
export function statementPage({ path, name, book }: Bank): Answer {
  const words = m.payments.standIns.bank
  const rows = [...accountsIn(book)].map(([key, payments]) => {
    const [bin = '', account = ''] = key.split('/')
    const href = `${path}/sao-ke.csv?bin=${bin}&account=${account}`
    return `<li><a href="${escapeHtml(href)}">${escapeHtml(`${bankName(bin)} ${account}`)}</a><small>${escapeHtml(words.transfers(payments.length))}</small></li>`
  })
  const list =
    rows.length === 0
      ? `<p class="soft">${escapeHtml(m.payments.standIns.faults.empty)}</p>`
      : `<ul class="list">${rows.join('')}</ul>`
  return {
    status: 200,
    html: page(
      name,
      words.statement,
      `<h1>${escapeHtml(words.statement)}</h1>${markOf(words.about)}<p>${escapeHtml(words.statementLead)}</p>${list}
<p><a href="${path}">${escapeHtml(words.back)}</a></p>`,
    ),
  }
}

/** Of one account, oldest first, whatever anybody was told of it. */
export function statementFile(book: Book, query: URLSearchParams): Answer {
  const [bin = '', account = ''] = [query.get('bin') ?? '', query.get('account') ?? '']
  const payments = accountsIn(book).get(`${bin}/${account}`) ?? []
  const table = writeCsv(
    ['Ngân hàng', bankName(bin)],
    [
      ['Số tài khoản', account],
      ['Ngày in', formatDate(localDay(new Date()))],
      ['Ngày giao dịch', 'Số giao dịch', 'Ghi nợ (VND)', 'Ghi có (VND)', 'Tài khoản đối ứng', 'Nội dung'],
      ...payments.map(({ id, at, amount, payer, memo }) => [
        momentOf(at),
        id,
        '',
        formatNumber(amount),
        payer.account,
        `CT DEN:${id} ${memo}; tu ${payer.account}`,
      ]),
    ],
  )
  const headers = {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': 'attachment; filename="sao-ke.csv"',
  }
  return { message: { headers, body: [...table].join('') } }
}

function momentOf(at: string): string {
  const iso = formatIsoLocal(new Date(at))
  return `${iso.slice(0, 10).split('-').reverse().join('/')} ${iso.slice(11, 19)}`
}

function accountsIn(book: Book): Map<string, Payment[]> {
  const accounts = new Map<string, Payment[]>()
  for (const payment of book.payments.values()) {
    const key = `${payment.to.bin}/${payment.to.account}`
    accounts.set(key, [...(accounts.get(key) ?? []), payment])
  }
  return accounts
}
