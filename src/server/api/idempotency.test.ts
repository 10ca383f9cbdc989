/** A key stands for one request of one filer: whatever else comes under it is refused, and changes nothing. */
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { system } from '#server/platform/actor.ts'
import { aLargePdf } from '#server/platform/files/fixtures.ts'
import { answerOnce, leaseMs } from '#server/platform/web/idempotency.ts'
import { perform } from '#server/platform/work.ts'
import { anOfficer } from '#tests/people.ts'
import { aNewDossier, type Caller, callAs, callAsClient, loadProvince } from './fixtures.ts'

const filer = anOfficer()
let citizen: Caller
let client: Caller

beforeAll(async () => {
  await loadProvince()
  citizen = await callAs('Nguyễn Văn Minh')
  client = await callAsClient()
})

const mismatch = { status: 422, title: 'platform.idempotency_mismatch' }

async function countDossiers(): Promise<number> {
  const { rows } = await perform(system, ({ tx }) =>
    sql<{ count: number }>`select count(*)::int as count from dossiers.dossier`.execute(tx),
  )
  return rows[0]?.count ?? 0
}

const person = (idNumber: string, fullName: string) => ({
  idNumber,
  fullName,
  bornOn: '2001-02-03',
  gender: 'female',
})

test('one key with another applicant is refused, whoever files', async () => {
  const dossier = await aNewDossier(client)
  const headers = { 'idempotency-key': randomUUID() }
  const first = { ...dossier, applicant: person('046301009901', 'Phan Thị Một') }
  const before = await countDossiers()
  expect((await client('/dossiers', { json: first, headers })).status).toBe(201)
  const other = { ...dossier, applicant: person('046301009902', 'Phan Thị Hai') }
  expect((await client('/dossiers', { json: other, headers })).body).toMatchObject(mismatch)
  expect((await client('/dossiers', { json: first, headers })).body).toMatchObject({ repeated: true })
  expect(await countDossiers()).toBe(before + 1)
})

test('a key in the body is the request’s own, whatever headers come with it', async () => {
  const json = { ...(await aNewDossier(citizen)), requestKey: randomUUID() }
  const before = await countDossiers()
  const first = await citizen('/dossiers', { json })
  expect(first.status).toBe(201)
  for (const headers of [{ 'idempotency-key': randomUUID() }, { 'idempotency-key': 'two' }]) {
    const answer = await citizen('/dossiers', { json, headers })
    expect(answer.body).toMatchObject({ status: 422, title: 'platform.two_request_keys' })
  }
  const same = await citizen('/dossiers', { json, headers: { 'idempotency-key': json.requestKey } })
  expect(same.body).toMatchObject({ code: first.body.code, repeated: true })
  expect((await citizen('/dossiers', { json: { ...json, papers: [] } })).body).toMatchObject(mismatch)
  expect(await countDossiers()).toBe(before + 1)
})

test('a file under a used key is the first one, or refused', async () => {
  const bytes = new Uint8Array(aLargePdf(2000, 5))
  const other = new Uint8Array(aLargePdf(2000, 6))
  expect(other.length).toBe(bytes.length)
  const headers = { 'idempotency-key': randomUUID(), 'content-type': 'application/octet-stream' }
  const first = await citizen('/files', { raw: bytes, headers })
  expect(first.status, JSON.stringify(first.body)).toBe(201)
  expect((await citizen('/files', { raw: other, headers })).body).toMatchObject(mismatch)
  expect((await citizen('/files', { raw: bytes, headers })).body).toEqual(first.body)
  const renamed = { ...headers, 'x-file-name': 'khac.pdf' }
  expect((await citizen('/files', { raw: bytes, headers: renamed })).body).toMatchObject(mismatch)
})

test('who was killed in the middle holds a key for twenty seconds; then the next one takes over', async () => {
  const attempt = { requestKey: randomUUID(), requestMark: Buffer.from('a') }
  const never = new Promise<object>(() => {})
  void answerOnce(filer, attempt, () => never)
  await expect.poll(() => leaseOf(attempt.requestKey)).toBeGreaterThan(Date.now())
  const next = () => answerOnce(filer, attempt, async () => ({ done: 'second' }))
  await expect(next()).rejects.toMatchObject({ code: 'platform.request_under_way' })

  await perform(system, ({ tx }) =>
    sql`update platform.idempotency set leased_until = leased_until - ${`${leaseMs + 1000} ms`}::interval
         where key = ${attempt.requestKey}::uuid`.execute(tx),
  )
  const other = { ...attempt, requestMark: Buffer.from('b') }
  await expect(answerOnce(filer, other, async () => ({}))).rejects.toMatchObject({
    code: 'platform.idempotency_mismatch',
  })
  expect(await next()).toEqual({ done: 'second' })
  expect(await next()).toEqual({ done: 'second' })
})

test('a lease taken while a clock ran ahead holds nobody up once it is right', async () => {
  const attempt = { requestKey: randomUUID(), requestMark: Buffer.from('a') }
  void answerOnce(filer, attempt, () => new Promise<object>(() => {}))
  await expect.poll(() => leaseOf(attempt.requestKey)).toBeGreaterThan(Date.now())
  await perform(system, ({ tx }) =>
    sql`update platform.idempotency set leased_until = now() + interval '2 hours'
         where key = ${attempt.requestKey}::uuid`.execute(tx),
  )
  expect(await answerOnce(filer, attempt, async () => ({ done: 'second' }))).toEqual({ done: 'second' })
})

test('an attempt that only seemed dead gives the answer of the one that took over', async () => {
  const attempt = { requestKey: randomUUID(), requestMark: Buffer.from('a') }
  const { promise, resolve } = Promise.withResolvers<object>()
  const slow = answerOnce(filer, attempt, () => promise)
  await expect.poll(() => leaseOf(attempt.requestKey)).toBeGreaterThan(Date.now())
  await perform(system, ({ tx }) =>
    sql`update platform.idempotency set leased_until = now() - interval '1 second'
         where key = ${attempt.requestKey}::uuid`.execute(tx),
  )
  await answerOnce(filer, attempt, async () => ({ done: 'second' }))
  resolve({ done: 'first' })
  expect(await slow).toEqual({ done: 'second' })
})

async function leaseOf(key: string): Promise<number> {
  const { rows } = await perform(system, ({ tx }) =>
    sql<{
      until: Date
    }>`select leased_until as until from platform.idempotency where key = ${key}::uuid`.execute(tx),
  )
  return rows[0]?.until.getTime() ?? 0
}
