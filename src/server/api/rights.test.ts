/**
 * The contract against the table of rights: every operation × every kind of actor, with a valid body on a case in the
 * right state.
 */
import { randomInt } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { stopTypesetting } from '#server/crafts/typeset/typeset.ts'
import { aStaffAccount } from '#server/modules/identity/fixtures.ts'
import { insertPersonalToken, listStaffNames } from '#server/modules/identity/index.ts'
import { anIdNumber } from '#server/modules/registry/fixtures.ts'
import { findPersonByIdNumber, listAccessesTo } from '#server/modules/registry/index.ts'
import { system } from '#server/platform/actor.ts'
import { aPdf } from '#server/platform/files/fixtures.ts'
import { perform } from '#server/platform/work.ts'
import { aCitizen } from '#tests/people.ts'
import { type Actor, type Answer, actors, nobodies, type Right } from '#tests/rights/answers.ts'
import { roomRights } from '#tests/rights/rooms.ts'
import {
  aDivorce,
  aJudgment,
  type Cast,
  extension,
  type Place,
  present,
  read,
  revocation,
  type Stage,
  setScene,
  supplement,
} from '#tests/rights/scenes.ts'
import { openStage } from '#tests/rights/stage.ts'
import { rights } from '#tests/rights/table.ts'
import { aNewDossier, type Call, type Caller, callWith, clientSecret, loadProvince } from './fixtures.ts'

type Request = Call & { path: string }

