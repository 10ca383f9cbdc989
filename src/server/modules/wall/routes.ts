/** The operations centre for other systems: the figures now, and as they change. */
import { createRoute, z } from '@hono/zod-openapi'
import { streamEvents } from '#server/platform/log/live/event-stream.ts'
import { answerCsv } from '#server/platform/web/csv.ts'
import { requireRole } from '#server/platform/web/guards.ts'
import { createRouter, problems } from '#server/platform/web/http.ts'
import { wallCsv } from './take-along.ts'
import { wall } from './wall.ts'

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

const read = createRoute({
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

const csv = { 'text/csv': { schema: z.string().meta({ format: 'binary' }) } }

const figuresCsv = createRoute({
  method: 'get',
  path: '/indicators/wall.csv',
  operationId: 'takeWall',
  tags: ['Operations centre'],
  summary: 'The figures of every agency as they stand, as a table',
  responses: { 200: { description: 'UTF-8 with a byte order mark', content: csv }, ...problems(403) },
})

export const wallRoutes = createRouter()
  .openapi(read, async (c) => {
    requireRole(c.var.actor, ...watchers)
    return c.json(await wall.read(), 200)
  })
  .openapi(stream, (c) => {
    const actor = requireRole(c.var.actor, ...watchers)
    const { actorNow } = c.var
    return streamEvents({
      signal: c.req.raw.signal,
      actor,
      actorNow,
      watch: (send) => wall.watch(({ id }, data) => send({ event: 'wall', id, data })),
    }) as never
  })
  .openapi(figuresCsv, async (c) => {
    const officer = requireRole(c.var.actor, ...watchers)
    return answerCsv(await wallCsv(officer), 'chi-so.csv') as never
  })
