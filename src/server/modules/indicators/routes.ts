/** Figures for other systems: the dossiers behind each, and what was paid how. */
import { createRoute, z } from '@hono/zod-openapi'
import { answerCsv } from '#server/platform/web/csv.ts'
import { requireOfficer } from '#server/platform/web/guards.ts'
import { createRouter, problems } from '#server/platform/web/http.ts'
import { perform } from '#server/platform/work.ts'
import { BehindQuery } from './model.ts'
import { behindPageSize, openFigure } from './open-figure.ts'
import { PaidQuery, paidFigures } from './paid-figures.ts'
import { figureCsv } from './take-along.ts'
import { paidCsv } from './take-paid.ts'

const BehindRow = z
  .object({
    code: z.string(),
    serviceCode: z.string(),
    agencyId: z.string(),
    handlingAgencyId: z.string(),
    status: z.string(),
    submittedAt: z.iso.datetime(),
    finishedAt: z.iso.datetime().nullable(),
    bindingAt: z.iso.datetime().nullable(),
    rating: z.int().nullable(),
    inCharge: z.string().nullable().meta({ description: 'The member of staff in charge' }),
    daysLate: z
      .int()
      .nullable()
      .meta({ description: 'Whole working days past bindingAt; null while in time or no deadline runs' }),
    remark: z
      .string()
      .nullable()
      .meta({ description: 'The newest: with a rating, or the reason for a later date' }),
  })
  .meta({ id: 'DossierBehindFigure' })

const behind = createRoute({
  method: 'get',
  path: '/indicators/behind',
  operationId: 'openFigure',
  tags: ['Operations centre'],
  summary: 'The dossiers behind a number; for officers of an agency, its own',
  request: { query: BehindQuery },
  responses: {
    200: {
      description: 'A page of dossiers',
      content: {
        'application/json': {
          schema: z.object({ total: z.int(), pageSize: z.int(), rows: z.array(BehindRow) }),
        },
      },
    },
    ...problems(403),
  },
})

const csv = { 'text/csv': { schema: z.string().meta({ format: 'binary' }) } }

const behindCsv = createRoute({
  method: 'get',
  path: '/indicators/behind.csv',
  operationId: 'takeFigure',
  tags: ['Operations centre'],
  summary: 'The same dossiers as a table of at most 10,000 rows',
  request: { query: BehindQuery.omit({ page: true }) },
  responses: { 200: { description: 'UTF-8 with a byte order mark', content: csv }, ...problems(403) },
})

const PaidFigure = z.object({
  paid: z
    .int()
    .meta({ description: 'Charges of dossiers that were paid whole, each once, on the day it was' }),
  cashless: z.int().meta({
    description: 'Of them those whose last money came by a bank, a gateway or a wallet; the rest was cash',
  }),
  rate: z.number().nullable().meta({ description: 'cashless of paid in percent; null where none was paid' }),
  amount: z.int().meta({
    description:
      'Đồng, as charged: without what was paid twice or too much. A charge made anew after it was paid adds or takes away the difference; what is not charged any more is not taken away',
  }),
  cashlessAmount: z.int(),
  averageSeconds: z.int().nullable().meta({ description: 'From the charge to the money in the books' }),
  withinDayRate: z.number().nullable().meta({ description: 'Paid whole within 24 hours, in percent' }),
})

const PaidFigures = z
  .object({
    from: z.iso.date(),
    to: z.iso.date(),
    total: PaidFigure,
    rows: z.array(PaidFigure.extend({ key: z.string(), name: z.string() })),
    uncounted: z
      .object({
        unclear: z.int().meta({ description: 'Transfers of which nobody knows yet what they are for' }),
        unclearAmount: z.int(),
        waiting: z.int().meta({ description: 'Dossiers that wait for money' }),
      })
      .meta({ description: 'As it stands now, of all services; in no rate' }),
  })
  .meta({
    id: 'PaidFigures',
    description: 'How fees were paid; fees collected outside this system are in no figure.',
  })

const paid = createRoute({
  method: 'get',
  path: '/indicators/payments',
  operationId: 'readPaid',
  tags: ['Operations centre'],
  summary: 'The share of fees paid without cash, amounts and time; for officers of an agency, its own',
  request: { query: PaidQuery },
  responses: {
    200: { description: 'The sums', content: { 'application/json': { schema: PaidFigures } } },
    ...problems(403),
  },
})

const paidTable = createRoute({
  method: 'get',
  path: '/indicators/payments.csv',
  operationId: 'takePaid',
  tags: ['Operations centre'],
  summary: 'The same as a table',
  request: { query: PaidQuery },
  responses: { 200: { description: 'UTF-8 with a byte order mark', content: csv }, ...problems(403) },
})

export const indicatorRoutes = createRouter()
  .openapi(paid, async (c) => {
    const officer = requireOfficer(c.var.actor)
    const query = c.req.valid('query')
    const { from, to, total, rows, uncounted } = await perform(officer, (work) =>
      paidFigures(work, officer, query),
    )
    return c.json({ from, to, total, rows, uncounted }, 200)
  })
  .openapi(paidTable, async (c) => {
    const officer = requireOfficer(c.var.actor)
    const query = c.req.valid('query')
    return answerCsv(
      await perform(officer, (work) => paidCsv(work, officer, query)),
      'thanh-toan.csv',
    ) as never
  })
  .openapi(behind, async (c) => {
    const officer = requireOfficer(c.var.actor)
    const { rows, total } = await perform(officer, (work) => openFigure(work, officer, c.req.valid('query')))
    return c.json({ total, pageSize: behindPageSize, rows: rows.map(describeRow) }, 200)
  })
  .openapi(behindCsv, async (c) => {
    const officer = requireOfficer(c.var.actor)
    const query = { ...c.req.valid('query'), page: 1 }
    return answerCsv(
      await perform(officer, (work) => figureCsv(work, officer, query)),
      `${query.figure}.csv`,
    ) as never
  })

function describeRow<Row extends { submittedAt: Date; finishedAt: Date | null; bindingAt: Date | null }>(
  row: Row,
) {
  return {
    ...row,
    submittedAt: row.submittedAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
    bindingAt: row.bindingAt?.toISOString() ?? null,
  }
}
