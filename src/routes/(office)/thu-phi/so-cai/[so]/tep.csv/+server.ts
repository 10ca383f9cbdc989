/** One account of the books between two days, to take along. */
import { answerCsv, writeCsv } from '#server/platform/web/csv.ts'
import { requireRole } from '#server/platform/web/guards.ts'
import { formatDateTime } from '#shared/dates.ts'
import { m } from '#shared/messages/index.ts'
import { readStatement } from '../read-statement.server.ts'
import type { RequestHandler } from './$types'

const words = m.payments.finance

export const GET: RequestHandler = async ({ locals, params, url }) => {
  const { lines, opening, from, until } = await readStatement(
    requireRole(locals.actor, 'finance'),
    params.so,
    url,
  )
  const { day, entry, transaction, debit, credit, balance } = words.books
  const head = [day, entry, words.waiting.order, transaction, debit, credit, balance]
  const rows = lines.map((line) => [
    formatDateTime(line.at),
    words.postings[line.kind] ?? line.kind,
    line.reference ?? '',
    line.transaction ?? '',
    line.amount > 0 ? String(line.amount) : '',
    line.amount < 0 ? String(-line.amount) : '',
    String(line.balance),
  ])
  const first = ['', words.books.opening, '', '', '', '', String(opening)]
  return answerCsv(writeCsv(head, [first, ...rows]), `so-cai-${params.so}-${from}-${until}.csv`)
}
