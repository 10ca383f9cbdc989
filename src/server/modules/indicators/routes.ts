/** The operations centre for other systems: the figures now, and as they change. */
import { createRoute, z } from '@hono/zod-openapi'
import { BehindQuery } from '#server/modules/indicators/model.ts'
import { behindPageSize, openFigure } from '#server/modules/indicators/open-figure.ts'
import { figureCsv, wallCsv } from '#server/modules/indicators/take-along.ts'
import { readWall, watchWall } from '#server/modules/indicators/wall-hub.ts'
import { streamEvents } from '#server/platform/log/event-stream.ts'
import { answerCsv } from '#server/platform/web/csv.ts'
import { requireOfficer, requireRole } from '#server/platform/web/guards.ts'
import { createRouter, problems } from '#server/platform/web/http.ts'
import { perform } from '#server/platform/work.ts'

const watchers = ['monitor', 'commander'] as const

const Message = z
  .object({
    id: z.int(),
    lagMs: z.number().nullable(),
    snapshot: z.object({ at: z.iso.datetime() }).catchall(z.unknown()),
    happenings: z.array(
      z.object({
        id: z.int(),
        name: z.string(),
        agency: z.string(),
        service: z.string(),
        at: z.iso.datetime(),
      }),
    ),
  })
  .meta({ id: 'WallMessage', description: 'Every figure of the wall, with the moment its data stood.' })

const wall = createRoute({
  method: 'get',
  path: '/indicators/wall',
  operationId: 'readWall',
  tags: ['Operations centre'],
  summary: 'Every figure of the wall as it stands',
  responses: {
    200: { description: 'Now', content: { 'application/json': { schema: Message } } },
    ...problems(403),
  },
})

const stream = createRoute({
  method: 'get',
  path: '/indicators/stream',
  operationId: 'watchWall',
  tags: ['Operations centre'],
  summary: 'The same figures after every change, as server-sent events',
  responses: {
    200: {
      description:
        'One event `wall` for each change, a comment every ten seconds. It ends with the right to it, and after five minutes in any case: connect again',
      content: { 'text/event-stream': { schema: z.string() } },
    },
    ...problems(403),
  },
})

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

const figuresCsv = createRoute({
  method: 'get',
  path: '/indicators/wall.csv',
  operationId: 'takeWall',
  tags: ['Operations centre'],
  summary: 'The figures of every agency as they stand, as a table',
  responses: { 200: { description: 'UTF-8 with a byte order mark', content: csv }, ...problems(403) },
})

export const indicatorRoutes = createRouter()
  .openapi(wall, async (c) => {
    requireRole(c.var.actor, ...watchers)
    return c.json(await readWall(), 200)
  })
  .openapi(stream, (c) => {
    const actor = requireRole(c.var.actor, ...watchers)
    const { actorNow } = c.var
    return streamEvents({
      signal: c.req.raw.signal,
      actor,
      actorNow,
      watch: (send) => watchWall(({ id }, data) => send({ event: 'wall', id, data })),
    }) as never
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
  .openapi(figuresCsv, async (c) => {
    const officer = requireRole(c.var.actor, ...watchers)
    return answerCsv(await wallCsv(officer), 'chi-so.csv') as never
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
