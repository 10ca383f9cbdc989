import { afterAll, beforeAll, expect, test } from 'vitest'
import { stopTypesetting } from '#server/crafts/typeset/typeset.ts'
import { type Actor, anonymous } from '#server/platform/actor.ts'
import { aPng } from '#server/platform/files/fixtures.ts'
import { readFile } from '#server/platform/files/index.ts'
import { createRouter } from '#server/platform/web/http.ts'
import { perform } from '#server/platform/work.ts'
import { Refusal } from '#shared/refusal.ts'
import { aCitizen, anOfficer } from '#tests/people.ts'
import { anOffice, draftOf, lookAndIssue, type Office } from './fixtures.ts'
import { aReceivingOffice, brought, detailsOf } from './incoming/fixtures.ts'
import { registerArrival } from './incoming/register-arrival.ts'
import { revokeDocument } from './revoke/revoke-document.ts'
import { documentRoutes } from './routes.ts'
import type { IssuedDocument } from './sign/issue-document.ts'

let office: Office
let owner: Actor
let issued: IssuedDocument
beforeAll(async () => {
  office = await anOffice()
  const draft = await draftOf(office)
  owner = draft.owner
  issued = await lookAndIssue(office.chair, draft.id)
})
afterAll(stopTypesetting)

async function call(actor: Actor, path: string, request: RequestInit = {}, address = 'a'): Promise<Response> {
  const app = createRouter()
  app.use(async (c, next) => {
    c.set('actor', actor)
    await next()
  })
  app.route('/', documentRoutes)
  app.onError((error, c) => {
    if (!(error instanceof Refusal)) throw error
    return c.json({ code: error.code }, error.status as 400)
  })
  return app.request(path, request, { address })
}

test('a document is read by its owner, its agency and the province, and by nobody else', async () => {
  const statuses = []
  for (const actor of [
    owner,
    office.clerk,
    anOfficer({ roles: ['leader', 'commander'], scope: 'province' }),
    aCitizen(),
    anOfficer(),
    anonymous,
  ]) {
    const metadata = await call(actor, `/documents/${issued.id}`)
    const file = await call(actor, `/documents/${issued.id}/file`)
    expect(file.status).toBe(metadata.status)
    statuses.push(metadata.status)
  }
  expect(statuses).toEqual([200, 200, 200, 404, 404, 401])
})

test('what came from elsewhere is read by those who work on documents where it came to, in its own type', async () => {
  const { first, specialist, agency } = await aReceivingOffice()
  const arrival = await brought(first, aPng(40, 30), 'image/png')
  const entered = { details: detailsOf(1), distinct: [] }
  const { documentId } = await perform(first, (work) => registerArrival(work, first, arrival, entered))
  const path = `/documents/${documentId}`
  const { agencyId } = first
  const found = []
  for (const actor of [
    first,
    specialist,
    anOfficer({ agencyId, roles: ['one_stop'] }),
    anOfficer({ agencyId, roles: ['finance'] }),
    anOfficer({ roles: ['clerk'] }),
    anOfficer({ roles: ['leader', 'commander'], scope: 'province' }),
    owner,
  ])
    found.push([(await call(actor, path)).status, (await call(actor, `${path}/file`)).status])
  expect(found).toEqual([
    [200, 200],
    [200, 200],
    [404, 404],
    [403, 403],
    [404, 404],
    [404, 404],
    [404, 404],
  ])
  expect(await (await call(first, path)).json()).toMatchObject({ status: 'received', agencyId: agency.id })
  const file = await call(first, `${path}/file`)
  expect(file.headers.get('content-type')).toBe('image/png')
  expect(file.headers.get('content-disposition')).toMatch(/^attachment; filename="van-ban\.png"/)
  expect((await call(first, `${path}/draft`)).status).toBe(409)
})

test('the file comes as a PDF under its number', async () => {
  const response = await call(owner, `/documents/${issued.id}/file`)
  expect(response.headers.get('content-type')).toBe('application/pdf')
  expect(response.headers.get('content-disposition')).toContain("filename*=UTF-8''01-GXN-UBND.pdf")
  expect((await response.arrayBuffer()).byteLength).toBe(issued.size)
})

test('everyone may check, by code and by file, and learns no names of those it concerns', async () => {
  const byCode = await call(anonymous, `/documents/check/${issued.checkCode}`)
  const body = new Uint8Array(await readFile(issued.sha256))
  const headers = { 'content-type': 'application/pdf' }
  const byFile = await call(anonymous, '/documents/check', { method: 'POST', body, headers })
  for (const response of [byCode, byFile]) {
    const text = await response.text()
    expect(JSON.parse(text)).toMatchObject({ verdict: 'genuine', document: { symbol: issued.symbol } })
    expect(text).not.toContain('Hạnh')
  }
  expect((await call(anonymous, '/documents/check/rất-lạ')).status).toBe(422)
  const program = { method: 'POST', body: 'MZ this is a program', headers }
  expect((await call(anonymous, '/documents/check', program)).status).toBe(415)
})

test('who checks without pause is asked to wait', async () => {
  const statuses = []
  for (let i = 0; i < 32; i++) {
    statuses.push((await call(anonymous, '/documents/check/2222-3333-4444', {}, '192.0.2.9')).status)
  }
  expect(statuses.slice(0, 30).every((status) => status === 200)).toBe(true)
  expect(statuses.at(-1)).toBe(429)
  expect((await call(anonymous, '/documents/check/2222-3333-4444', {}, '192.0.2.10')).status).toBe(200)
})

test('a key names one request about one document; nothing takes its own place', async () => {
  const { id: other } = await lookAndIssue(office.chair, (await draftOf(office)).id)
  const ask = (id: string) =>
    call(office.clerk, `/documents/${id}/ask-revocation`, {
      method: 'POST',
      body: JSON.stringify({ reason: 'Cấp nhầm người, đã xác minh lại' }),
      headers: { 'content-type': 'application/json', 'idempotency-key': 'thu-hoi-1' },
    })
  for (const id of [issued.id, other]) expect(await (await ask(id)).json()).toMatchObject({ id })
  const proven = { ...office.chair, confirmedAt: new Date() }
  const itself = perform(proven, (work) => revokeDocument(work, proven, other, other))
  await expect(itself).rejects.toThrow('documents.replacement_unfit')
})
