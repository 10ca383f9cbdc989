import { expect, test } from 'vitest'
import { anAgency } from '#server/modules/agencies/fixtures.ts'
import { aCountedDossier } from '#server/modules/indicators/fixtures.ts'
import { indicatorRoutes } from '#server/modules/indicators/routes.ts'
import { type Actor, anonymous } from '#server/platform/actor.ts'
import { describeFailure } from '#server/platform/web/failure.ts'
import { createRouter } from '#server/platform/web/http.ts'
import { aCitizen, anOfficer } from '#tests/people.ts'
import { wallRoutes } from './routes.ts'

function apiAs(actor: Actor) {
  const api = createRouter()
  api.use(async (c, next) => {
    c.set('actor', actor)
    c.set('actorNow', async () => actor)
    await next()
  })
  api.route('/', indicatorRoutes)
  api.route('/', wallRoutes)
  api.onError((error, c) => c.json({}, describeFailure(error).status as 404))
  return api
}

const monitor = () => anOfficer({ roles: ['monitor'], scope: 'province' })

test('strangers, citizens and other officers are kept from the wall', async () => {
  const expected: [Actor, number][] = [
    [anonymous, 401],
    [aCitizen(), 403],
    [anOfficer(), 403],
    [anOfficer({ roles: ['administrator'] }), 403],
  ]
  for (const [actor, status] of expected) {
    for (const path of ['/indicators/wall', '/indicators/stream']) {
      expect((await apiAs(actor).request(path)).status).toBe(status)
    }
  }
  expect((await apiAs(anonymous).request('/indicators/behind')).status).toBe(401)
  expect((await apiAs(aCitizen()).request('/indicators/behind')).status).toBe(403)
  expect((await apiAs(anOfficer({ roles: ['administrator'] })).request('/indicators/behind')).status).toBe(
    403,
  )
})

test('another system reads the figures and what stands behind one', async () => {
  const { id } = await anAgency()
  const code = await aCountedDossier({ agencyId: id, dueAt: new Date(Date.now() - 48 * 3_600_000) })
  const api = apiAs(monitor())

  const wall = await api.request('/indicators/wall')
  expect(wall.status).toBe(200)
  expect(await wall.json()).toMatchObject({ snapshot: { tiles: { overdue: { contractSeconds: 10 } } } })

  const behind = await api.request(`/indicators/behind?figure=overdue&agency=${id}`)
  expect(await behind.json()).toMatchObject({
    total: 1,
    rows: [{ code, agencyId: id, status: 'processing' }],
  })
  const stranger = apiAs(anOfficer())
  expect((await stranger.request(`/indicators/behind?agency=${id}`)).status).toBe(403)
  expect((await api.request('/indicators/behind?figure=khong-co')).status).toBe(422)
})

test('the stream begins with the figures as they stand and ends with its reader', async () => {
  const leaving = new AbortController()
  const { status, headers, body } = await apiAs(monitor()).request('/indicators/stream', {
    signal: leaving.signal,
  })
  expect(status).toBe(200)
  expect(headers.get('content-type')).toContain('text/event-stream')
  const reader = body?.getReader()
  let text = ''
  while (!text.includes('event: wall')) text += new TextDecoder().decode((await reader?.read())?.value)
  expect(text).toContain('"tiles"')
  await reader?.cancel()
  leaving.abort()
})
