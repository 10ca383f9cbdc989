import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { anAgency } from '#server/modules/agencies/fixtures.ts'
import { aCountedDossier } from '#server/modules/indicators/fixtures.ts'
import { type Actor, anonymous } from '#server/platform/actor.ts'
import { describeFailure } from '#server/platform/web/failure.ts'
import { createRouter } from '#server/platform/web/http.ts'
import { addDays, localDay } from '#shared/dates.ts'
import { aCitizen, anOfficer } from '#tests/people.ts'
import { directiveRoutes } from './routes.ts'

interface Answer {
  status: number
  body: Record<string, unknown>
}

async function call(
  actor: Actor,
  method: string,
  path: string,
  body?: object,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const api = createRouter()
  api.use(async (c, next) => {
    c.set('actor', actor)
    await next()
  })
  api.route('/', directiveRoutes)
  api.onError((error, c) => {
    const { status, code } = describeFailure(error)
    return c.json({ code }, status as 404)
  })
  const response = await api.request(path, {
    method,
    headers: { ...headers, ...(body ? { 'content-type': 'application/json' } : {}) },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  const text = await response.text()
  return { status: response.status, body: text ? JSON.parse(text) : {} }
}

const commander = () => anOfficer({ roles: ['commander'], scope: 'province' })

async function anOrder() {
  const { id } = await anAgency()
  await aCountedDossier({ agencyId: id, dueAt: new Date(Date.now() - 48 * 3_600_000) })
  return {
    agencyId: id,
    measure: 'overdue',
    title: 'Giải quyết hồ sơ quá hạn',
    wording: 'Giải quyết dứt điểm các hồ sơ quá hạn và báo cáo nguyên nhân.',
    dueOn: addDays(localDay(new Date()), 3),
    target: 0,
  }
}

test('an order is given, seen, reported and withdrawn over HTTP; a repeated key gives the first', async () => {
  const order = await anOrder()
  const leader = commander()
  const officer = anOfficer({ agencyId: order.agencyId })
  const key = { 'idempotency-key': randomUUID() }

  const first = await call(leader, 'POST', '/tasks', order, key)
  expect(first).toMatchObject({ status: 201, body: { status: 'open', baseline: 1, issuerName: leader.name } })
  const second = await call(leader, 'POST', '/tasks', order, key)
  expect(second.body.id).toBe(first.body.id)
  expect(await call(leader, 'POST', '/tasks', { ...order, target: 0.5 }, key)).toMatchObject({
    status: 422,
    body: { code: 'platform.idempotency_mismatch' },
  })

  const path = `/tasks/${first.body.id}`
  const words = { wording: 'Đã giải quyết xong, do thiếu người.' }
  expect((await call(officer, 'POST', `${path}/reports`, words, key)).status).toBe(201)
  expect((await call(officer, 'POST', `${path}/reports`, words, key)).status).toBe(201)
  const others = { wording: 'Đã giải quyết xong, do mất điện.' }
  expect((await call(officer, 'POST', `${path}/reports`, others, key)).body).toMatchObject({
    code: 'platform.idempotency_mismatch',
  })
  const seen = await call(officer, 'GET', path)
  expect(seen.body).toMatchObject({ status: 'reported', value: 1 })
  expect(seen.body.reports).toHaveLength(1)
  expect((await call(officer, 'GET', '/tasks')).body.tasks).toHaveLength(1)

  expect((await call(leader, 'POST', `${path}/withdraw`, undefined, key)).status).toBe(204)
  expect((await call(leader, 'POST', `${path}/withdraw`, undefined, key)).status).toBe(204)
  expect((await call(officer, 'GET', '/tasks')).body.tasks).toHaveLength(0)
  expect((await call(officer, 'GET', '/tasks?open=false')).body.tasks).toHaveLength(1)
})

test('whoever has no part in an order is refused', async () => {
  const order = await anOrder()
  const { body } = await call(commander(), 'POST', '/tasks', order)
  const path = `/tasks/${body.id}`
  const words = { wording: 'Đã giải quyết xong, do thiếu người.' }
  const attempts: [string, string, object | undefined][] = [
    ['GET', '/tasks', undefined],
    ['GET', path, undefined],
    ['POST', '/tasks', order],
    ['POST', `${path}/reports`, words],
    ['POST', `${path}/withdraw`, undefined],
  ]
  for (const [method, address, sent] of attempts) {
    expect((await call(anonymous, method, address, sent)).status).toBe(401)
    expect((await call(aCitizen(), method, address, sent)).status).toBe(403)
  }
  const stranger = anOfficer()
  expect((await call(stranger, 'GET', path)).status).toBe(404)
  expect((await call(stranger, 'POST', `${path}/reports`, words)).status).toBe(404)
  expect((await call(stranger, 'POST', `${path}/withdraw`)).status).toBe(404)
  expect((await call(stranger, 'POST', '/tasks', order)).status).toBe(403)
  expect((await call(stranger, 'GET', '/tasks')).body.tasks).toEqual([])
})

test('an order with unknown fields, a day that does not exist or no words is refused and stores nothing', async () => {
  const order = await anOrder()
  const leader = commander()
  for (const wrong of [
    { more: 1 },
    { dueOn: '2026-02-31' },
    { wording: ' ' },
    { target: -1 },
    { measure: 'x' },
  ]) {
    expect((await call(leader, 'POST', '/tasks', { ...order, ...wrong })).status).toBe(422)
  }
  const officer = anOfficer({ agencyId: order.agencyId })
  expect((await call(officer, 'GET', '/tasks')).body.tasks).toEqual([])
})
