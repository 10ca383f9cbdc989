import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { stopTypesetting } from '#server/crafts/typeset/typeset.ts'
import { nextYear } from '#server/modules/catalogue/fixtures.ts'
import { deliverResult, dossierCheckCode } from '#server/modules/dossiers/index.ts'
import { system } from '#server/platform/actor.ts'
import { aLargePdf } from '#server/platform/files/fixtures.ts'
import { perform } from '#server/platform/work.ts'
import {
  aNewDossier,
  type Caller,
  callAs,
  callAsClient,
  callWith,
  commune,
  handIn,
  loadProvince,
  submitNew,
} from './fixtures.ts'

const stranger = callWith()
let citizen: Caller
let neighbour: Caller
let clerk: Caller
let specialist: Caller
let leader: Caller
let elsewhere: Caller
let monitor: Caller
let client: Caller

beforeAll(async () => {
  await loadProvince()
  citizen = await callAs('Nguyễn Văn Minh')
  neighbour = await callAs('Lê Quang Huy')
  clerk = await callAs('huong.thuanhoa')
  specialist = await callAs('bao.thuanhoa')
  leader = await callAs('ha.thuanhoa')
  elsewhere = await callAs('khai.aluoi2')
  monitor = await callAs('thao.giamsat')
  client = await callAsClient()
})
afterAll(stopTypesetting)

test('another system takes a dossier from submission to a document anyone can check', async () => {
  const { id, code } = await submitNew(citizen)
  expect(code).toMatch(/^H57\.[\d.]+-\d{6}-\d{4,}$/)
  expect((await stranger(`/status/${code}`)).body).toMatchObject({
    code,
    status: 'submitted',
    nationalStatus: 1,
  })
  const byCode = (await stranger(`/status/${code}`)).body
  expect(Object.keys(byCode).sort()).toEqual(['code', 'dueOn', 'nationalStatus', 'status'])
  const checkCode = dossierCheckCode(code)
  expect((await stranger(`/status/${code}?checkCode=${checkCode}`)).body).toMatchObject({
    ...byCode,
    serviceCode: '1.013227',
    submittedAt: expect.any(String),
  })
  expect((await citizen(`/status/${code}`)).body).toMatchObject({ serviceCode: '1.013227' })
  expect((await stranger(`/status/${code}?checkCode=AAAA-AAAA`)).body.title).toBe('dossiers.check_code_wrong')

  const receipt = await citizen(`/dossiers/${code}/receipt`)
  expect(receipt.headers.get('content-type')).toBe('application/pdf')
  expect(Buffer.from(receipt.bytes.subarray(0, 5)).toString()).toBe('%PDF-')

  const work = await clerk(`/dossiers?q=${code}`)
  expect(work.body).toMatchObject({ total: 1, rows: [{ code, applicantName: 'Nguyễn Văn Minh' }] })
  const act = async (call: Caller, action: string, json: object = {}) => {
    const { status, body } = await call(`/dossiers/${code}/${action}`, { json })
    expect(status, JSON.stringify(body)).toBe(200)
    return body
  }
  expect(await act(clerk, 'accept')).toMatchObject({ status: 'accepted', nationalStatus: 2 })
  await act(clerk, 'forward', { note: 'Chuyển chuyên viên' })
  const { checks } = (await specialist(`/dossiers/${code}/checks`)).body as {
    checks: { key: string; state: string }[]
  }
  const marks = checks
    .filter(({ state }) => state === 'toCheck' || state === 'toExplain')
    .map(({ key, state }) =>
      state === 'toCheck'
        ? { check: key, verdict: 'right' }
        : { check: key, verdict: 'wrong', reason: 'Đã xem giấy tờ gốc, đúng quy định.' },
    )
  await act(specialist, 'mark-checks', { marks })
  await act(specialist, 'propose', {
    outcome: 'approve',
    note: 'Đủ điều kiện theo hồ sơ đã nộp.',
    decision: { grantedTo: 'Nguyễn Văn Minh', months: 6, until: `${nextYear}-12-31` },
  })
  const { resultId } = (await leader(`/dossiers/${code}`)).body
  expect(await act(leader, 'start-signing')).toMatchObject({ status: 'processing' })
  const draft = await leader(`/documents/${resultId}/draft`)
  expect(draft.headers.get('content-type')).toBe('application/pdf')
  const sha256 = createHash('sha256').update(new Uint8Array(draft.bytes)).digest('hex')
  const unread = await leader(`/dossiers/${code}/sign`, { json: { sha256: '0'.repeat(64) } })
  expect(unread.body).toMatchObject({ status: 409, title: 'documents.draft_changed' })
  // What a token was made with proves its owner's presence for an hour, and only where it may sign at all.
  const refused = async (call: Caller) => (await call(`/dossiers/${code}/sign`, { json: { sha256 } })).body
  const ofThisMorning = await callAs('ha.thuanhoa', null, new Date(Date.now() - 61 * 60_000))
  expect(await refused(ofThisMorning)).toMatchObject({ status: 403, title: 'identity.signing_token_needed' })
  expect((await ofThisMorning(`/dossiers/${code}`)).status).toBe(200)
  const writing = await callAs('ha.thuanhoa', ['dossiers:read', 'dossiers:write'])
  expect(await refused(writing)).toMatchObject({
    title: 'identity.insufficient_scope',
    scope: 'dossiers:sign',
  })
  const ofSystem = await refused(client)
  expect(ofSystem).toMatchObject({ title: 'identity.insufficient_scope', scope: 'dossiers:sign' })
  expect(await act(leader, 'sign', { sha256 })).toMatchObject({ status: 'decided', nationalStatus: 9 })
  await perform(system, (work) => deliverResult(work, id))

  const detail = await citizen(`/dossiers/${code}`)
  expect(detail.body).toMatchObject({ status: 'returned', permitted: ['rate'] })
  expect(detail.body.actions.map(({ kind }: { kind: string }) => kind)).toEqual([
    'submit',
    'accept',
    'forward',
    'propose',
    'sign',
    'deliver',
  ])
  const { body: vault } = await citizen('/vault')
  const ofIt = vault.papers.filter((one: { dossierId: string }) => one.dossierId === id)
  const paper = ofIt.find(({ documentId }: { documentId: string | null }) => documentId !== null)
  const file = await citizen(`/vault/${paper.id}/file`)
  expect(file.headers.get('content-type')).toBe('application/pdf')
  const raw = new Uint8Array(file.bytes)
  const check = await stranger('/documents/check', { raw, headers: { 'content-type': 'application/pdf' } })
  expect(check.body).toMatchObject({ verdict: 'genuine' })

  // Both the paper handed in and the result may be named the next time, by whose they are.
  const answering = async (call: Caller) => (await call('/services/1.013227/held-answers')).body.papers
  const granted = { key: 'permit', vaultPaper: paper.id, issuer: paper.issuer, acceptedBy: null }
  const handedIn = { key: 'permit', issuer: null, acceptedBy: paper.issuer, dossierCode: code }
  expect(await answering(citizen)).toEqual(
    expect.arrayContaining([expect.objectContaining(granted), expect.objectContaining(handedIn)]),
  )
  expect(await answering(neighbour)).toEqual([])
  expect(await act(citizen, 'rate', { rating: 5, comment: 'Nhanh' })).toMatchObject({ status: 'returned' })
})

