/** Communes and agencies for other systems: what the codes in forms and answers stand for. */
import { createRoute, z } from '@hono/zod-openapi'
import { createRouter } from '#server/platform/web/http.ts'
import { perform } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import { Day } from '#shared/day.ts'
import { listAgencies } from './find-agencies.ts'
import { listCommunes } from './find-units.ts'

const tags = ['Directory']

const On = z.object({
  on: Day.optional().meta({ description: 'As it was on that day; today if left out' }),
})

const Commune = z
  .object({
    code: z.string().meta({ description: 'What an answer of type address names', example: '19789' }),
    name: z.string().meta({ example: 'Phường Thuận Hóa' }),
  })
  .meta({ id: 'Commune' })

const AgencyRecord = z
  .object({
    id: z.string().meta({ description: 'What agencyId names everywhere', example: 'ubnd-phuong-thuan-hoa' }),
    code: z.string().meta({ description: 'Mã định danh điện tử' }),
    name: z.string(),
    shortName: z.string(),
    kind: z.enum(['people_committee', 'department', 'service_centre', 'division', 'other']),
    level: z.enum(['province', 'district', 'commune']),
    parentId: z.string().nullable(),
    address: z.string().nullable(),
    phone: z.string().nullable(),
  })
  .meta({ id: 'Agency' })

const communes = createRoute({
  method: 'get',
  path: '/communes',
  operationId: 'listCommunes',
  tags,
  summary: 'The communes of the province, with the codes that answers name them by',
  security: [],
  request: { query: On },
  responses: {
    200: {
      description: 'Phường first, then xã',
      content: { 'application/json': { schema: z.object({ communes: z.array(Commune) }) } },
    },
  },
})

const agencies = createRoute({
  method: 'get',
  path: '/agencies',
  operationId: 'listAgencies',
  tags,
  summary: 'The agencies that serve the province',
  security: [],
  request: { query: On },
  responses: {
    200: {
      description: 'In the order of their codes',
      content: { 'application/json': { schema: z.object({ agencies: z.array(AgencyRecord) }) } },
    },
  },
})

export const agencyRoutes = createRouter()
  .openapi(communes, async (c) => {
    const { on } = c.req.valid('query')
    const units = await perform(c.var.actor, (work) => listCommunes(work, on ?? localDay(work.now)))
    return c.json({ communes: units.map(({ code, fullName }) => ({ code, name: fullName })) }, 200)
  })
  .openapi(agencies, async (c) => {
    const { on } = c.req.valid('query')
    const found = await perform(c.var.actor, (work) => listAgencies(work, on ?? localDay(work.now)))
    return c.json(
      {
        agencies: found.map(({ id, code, name, shortName, kind, level, parentId, address, phone }) => ({
          id,
          code,
          name,
          shortName,
          kind,
          level,
          parentId,
          address,
          phone,
        })),
      },
      200,
    )
  })
