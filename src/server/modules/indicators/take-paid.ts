import type { Officer } from '#server/platform/actor.ts'
import { writeCsv } from '#server/platform/web/csv.ts'
import type { Work } from '#server/platform/work.ts'
import { m } from '#shared/messages/index.ts'
import { type PaidFigure, type PaidQuery, paidFigures } from './paid-figures.ts'

/** What was paid and how, as a table of every row the page shows and the sum of them. */
export async function paidCsv(work: Work, officer: Officer, query: PaidQuery): Promise<Iterable<string>> {
  const { from, to, total, rows } = await paidFigures(work, officer, query)
  const words = m.indicators.paid
  const cells = (figure: PaidFigure) => [
    figure.paid,
    figure.cashless,
    figure.rate,
    figure.amount,
    figure.cashlessAmount,
    figure.averageSeconds,
    figure.withinDayRate,
    from,
    to,
  ]
  return writeCsv(words.takeAlong.columns, [
    ...rows.map((row) => [row.key, row.name, ...cells(row)]),
    ['', words.total, ...cells(total)],
  ])
}
