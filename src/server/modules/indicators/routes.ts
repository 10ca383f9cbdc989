/** The operations centre for other systems: the figures now, and as they change. */
import { createRoute, z } from '@hono/zod-openapi'
import { streamSSE } from 'hono/streaming'
import { BehindQuery } from '#server/modules/indicators/model.ts'
import { openFigure } from '#server/modules/indicators/open-figure.ts'
import { readWall, watchWall, type WallMessage } from '#server/modules/indicators/wall-hub.ts'
import { requireRole } from '#server/platform/guards.ts'
import { createRouter, problems } from '#server/platform/http.ts'
import { perform } from '#server/platform/work.ts'

const Figures = z.object({}).catchall(z.unknown()).meta({ id: 'WallSnapshot' })
const rights = ['monitor', 'commander'] as const

const wall = createRoute({
  method: 'get',
  path: '/indicators/wall',
  tags: ['Operations centre'],
  summary: 'Every figure of the wall, with the moment its data stood',
  responses: {
    200: { description: 'Now', content: { 'application/json': { schema: Figures } } },
    ...problems(401, 403),
  },
})

const stream = createRoute({
  method: 'get',
  path: '/indicators/stream',
  tags: ['Operations centre'],
  summary: 'The same figures after every change, as server-sent events',
  responses: {
    200: { description: 'One event `wall` a change', content: { 'text/event-stream': { schema: z.string() } } },
    ...problems(401, 403),
  },
})

const behind = createRoute({
  method: 'get',
  path: '/indicators/behind',
  tags: ['Operations centre'],
  summary: 'The dossiers behind a number',
  request: { query: BehindQuery },
  responses: {
    200: {
      description: 'A page of dossiers',
      content: { 'application/json': { schema: z.object({ rows: z.array(z.object({}).catchall(z.unknown())) }) } },
    },
    ...problems(401, 403),
  },
})

export const indicatorRoutes = createRouter()
  .openapi(wall, async (c) => {
    requireRole(c.var.actor, ...rights)
    return c.json({ ...(await readWall()) }, 200)
  })
  .openapi(stream, (c) => {
    requireRole(c.var.actor, ...rights)
    return streamSSE(c, async (out) => {
      let wake = () => {}
      let newest: WallMessage | undefined
      const stop = watchWall((message) => {
        newest = message
        wake()
      })
      out.onAbort(() => {
        stop()
        wake()
      })
      while (!out.aborted) {
        const message = newest
        newest = undefined
        if (message) await out.writeSSE({ event: 'wall', id: String(message.id), data: JSON.stringify(message) })
        else {
          await new Promise<void>((resolve) => {
            wake = resolve
          })
        }
      }
      stop()
    }) as never
  })
  .openapi(behind, async (c) => {
    const officer = requireRole(c.var.actor, ...rights)
    const rows = await perform(officer, (work) => openFigure(work, officer, c.req.valid('query')))
    return c.json({ rows: JSON.parse(JSON.stringify(rows)) }, 200)
  })