test('another system finds what forms and answers name: communes, agencies, and what is already held', async () => {
  const { communes } = (await stranger('/communes')).body
  expect(communes).toContainEqual({ code: commune, name: 'Phường Thuận Hóa' })
  expect((await stranger('/communes?on=2025-06-30')).body.communes).toHaveLength(133)
  const { agencies } = (await stranger('/agencies')).body
  expect(agencies).toContainEqual(
    expect.objectContaining({ id: 'ubnd-phuong-thuan-hoa', name: 'Ủy ban nhân dân phường Thuận Hóa' }),
  )
  const held = await citizen('/services/1.013227/held-answers')
  expect(held.body.answers).toMatchObject({ applicant: { fullName: 'Nguyễn Văn Minh' } })
  expect(held.body.sources['answers.applicant.fullName']).toMatch(/[ạữ]/)
  expect((await clerk('/services/1.013227/held-answers')).status).toBe(403)
})

test('a client system files for a person, and only for a named one', async () => {
  const dossier = await aNewDossier(client)
  const applicant = {
    idNumber: '046301009999',
    fullName: 'Phan Thị Thử',
    bornOn: '2001-02-03',
    gender: 'female',
  }
  const unnamed = await client('/dossiers', { json: dossier })
  expect(unnamed.body).toMatchObject({ status: 422, title: 'dossiers.applicant_unknown' })
  const { status, body } = await client('/dossiers', { json: { ...dossier, applicant } })
  expect(status, JSON.stringify(body)).toBe(201)
  expect((await clerk(`/dossiers?q=phan thi thu`)).body.rows[0]).toMatchObject({ code: body.code })
})

test('a citizen who names somebody else as the applicant is refused, and files nothing in their own name', async () => {
  const citizen = await callAs('Nguyễn Văn Minh')
  const before = (await citizen('/dossiers')).body.total
  const applicant = {
    idNumber: '046090000017',
    fullName: 'Phan Thị Thử',
    bornOn: '1990-05-20',
    gender: 'female',
  }
  const { status, body } = await citizen('/dossiers', {
    json: { ...(await aNewDossier(citizen)), applicant },
  })
  expect([status, body.title ?? body.code]).toEqual([422, 'dossiers.applicant_not_oneself'])
  expect((await citizen('/dossiers')).body.total).toBe(before)
})

