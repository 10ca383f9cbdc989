/** Cuộc họp for other systems: list, read. */
import { createRoute, z } from '@hono/zod-openapi'
import { requireOfficer } from '#server/platform/web/guards.ts'
import { createRouter, Instant, problems } from '#server/platform/web/http.ts'
import { perform } from '#server/platform/work.ts'
import type { Meeting } from './look/queries.ts'
import { listFor, viewMeeting } from './look/view-meeting.ts'
import { parts, secrecies, states } from './model.ts'

const tags = ['Meetings']

const MeetingRecord = z
  .object({
    id: z.uuid(),
    agencyId: z.string(),
    title: z.string(),
    place: z.string(),
    startsAt: Instant,
    endsAt: Instant,
    state: z.enum(states),
    secrecy: z.enum(secrecies),
  })
  .meta({ id: 'Meeting' })

const WholeMeeting = MeetingRecord.extend({
  items: z.array(
    z.object({
      title: z.string(),
      reporter: z.string(),
      minutes: z.int(),
      startedAt: Instant.nullable(),
      endedAt: Instant.nullable(),
    }),
  ),
  people: z.array(
    z.object({ part: z.enum(parts), name: z.string(), post: z.string(), agencyName: z.string() }),
  ),
}).meta({ id: 'WholeMeeting' })

const list = createRoute({
  method: 'get',
  path: '/meetings',
  operationId: 'listMeetings',
  tags,
  summary:
    'Those you are invited to and those of your agency: ahead and running, the nearest first; or over, the latest first',
  request: { query: z.object({ over: z.enum(['true', 'false']).default('false') }) },
  responses: {
    200: {
      description: 'Up to 50',
      content: { 'application/json': { schema: z.object({ meetings: z.array(MeetingRecord) }) } },
    },
    ...problems(403),
  },
})

const read = createRoute({
  method: 'get',
  path: '/meetings/{id}',
  operationId: 'readMeeting',
  tags,
  summary: 'One of them, with its agenda and who is invited',
  request: { params: z.object({ id: z.uuid() }) },
  responses: {
    200: { description: 'The meeting', content: { 'application/json': { schema: WholeMeeting } } },
    ...problems(403, 404),
  },
})

export const meetingsRoutes = createRouter()
  .openapi(list, async (c) => {
    const officer = requireOfficer(c.var.actor)
    const isOver = c.req.valid('query').over === 'true'
    const { meetings } = await perform(officer, (work) => listFor(work, officer, { isOver }))
    return c.json({ meetings: meetings.map(describe) }, 200)
  })
  .openapi(read, async (c) => {
    const officer = requireOfficer(c.var.actor)
    const { id } = c.req.valid('param')
    const { meeting, items, people } = await perform(officer, (work) => viewMeeting(work, officer, id))
    const whole = {
      ...describe(meeting),
      items: items.map(({ title, reporter, minutes, startedAt, endedAt }) => ({
        title,
        reporter,
        minutes,
        startedAt: startedAt?.toISOString() ?? null,
        endedAt: endedAt?.toISOString() ?? null,
      })),
      people: people.map(({ part, name, post, agencyName }) => ({ part, name, post, agencyName })),
    }
    return c.json(whole, 200)
  })

function describe({ id, agencyId, title, place, startsAt, endsAt, state, secrecy }: Meeting) {
  return {
    id,
    agencyId,
    title,
    place,
    startsAt: startsAt.toISOString(),
    endsAt: endsAt.toISOString(),
    state,
    secrecy,
  }
}