/** A valid request for every operation, at this place, from this actor. */
const requests: Record<string, (place: Place, actor: Actor, caller: Caller) => Request | Promise<Request>> = {
  'GET /communes': () => ({ path: '/communes' }),
  'GET /agencies': () => ({ path: '/agencies' }),
  'GET /services': () => ({ path: '/services' }),
  'GET /services/{code}': () => ({ path: '/services/1.013227' }),
  'GET /services/{code}/answers-schema': () => ({ path: '/services/1.013227/answers-schema' }),
  'GET /services/{code}/held-answers': () => ({ path: '/services/1.013227/held-answers' }),
  'GET /status/{code}': ({ code }) => ({ path: `/status/${code}` }),
  'GET /documents/check': ({ checkCode }) => ({ path: `/documents/check?code=${checkCode}` }),
  'POST /documents/check': () => ({
    path: '/documents/check',
    raw: new Uint8Array(aPdf(['<< /Note (x) >>'])),
    headers: { 'content-type': 'application/pdf' },
  }),
  'POST /oauth/token': async () => {
    return {
      path: '/oauth/token',
      raw: 'grant_type=client_credentials',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        authorization: `Basic ${Buffer.from(`he-thong-thu:${await clientSecret()}`).toString('base64')}`,
      },
    }
  },
  'POST /files': () => ({
    path: '/files',
    raw: new Uint8Array(aPdf([`<< /Note (${randomInt(2 ** 40)}) >>`])),
    headers: { 'content-type': 'application/pdf' },
  }),
  'POST /uploads': () => ({ path: '/uploads', json: { name: 'a.pdf', size: 900 } }),
  'GET /uploads/{id}': ({ uploadId }) => ({ path: `/uploads/${uploadId}` }),
  'HEAD /uploads/{id}': ({ uploadId }) => ({ path: `/uploads/${uploadId}`, method: 'HEAD' }),
  'PATCH /uploads/{id}': ({ uploadId }) => ({
    path: `/uploads/${uploadId}`,
    method: 'PATCH',
    raw: new Uint8Array(100),
    headers: { 'content-type': 'application/offset+octet-stream', 'upload-offset': '0' },
  }),
  'POST /dossiers': async (_, actor, caller) => {
    const mayUpload = rights['hand in a file']?.who[actor] === 'yes'
    const json = await aNewDossier(mayUpload ? caller : cast.citizen)
    if (['stranger', 'citizen', 'neighbour'].includes(actor)) return { path: '/dossiers', json }
    const applicant = {
      idNumber: anIdNumber('1990-05-20', 'female'),
      fullName: 'Phan Thị Thử',
      bornOn: '1990-05-20',
      gender: 'female',
    }
    // The counter takes this one in an outage only.
    const outage = ['clerk', 'elsewhere'].includes(actor)
      ? { outage: 'Cổng Dịch vụ công quốc gia ngừng từ 7 giờ' }
      : {}
    return { path: '/dossiers', json: { ...json, applicant, ...outage } }
  },
  'GET /dossiers': () => ({ path: '/dossiers' }),
  'GET /work-list.csv': () => ({ path: '/work-list.csv?tab=overdue' }),
  'GET /work-list.ics': () => ({ path: '/work-list.ics?tab=overdue' }),
  'GET /dossiers/{code}/calendar.ics': ({ code }) => ({ path: `/dossiers/${code}/calendar.ics` }),
  'GET /dossiers?q={code}': ({ code }) => ({ path: `/dossiers?q=${code}` }),
  'GET /dossiers/{code}': ({ code }) => ({ path: `/dossiers/${code}` }),
  'GET /dossiers/{code}/receipt': ({ code }) => ({ path: `/dossiers/${code}/receipt` }),
  'GET /dossiers/{code}/slips/{kind}': ({ code }) => ({ path: `/dossiers/${code}/slips/supplement` }),
  'GET /dossiers/{code}/papers/{seq}/file': ({ code }) => ({ path: `/dossiers/${code}/papers/1/file` }),
  'POST /dossiers/{code}/accept': step('accept'),
  'POST /dossiers/{code}/ask-supplement': step('ask-supplement', supplement),
  'GET /dossiers/{code}/checks': ({ code }) => ({ path: `/dossiers/${code}/checks` }),
  'POST /dossiers/{code}/mark-checks': async ({ code }) => {
    const { body } = await cast.specialist(`/dossiers/${code}/checks`)
    const [first] = (body.checks ?? []) as { key: string }[]
    const marks = first ? [{ check: first.key, verdict: 'wrong', reason: 'Tra cứu thấy khác tờ khai.' }] : []
    return { path: `/dossiers/${code}/mark-checks`, json: { marks } }
  },
  'POST /dossiers/{code}/record-divorce': async (place) => ({
    path: `/dossiers/${place.code}/record-divorce`,
    json: await aJudgment(place, cast),
  }),
  'POST /dossiers/{code}/confirm-divorce': async (place) => ({
    path: `/dossiers/${place.code}/confirm-divorce`,
    json: { divorce: (await aDivorce(place, cast)).divorce },
  }),
  'POST /dossiers/{code}/undo-divorce': async (place) => ({
    path: `/dossiers/${place.code}/undo-divorce`,
    json: await aDivorce(place, cast),
  }),
  'POST /dossiers/{code}/refuse': step('refuse', { reason: 'Không đúng thẩm quyền của phường' }),
  'POST /dossiers/{code}/forward': step('forward'),
  'POST /dossiers/{code}/propose': step('propose', extension),
  'POST /dossiers/{code}/take-back': step('take-back'),
  'POST /dossiers/{code}/send-back': step('send-back', { reason: 'Sửa lại phần căn cứ' }),
  'POST /dossiers/{code}/start-signing': step('start-signing'),
  'POST /dossiers/{code}/decline-signing': step('decline-signing', { reason: 'Còn chờ ý kiến của Sở' }),
  'POST /dossiers/{code}/sign': async ({ code, documentId }) => ({
    path: `/dossiers/${code}/sign`,
    json: await read(cast.leader, documentId),
  }),
  'POST /dossiers/{code}/extend': step('extend', { amount: 1, reason: 'Chờ xác minh thêm' }),
  'POST /dossiers/{code}/open-prerequisite': step('open-prerequisite', { key: 'visit' }),
  'POST /dossiers/{code}/settle-prerequisite': ({ code }, actor) => ({
    path: `/dossiers/${code}/settle-prerequisite`,
    json: { key: actor === 'citizen' || actor === 'neighbour' ? 'draft' : 'handIn', how: 'done' },
  }),
  'POST /dossiers/{code}/choose-limit': step('choose-limit', {
    choice: 'verify',
    reason: 'Cần xác minh nơi cư trú trước đây',
  }),
  'GET /asked': () => ({ path: '/asked' }),
  'POST /asked/{id}/answer': ({ askedId }) => ({
    path: `/asked/${askedId}/answer`,
    json: { answer: 'agreed' },
  }),
  'POST /dossiers/{code}/answer-supplement': step('answer-supplement', { papers: [], applicant: present }),
  'POST /dossiers/{code}/withdraw': step('withdraw', { reason: 'Nộp nhầm' }),
  'POST /dossiers/{code}/rate': step('rate', { rating: 5 }),
  'GET /vault': () => ({ path: '/vault' }),
  'GET /vault/{id}/file': ({ vaultPaper }) => ({ path: `/vault/${vaultPaper}/file` }),
  'POST /documents/{id}/ask-revocation': ({ documentId }) => ({
    path: `/documents/${documentId}/ask-revocation`,
    json: revocation,
  }),
  'POST /documents/{id}/keep': ({ documentId }) => ({
    path: `/documents/${documentId}/keep`,
    json: { reason: 'Đã xem lại, giấy cấp đúng.' },
  }),
  'POST /documents/{id}/revoke': ({ documentId }) => ({ path: `/documents/${documentId}/revoke`, json: {} }),
  'GET /documents/{id}': ({ documentId }) => ({ path: `/documents/${documentId}` }),
  'GET /documents/{id}/draft': ({ documentId }) => ({ path: `/documents/${documentId}/draft` }),
  'GET /documents/{id}/file': ({ documentId }) => ({ path: `/documents/${documentId}/file` }),
  'GET /indicators/wall': () => ({ path: '/indicators/wall' }),
  'GET /indicators/stream': () => ({ path: '/indicators/stream' }),
  'GET /indicators/wall.csv': () => ({ path: '/indicators/wall.csv' }),
  'GET /indicators/payments': () => ({ path: '/indicators/payments' }),
  'GET /indicators/payments.csv': () => ({ path: '/indicators/payments.csv' }),
  'GET /indicators/behind.csv': () => ({ path: '/indicators/behind.csv' }),
  'GET /indicators/behind': () => ({ path: '/indicators/behind' }),
  ...Object.fromEntries(
    roomRights.flatMap(({ requests }) =>
      Object.entries(requests).map(([operation, request]) => [
        operation,
        (place: Place) => request(place, cast),
      ]),
    ),
  ),
}

