/**
 * Every operation of the contract under what strangers, broken programs and hostile ones send. `callWith` fails wherever
 * an answer has a status, a type or a shape the contract does not name; valid requests go the same way in
 * `rights.test.ts`.
 */
import { beforeAll, expect, test } from 'vitest'
import { api } from './app.ts'
import { type Call, type Caller, callAs, callWith, loadProvince } from './fixtures.ts'

interface Operation {
  operationId: string
  requestBody?: { content: Record<string, unknown> }
}

let operations: { method: string; path: string; operation: Operation }[]
let citizen: Caller
let clerk: Caller
let narrow: Caller

beforeAll(async () => {
  await loadProvince()
  citizen = await callAs('Nguyễn Văn Minh')
  clerk = await callAs('huong.thuanhoa')
  narrow = await callAs('huong.thuanhoa', ['vault:read'])
  const document = await (await api.request('/api/v1/openapi.json')).json()
  operations = Object.entries<Record<string, Operation>>(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path: path.replace('/api/v1', ''),
      operation,
    })),
  )
})

const places = [
  'x',
  '0',
  '-1',
  'H57.16.02-261123-0007',
  '0193f0a2-1c3d-7e4f-8a5b-6c7d8e9f0a1b',
  '%F0%9F%98%80',
  '1.013227',
  '%00',
  'a'.repeat(900),
]
const queries = [
  '?x=1',
  '?page=-1',
  '?page=1&page=2',
  '?mine=maybe',
  '?code=',
  '?q=%00',
  '?on=2026-02-30',
  '?version=1e9',
  '?figure=x',
]
const bodies: Omit<Call, 'method'>[] = [
  { json: {} },
  { json: [] },
  { json: null },
  { json: { nothing: 'like it' } },
  { json: { reason: '\u0000', items: [{}], answers: { a: { b: 1 } } } },
  { raw: '{"reason":"\\ud800"}', headers: { 'content-type': 'application/json' } },
  { raw: '{', headers: { 'content-type': 'application/json' } },
  { raw: '['.repeat(40) + ']'.repeat(40), headers: { 'content-type': 'application/json' } },
  { raw: `"${'a'.repeat(600_000)}"`, headers: { 'content-type': 'application/json' } },
  { raw: new Uint8Array([0xff, 0xfe]), headers: { 'content-type': 'application/json; charset=utf-16' } },
  { raw: 'a=1', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
  {
    raw: 'grant_type=client_credentials',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  },
  { raw: '<a/>', headers: { 'content-type': 'text/xml' } },
  { raw: 'x', headers: { 'content-type': 'multipart/form-data; boundary=x' } },
  { raw: '%PDF-', headers: { 'content-type': 'application/pdf', 'x-file-name': '%ZZ' } },
  { raw: 'x', headers: { 'content-type': 'application/offset+octet-stream', 'upload-offset': '-1' } },
  { raw: 'x', headers: { 'content-type': 'application/offset+octet-stream', 'upload-offset': '0' } },
  { json: {}, headers: { 'idempotency-key': 'k'.repeat(300) } },
  { json: {}, headers: { 'idempotency-key': '' } },
]

test('whatever is sent to any operation, the answer is one the contract names', async () => {
  const met = new Map<string, Set<number>>()
  const callers = { stranger: callWith(), wrong: callWith('nhip_wrong'), citizen, clerk, narrow }
  for (const { method, path, operation } of operations) {
    const statuses = new Set<number>()
    met.set(operation.operationId, statuses)
    const ask = async (caller: Caller, place: string, call: Call = {}) => {
      const { status } = await caller(path.replaceAll(/\{\w+\}/g, place), { method, ...call })
      statuses.add(status)
    }
    const takesBody = operation.requestBody !== undefined
    for (const caller of Object.values(callers)) {
      await ask(caller, 'x', takesBody ? { json: {} } : {})
      await ask(caller, 'x', { ...(takesBody ? { json: {} } : {}), headers: { authorization: 'Basic eDp5' } })
    }
    for (const caller of [citizen, clerk]) {
      if (path.includes('{'))
        for (const place of places) await ask(caller, place, takesBody ? { json: {} } : {})
      if (takesBody)
        for (const body of bodies) await ask(caller, '0193f0a2-1c3d-7e4f-8a5b-6c7d8e9f0a1b', body)
      if (method === 'GET') {
        for (const query of queries) {
          const { status } = await caller(`${path.replaceAll(/\{\w+\}/g, 'x')}${query}`, { method })
          statuses.add(status)
        }
      }
    }
  }
  expect([...met].filter(([, statuses]) => statuses.has(500))).toEqual([])
  expect([...met].filter(([, statuses]) => !statuses.has(401)).map(([name]) => name)).toEqual([])
  expect(met.get('measureUpload')).toContain(422)
}, 240_000)

test('the address a check code had in former versions still answers, and says where to ask now', async () => {
  const former = await callWith()('/documents/check/2222-3333-4444')
  expect(former.status).toBe(200)
  expect(former.body).toEqual((await callWith()('/documents/check?code=2222-3333-4444')).body)
  expect(former.headers.get('link')).toBe(
    '</api/v1/documents/check?code=2222-3333-4444>; rel="successor-version"',
  )
  expect(former.headers.get('deprecation')).toMatch(/^@\d+$/)
})