test('a letter no paper can show is refused where it enters, by field and letter', async () => {
  const dossier = await aNewDossier(client)
  const applicant = { idNumber: '046301008888', fullName: '김철수', bornOn: '2001-02-03', gender: 'female' }
  const refused = await client('/dossiers', { json: { ...dossier, applicant } })
  expect(refused.status).toBe(422)
  expect(refused.body.issues).toEqual([
    expect.objectContaining({
      field: 'applicant.fullName',
      message: expect.stringMatching(/“김”.*hộ chiếu/),
    }),
  ])
  const { code } = await submitNew(citizen)
  for (const [action, json, field] of [
    ['refuse', { reason: 'Không thuộc thẩm quyền 田中' }, 'reason'],
    ['ask-supplement', { items: ['Trang 2', 'Giấy của 𠮷'], reason: 'Thiếu trang' }, 'items.1'],
  ] as const) {
    const answer = await clerk(`/dossiers/${code}/${action}`, { json })
    expect([answer.status, answer.body.issues?.[0]?.field]).toEqual([422, field])
  }
})

describe('a request with a key', () => {
  test('may be repeated: one dossier, one action, one upload', async () => {
    const json = await aNewDossier(citizen)
    const headers = { 'idempotency-key': crypto.randomUUID() }
    const answers = await Promise.all([1, 2, 3].map(() => citizen('/dossiers', { json, headers })))
    expect(new Set(answers.map(({ status, body }) => `${status} ${body.code}`)).size).toBe(1)
    const { code } = answers[0]?.body ?? {}

    const accepted = await clerk(`/dossiers/${code}/accept`, { json: {}, headers })
    const again = await clerk(`/dossiers/${code}/accept`, { json: {}, headers })
    expect([accepted.status, again.status]).toEqual([200, 200])
    expect(again.body).toEqual(accepted.body)
    const late = await clerk(`/dossiers/${code}/accept`, { json: {} })
    expect(late.body).toMatchObject({ status: 409, action: 'accept', state: 'accepted' })

    const begin = () => citizen('/uploads', { json: { name: 'a.pdf', size: 900 }, headers })
    expect((await begin()).body).toEqual((await begin()).body)
  })

  test('is refused for another body', async () => {
    const headers = { 'idempotency-key': crypto.randomUUID() }
    const json = await aNewDossier(citizen)
    const first = await citizen('/dossiers', { json, headers })
    expect(first.status).toBe(201)
    const other = await citizen('/dossiers', { json: { ...json, papers: [] }, headers })
    expect(other.body).toMatchObject({ status: 422, title: 'platform.idempotency_mismatch' })
    const { code } = first.body
    const ask = (items: string[]) =>
      clerk(`/dossiers/${code}/ask-supplement`, { json: { items, reason: 'Thiếu trang' }, headers })
    expect((await ask(['Trang 2'])).status).toBe(200)
    expect((await ask(['Trang 3'])).body).toMatchObject({ title: 'platform.idempotency_mismatch' })
  })
})

test('a file sent in pieces goes on where it stopped', async () => {
  const bytes = new Uint8Array(aLargePdf(3000, 77))
  const begun = await citizen('/uploads', { json: { name: 'giấy phép.pdf', size: bytes.length } })
  const path = (begun.headers.get('location') ?? '').replace('/api/v1', '')
  const send = (from: number, to: number) =>
    citizen(path, {
      method: 'PATCH',
      raw: bytes.slice(from, to),
      headers: { 'content-type': 'application/offset+octet-stream', 'upload-offset': String(from) },
    })
  expect((await send(0, 1000)).body).toMatchObject({ offset: 1000 })
  expect((await send(0, 1000)).body).toMatchObject({ title: 'files.wrong_offset', offset: 1000 })
  const head = await citizen(path, { method: 'HEAD' })
  expect(head.headers.get('upload-offset')).toBe('1000')
  expect((await neighbour(path)).status).toBe(404)
  expect((await send(1000, bytes.length)).body).toMatchObject({ mediaType: 'application/pdf' })
})