function step(action: string, json: object = {}) {
  return ({ code }: Place) => ({ path: `/dossiers/${code}/${action}`, json })
}

let cast: Cast
let stage: Stage
let tokens: Record<string, string>

beforeAll(async () => {
  await loadProvince()
  const { token: commander } = await tokenOf(
    await aStaffAccount({ agencyId: 'ubnd-thanh-pho', roles: ['commander'] }),
  )
  stage = await openStage(callWith(commander))
  cast = stage.cast
  tokens = await makeNobodies()
})
afterAll(stopTypesetting)

/** A good credential of somebody whose role has ended since, and one that was ended. */
async function makeNobodies(): Promise<Record<string, string>> {
  const agencyId = 'ubnd-phuong-thuan-hoa'
  const former = await aStaffAccount({ agencyId, roles: ['one_stop', 'specialist', 'leader'] })
  const roleEnded = await tokenOf(former)
  const present = await aStaffAccount({ agencyId, roles: ['one_stop', 'specialist', 'leader'] })
  const ended = await tokenOf(present)
  await perform(system, async ({ tx, now }) => {
    await tx
      .updateTable('identity.roleGrant')
      .set({ validTo: '2026-01-01' })
      .where('accountId', '=', former.id)
      .execute()
    await tx.updateTable('identity.apiToken').set({ endedAt: now }).where('id', '=', ended.id).execute()
  })
  return { 'expired role': roleEnded.token, 'revoked token': ended.token }
}

function tokenOf({ id: accountId }: { id: string }) {
  const input = { accountId, agencyId: null, label: 'test', days: 1 }
  return perform(system, (work) => insertPersonalToken(work, input))
}

