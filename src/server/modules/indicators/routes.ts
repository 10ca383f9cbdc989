/** Figures for other systems: the dossiers behind each. */
import { createRoute, z } from '@hono/zod-openapi'
import { answerCsv } from '#server/platform/web/csv.ts'
import { requireOfficer } from '#server/platform/web/guards.ts'
import { createRouter, problems } from '#server/platform/web/http.ts'
import { perform } from '#server/platform/work.ts'
import { BehindQuery } from './model.ts'
import { behindPageSize, openFigure } from './open-figure.ts'
import { figureCsv } from './take-along.ts'

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

export const indicatorRoutes = createRouter()
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