describe('rights', () => {
  let code: string
  beforeAll(async () => {
    code = (await submitNew(citizen)).code
  })

  test('a route that is not public tells a stranger to sign in, whatever the body', async () => {
    const { body: document } = await stranger('/openapi.json')
    const statuses: Record<string, number> = {}
    for (const [path, operations] of Object.entries<Record<string, { security?: unknown[] }>>(
      document.paths,
    )) {
      for (const [method, { security }] of Object.entries(operations)) {
        if (security?.length === 0) continue
        const call = method === 'get' || method === 'head' ? {} : { json: {} }
        const at = path.replace('/api/v1', '').replace(/\{\w+\}/g, 'x')
        statuses[`${method} ${path}`] = (await stranger(at, { method: method.toUpperCase(), ...call })).status
      }
    }
    expect(Object.keys(statuses).length).toBeGreaterThan(25)
    expect(Object.entries(statuses).filter(([, status]) => status !== 401)).toEqual([])
  })

  test.each<[string, string, object | undefined, Record<string, number>]>([
    ['GET', '', undefined, { neighbour: 404, elsewhere: 404, clerk: 200, client: 404 }],
    ['GET', '/receipt', undefined, { neighbour: 404, elsewhere: 404 }],
    ['GET', '/papers/1/file', undefined, { neighbour: 404, elsewhere: 404, clerk: 200, citizen: 200 }],
    ['GET', '/slips/supplement', undefined, { neighbour: 404, elsewhere: 404, citizen: 404 }],
    ['POST', '/accept', {}, { citizen: 403, neighbour: 403, elsewhere: 404, specialist: 403, client: 404 }],
    ['POST', '/ask-supplement', { items: ['Trang 2'], reason: 'Thiếu' }, { citizen: 403, elsewhere: 404 }],
    ['POST', '/refuse', { reason: 'Không đúng thẩm quyền' }, { citizen: 403, elsewhere: 404, leader: 403 }],
    ['POST', '/forward', {}, { citizen: 403, elsewhere: 404, clerk: 409 }],
    ['POST', '/propose', { outcome: 'approve' }, { citizen: 403, elsewhere: 404, specialist: 409 }],
    ['POST', '/send-back', { reason: 'Sửa lại' }, { citizen: 403, elsewhere: 404, clerk: 403 }],
    ['POST', '/sign', { sha256: '0'.repeat(64) }, { citizen: 403, elsewhere: 404, clerk: 403, leader: 409 }],
    [
      'POST',
      '/extend',
      { amount: 1, reason: 'Chờ xác minh thêm' },
      { citizen: 403, elsewhere: 404, clerk: 403 },
    ],
    [
      'POST',
      '/answer-supplement',
      { papers: [] },
      { neighbour: 404, clerk: 409, specialist: 403, citizen: 409 },
    ],
    ['POST', '/withdraw', { reason: '' }, { neighbour: 404, clerk: 403, elsewhere: 403 }],
    ['POST', '/rate', { rating: 5 }, { neighbour: 404, clerk: 403, citizen: 409 }],
  ])('%s /dossiers/{code}%s', async (method, path, json, expected) => {
    const callers = { citizen, neighbour, clerk, specialist, leader, elsewhere, client }
    const found: Record<string, number> = {}
    for (const name of Object.keys(expected)) {
      const call = callers[name as keyof typeof callers]
      const answer = await call(`/dossiers/${code}${path}`, { method, ...(json ? { json } : {}) })
      found[name] = answer.status
      expect(answer.body?.detail ?? 'x', name).not.toMatch(/Hệ thống gặp lỗi/)
    }
    expect(found).toEqual(expected)
    expect((await stranger(`/status/${code}`)).body.status).toBe('submitted')
  })

  test.each<[string, Record<string, number>]>([
    ['/indicators/wall', { citizen: 403, clerk: 403, monitor: 200 }],
    ['/indicators/behind', { citizen: 403, monitor: 200 }],
    ['/vault', { citizen: 200, clerk: 403 }],
    ['/tasks', { citizen: 403, clerk: 200, monitor: 200 }],
    ['/dossiers', { citizen: 200, clerk: 200 }],
  ])('GET %s', async (path, expected) => {
    const callers = { citizen, clerk, monitor }
    const found: Record<string, number> = {}
    for (const name of Object.keys(expected)) {
      found[name] = (await callers[name as keyof typeof callers](path)).status
    }
    expect(found).toEqual(expected)
  })

  test("someone else's upload cannot be handed in", async () => {
    const json = await aNewDossier(citizen)
    const stolen = { ...json, papers: [{ key: 'permit', upload: await handIn(neighbour) }] }
    expect((await citizen('/dossiers', { json: stolen })).body).toMatchObject({
      title: 'files.upload_not_found',
    })
  })

  test('a wrong or ended token is refused, not taken for a stranger', async () => {
    const answer = await callWith(`nhip_${'x'.repeat(43)}`)('/services')
    expect(answer.status).toBe(401)
    expect(answer.headers.get('www-authenticate')).toBe('Bearer error="invalid_token"')
    expect(answer.headers.get('x-request-id')).toBeTruthy()
  })

  test.each(['Basic bmhpcDpuaGlw', 'Bearer', 'Token abc'])(
    '%s is not taken for a stranger either',
    async (sent) => {
      expect((await stranger('/services', { headers: { authorization: sent } })).status).toBe(401)
    },
  )
})