test('every operation of the contract stands in the table, and every line names operations there are', async () => {
  const { body } = await cast.stranger('/openapi.json')
  const operations = Object.entries<Record<string, unknown>>(body.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replace('/api/v1', '')}`),
  )
  const listed = new Set(
    Object.values(rights).flatMap(({ api = [] }) => api.map((operation) => operation.replace(/\?.*/, ''))),
  )
  expect(operations.filter((operation) => !listed.has(operation))).toEqual([])
  expect([...listed].filter((operation) => !operations.includes(operation))).toEqual([])
  expect(operations.filter((operation) => !(operation in requests))).toEqual([])
})

const cases = Object.entries(rights).flatMap(([act, right]) =>
  (right.api ?? []).map((operation): [string, string, Right] => [act, operation, right]),
)

describe('who may', () => {
  test.each(cases)(
    '%s: %s',
    async (_, operation, right) => {
      const shared = await setScene(stage, right.scene)
      // Whoever signed has read the draft: that was before.
      const before = right.seen ? await lookersAt(shared) : []
      const found: Partial<Record<Actor, string>> = {}
      for (const actor of actors) {
        const isOwn = right.changes && right.who[actor] === 'yes'
        const place = isOwn ? await setScene(stage, right.scene) : shared
        const caller = cast[actor]
        const { path, ...call } = (await requests[operation]?.(place, actor, caller)) ?? { path: '' }
        found[actor] = await answerOf(caller, path, call)
      }
      expect(found).toEqual(right.who)
      if (right.seen) {
        const seen = (await lookersAt(shared)).filter((look) => !before.includes(look))
        expect(seen).toEqual(lookersExpected(right))
      }
    },
    60_000,
  )

  test('a list names a dossier to those who may open it, and to nobody else', async () => {
    const { code } = await setScene(stage, 'submitted')
    for (const actor of actors) {
      const { body } = await cast[actor](`/dossiers?q=${code}`)
      const codes = (body.rows ?? []).map((row: { code: string }) => row.code)
      const mayOpen = rights['open a dossier']?.who[actor] === 'yes' && actor !== 'chairman'
      expect(codes.includes(code), actor).toBe(mayOpen)
    }
  })

  test.each(nobodies)('%s: nothing, not even what is public', async (nobody) => {
    const caller = callWith(tokens[nobody])
    const found: Record<string, string> = {}
    for (const [operation, request] of Object.entries(requests)) {
      if (operation === 'POST /oauth/token') continue
      const place = { code: 'H57.16.02-261123-0007', documentId: unknown, checkCode: '8K2M-4QXA-B7CD' }
      const at = { ...place, vaultPaper: unknown, taskId: unknown, uploadId: unknown, askedId: unknown }
      const { path, ...call } = await request(at, 'stranger', caller)
      found[operation] = await answerOf(caller, path, call)
    }
    expect(Object.entries(found).filter(([, answer]) => answer !== 'sign in')).toEqual([])
  })
})

/** Everyone in office whom the table lets look; what of another agency's search finds nothing, shows nothing. */
function lookersExpected({ who, seen }: Right): string[] {
  const staff = ['clerk', 'specialist', 'leader', 'elsewhere', 'chairman'] as const
  const lookers = staff.filter((actor) => who[actor] === 'yes')
  const found = seen === 'search' ? lookers.filter((actor) => !isElsewhere(actor)) : lookers
  return found.map((actor) => `${seen}: ${names[actor]}`).sort()
}

const isElsewhere = (actor: Actor) => actor === 'elsewhere' || actor === 'chairman'
const names: Partial<Record<Actor, string>> = {
  clerk: 'Trần Thị Mai Hương',
  specialist: 'Phan Quốc Bảo',
  leader: 'Lê Thị Thu Hà',
  chairman: 'Dương Hoàng Long',
}

/** Who looked at what of this dossier, as its applicant is told. */
async function lookersAt({ code }: Place): Promise<string[]> {
  const { body } = await cast.citizen(`/dossiers/${code}`)
  const minh = await perform(system, (work) => findPersonByIdNumber(work, '046094003127'))
  const self = aCitizen({ id: minh?.id ?? '' })
  return perform(self, async (work) => {
    const accesses = await listAccessesTo(work, self)
    const ofIt = accesses.filter(({ dossierId }) => dossierId === body.id)
    const staff = await listStaffNames(
      work,
      ofIt.flatMap(({ actorId }) => actorId ?? []),
    )
    const said = ofIt.map(({ opened, actorId }) => `${opened}: ${staff.get(actorId ?? '')}`)
    return [...new Set(said)].sort()
  })
}

const unknown = '00000000-0000-7000-8000-000000000000'

/** In the words of the table; a status that has none is an answer nobody expected. */
async function answerOf(caller: Caller, path: string, call: Call): Promise<Answer | string> {
  const { status, body } = await caller(path, call)
  const words: Record<number, Answer> = { 401: 'sign in', 403: 'no', 404: 'none' }
  return status < 300 ? 'yes' : (words[status] ?? `${status} ${JSON.stringify(body)}`)
}
