import { Validator } from '@seriousme/openapi-schema-validator'
import { beforeAll, expect, test } from 'vitest'
import { api } from './app.ts'

interface Operation {
  summary?: string
  operationId?: string
  tags?: string[]
  responses: Record<string, { description?: string }>
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

test('every route the program answers is in the description', () => {
  const answered = api.routes
    .filter(({ method, path }) => method !== 'ALL' && !path.endsWith('/openapi.json'))
    .map(({ method, path }) => `${method.toLowerCase()} ${path.replace(/:(\w+)/g, '{$1}')}`)
  const described = operations.map(([name]) => name)
  expect([...new Set(answered)].filter((name) => !described.includes(name))).toEqual([])
})
