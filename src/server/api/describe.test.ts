import { Validator } from '@seriousme/openapi-schema-validator'
import { beforeAll, expect, test } from 'vitest'
import { clientScopes, tokenScopes } from '#server/modules/identity/index.ts'
import { api } from './app.ts'

interface Operation {
  summary?: string
  operationId?: string
  tags?: string[]
  security?: unknown[]
  parameters?: { name: string; example?: unknown; schema?: { example?: unknown } }[]
  requestBody?: { content: Record<string, { schema?: { $ref?: string } }> }
  responses: Record<string, { description?: string; content?: Record<string, unknown> }>
}
// biome-ignore lint/suspicious/noExplicitAny: the document is what is tested
let document: any
let operations: [string, Operation][]

beforeAll(async () => {
  document = await (await api.request('/api/v1/openapi.json')).json()
  operations = Object.entries<Record<string, Operation>>(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): [string, Operation] => [
      `${method} ${path}`,
      operation,
    ]),
  )
})

test('the description is valid OpenAPI 3.1 in the eyes of another program', async () => {
  const validator = new Validator()
  const { valid, errors } = await validator.validate(structuredClone(document))
  expect(errors ?? []).toEqual([])
  expect(valid).toBe(true)
  expect(validator.version).toBe('3.1')
})

test('every route is described: what it is for, under which heading, under a name of its own', () => {
  const headings = document.tags.map(({ name }: { name: string }) => name)
  const lacking = operations.filter(
    ([, { summary, operationId, tags }]) =>
      !summary || !operationId || !tags?.every((tag) => headings.includes(tag)),
  )
  expect(lacking.map(([name]) => name)).toEqual([])
  const names = operations.map(([, { operationId }]) => operationId)
  expect(new Set(names).size).toBe(names.length)
})

test('every route that needs a token names one scope of the list, and none stands there in vain', () => {
  const asked = operations
    .filter(([, { security }]) => security?.length !== 0)
    .map(([name, { security = [] }]) => [
      name,
      security.flatMap((one) => Object.values(one as object)).flat(),
    ])
  // A signature is a person's: no client system has a scope for it.
  const ofMoney =
    /\/payments\/(collectors|receipts\/.*\/(cancel|replace)|refunds\/.*\/(approve|record|hand-over|fail))$/
  const kindsOf = (name: unknown) =>
    (ofMoney.test(String(name)) && !String(name).startsWith('get')) ||
    /\/(sign|sign-refusal|start-signing|decline-signing|sign-correction|start-correction|revoke)$/.test(
      String(name),
    )
      ? 1
      : 2
  const wrong = asked.filter(
    ([name, scopes]) => new Set(scopes).size !== 1 || scopes?.length !== kindsOf(name),
  )
  expect(wrong).toEqual([])
  expect(new Set(asked.flatMap(([, scopes]) => scopes))).toEqual(new Set(tokenScopes))
  const { flows } = document.components.securitySchemes.clientCredentials
  expect(Object.keys(flows.clientCredentials.scopes)).toEqual([...clientScopes])
  expect(clientScopes).not.toContain('dossiers:sign')
})

test('every route says how to sign in or that nobody need, and what it may refuse', () => {
  const schemes = Object.keys(document.components.securitySchemes)
  const wrong = operations.filter(([, { security, responses, requestBody }]) => {
    const isPublic = security?.length === 0
    const takesJson = requestBody?.content['application/json'] !== undefined
    // A token that is not good is refused even where none is needed.
    const expected = ['400', '401', '503', 'default', ...(isPublic ? [] : ['403'])]
    if (takesJson) expected.push('408', '413', '415', '422', '429')
    return expected.some((status) => !responses[status])
  })
  expect(wrong.map(([name]) => name)).toEqual([])
  expect(document.security.map((one: object) => Object.keys(one)[0])).toEqual(schemes)
})

test('every refusal is described as problem details; every answer and every body has its schema', () => {
  const bare = operations.flatMap(([name, { responses, requestBody }]) =>
    Object.entries(responses)
      .filter(([status, { content = {}, description }]) => {
        const types = Object.keys(content)
        if (!description) return true
        if (status.startsWith('2')) return status !== '204' && !name.startsWith('head ') && types.length === 0
        return !name.includes('oauth') && !name.startsWith('head ') && types[0] !== 'application/problem+json'
      })
      .map(([status]) => `${name} ${status}`)
      .concat(Object.values(requestBody?.content ?? {}).some(({ schema }) => !schema) ? [name] : []),
  )
  expect(bare).toEqual([])
})

test('a JSON body, the code of a dossier and the key of a request have an example', () => {
  const { schemas } = document.components
  const lacking = operations.filter(([, { requestBody, parameters = [] }]) => {
    const schema = requestBody?.content['application/json']?.schema
    const named = schemas[schema?.$ref?.split('/').at(-1) ?? '']
    const hasBodyExample = !schema || named?.example !== undefined
    const codes = parameters.filter(({ name }) => name === 'code' || name === 'idempotency-key')
    return !hasBodyExample || codes.some(({ example, schema: inner }) => !(example ?? inner?.example))
  })
  expect(lacking.map(([name]) => name)).toEqual([])
})

test('every POST that changes something takes an Idempotency-Key', () => {
  const lacking = operations.filter(
    ([name, { parameters = [] }]) =>
      name.startsWith('post ') && !parameters.some(({ name: parameter }) => parameter === 'idempotency-key'),
  )
  // A notice carries a key of its own: the transaction it tells of.
  expect(lacking.map(([name]) => name)).toEqual([
    'post /api/v1/documents/check',
    'post /api/v1/payments/notices/{gateway}',
    'post /api/v1/oauth/token',
  ])
})

/** Addresses of former versions: they still answer, and name their successor. */
const former = ['get /api/v1/documents/check/{code}']

test('every route the program answers is in the description, or was in a former one', () => {
  const answered = api.routes
    .filter(({ method, path }) => method !== 'ALL' && !path.endsWith('/openapi.json'))
    .map(({ method, path }) => `${method.toLowerCase()} ${path.replace(/:(\w+)/g, '{$1}')}`)
  const described = operations.map(([name]) => name)
  expect([...new Set(answered)].filter((name) => !described.includes(name))).toEqual(former)
})
