/** Public services for other systems: find one, read all it takes, and the schema its answers must fit. */
import { createRoute, z } from '@hono/zod-openapi'
import { listCommunes, listPlaceCodes } from '#server/modules/agencies/index.ts'
import { createRouter, problems } from '#server/platform/web/http.ts'
import { perform } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import { answersJsonSchema } from '#shared/form/schema/json-schema.ts'
import { getService, getServiceVersion } from './get-service.ts'
import { listServices } from './list-services.ts'
import type { Service } from './model.ts'
import { searchServices } from './search/search-services.ts'

const Code = z.object({
  code: z
    .string()
    .regex(/^\d\.\d{6}$/)
    .meta({ example: '1.001193' }),
})
const Version = z.object({ version: z.coerce.number().int().min(1).max(10_000).optional() })

const ServiceLine = z
  .object({
    code: z.string(),
    version: z.int(),
    name: z.string(),
    plainName: z.string(),
    sector: z.object({ code: z.string(), name: z.string() }),
    level: z.enum(['toan-trinh', 'mot-phan']),
    competentLevel: z.enum(['commune', 'province']),
    validFrom: z.iso.date(),
  })
  .meta({ id: 'ServiceLine' })

const ServiceDefinition = z.object({ code: z.string(), version: z.int() }).catchall(z.unknown()).meta({
  id: 'ServiceDefinition',
  description: 'Questions, papers, fees, time limit, steps, legal basis, result.',
})

const AnswersSchema = z.object({}).catchall(z.unknown()).meta({
  id: 'AnswersSchema',
  description: 'A JSON Schema (2020-12): what it accepts is accepted, but for what its description lists.',
})

const list = createRoute({
  method: 'get',
  path: '/services',
  operationId: 'listServices',
  tags: ['Services'],
  summary: 'List the services offered today, or find them as people type',
  security: [],
  request: { query: z.object({ q: z.string().max(200).optional(), sector: z.string().max(60).optional() }) },
  responses: {
    200: {
      description: 'The services, best match first',
      content: { 'application/json': { schema: z.object({ services: z.array(ServiceLine) }) } },
    },
  },
})

const read = createRoute({
  method: 'get',
  path: '/services/{code}',
  operationId: 'readService',
  tags: ['Services'],
  summary: 'Read a service, as it is today or in one of its versions',
  security: [],
  request: { params: Code, query: Version },
  responses: {
    200: { description: 'The definition', content: { 'application/json': { schema: ServiceDefinition } } },
    ...problems(404, 410),
  },
})

const schema = createRoute({
  method: 'get',
  path: '/services/{code}/answers-schema',
  operationId: 'readAnswersSchema',
  tags: ['Services'],
  summary: 'Read the JSON Schema that the answers of a dossier must fit',
  description:
    'Of the day it is read: limits such as “not after today” move on. It shows answers as they are stored; the program also reads them written more loosely.',
  security: [],
  request: { params: Code, query: Version },
  responses: {
    200: { description: 'The schema', content: { 'application/json': { schema: AnswersSchema } } },
    ...problems(404, 410),
  },
})

export const catalogueRoutes = createRouter()
  .openapi(list, async (c) => {
    const { q, sector } = c.req.valid('query')
    const services = await perform(c.var.actor, async (work) => {
      if (q === undefined || q.trim() === '')
        return listServices(work, sector === undefined ? {} : { sector })
      const found = await searchServices(work, q, 50)
      return found
        .map(({ service }) => service)
        .filter((one) => sector === undefined || one.sector.code === sector)
    })
    return c.json({ services: services.map(lineOf) }, 200)
  })
  .openapi(read, async (c) => {
    const service = await serviceFor(c.var.actor, c.req.valid('param'), c.req.valid('query'))
    const definition: z.infer<typeof ServiceDefinition> = { ...service }
    return c.json(definition, 200)
  })
  .openapi(schema, async (c) => {
    const { form } = await serviceFor(c.var.actor, c.req.valid('param'), c.req.valid('query'))
    const { now, communes } = await perform(c.var.actor, async (work) => ({
      now: work.now,
      communes: await listCommunes(work, localDay(work.now)),
    }))
    const codes = communes.map(({ code }) => code)
    const context = { today: localDay(now), communes: codes, places: listPlaceCodes() }
    return c.json(answersJsonSchema(form, context), 200)
  })

function serviceFor(
  actor: Parameters<typeof perform>[0],
  { code }: z.infer<typeof Code>,
  { version }: z.infer<typeof Version>,
): Promise<Service> {
  return perform(actor, (work) =>
    version === undefined ? getService(work, code) : getServiceVersion(work, code, version),
  )
}

function lineOf(service: Service): z.infer<typeof ServiceLine> {
  const { code, version, name, plainName, sector, level, competentLevel, validFrom } = service
  return { code, version, name, plainName, sector, level, competentLevel, validFrom }
}
