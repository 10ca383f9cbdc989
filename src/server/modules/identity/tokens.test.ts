import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { anAgency } from '#server/modules/agencies/fixtures.ts'
import { type Officer, system } from '#server/platform/actor.ts'
import { perform } from '#server/platform/work.ts'
import { aCitizen } from '#tests/people.ts'
import { authenticateBearer } from './authenticate.ts'
import { issueClientToken, openClientAccount, renewClientSecret } from './client-tokens.ts'
import { findAccountNamed } from './find-account-named.ts'
import { anAdministrator, aRoleFor, aStaffAccount } from './fixtures.ts'
import { lockAccount } from './lock-account.ts'
import { createPersonalToken, endPersonalToken, listPersonalTokens } from './personal-tokens.ts'
import { insertAccount } from './queries/accounts.ts'
import { identityRoutes } from './routes.ts'

async function aClient(): Promise<{ clientId: string; secret: string; accountId: string; agencyId: string }> {
  const clientId = `he-thong-${randomUUID().slice(0, 8)}`
  const { id: agencyId } = await anAgency()
  const accountId = await perform(system, (work) =>
    openClientAccount(work, { clientId, name: 'Hệ thống thử' }),
  )
  await aRoleFor(accountId, 'submitter', agencyId)
  const secret = await perform(system, (work) => renewClientSecret(work, clientId))
  return { clientId, secret: secret ?? '', accountId, agencyId }
}

async function anOfficerWithAccount(): Promise<Officer> {
  const { id, agencyId } = await aStaffAccount({ roles: ['specialist'] })
  return {
    kind: 'officer',
    id,
    name: 'Trần Thị Thử',
    agencyId,
    agencyIds: [agencyId],
    scope: 'agency',
    roles: ['specialist'],
    confirmedAt: new Date(),
  }
}

test('a client system acts for its agency with a token of one hour', async () => {
  const { clientId, secret, accountId, agencyId } = await aClient()
  const now = new Date()
  const issued = await issueClientToken(clientId, secret, now)
  expect(issued).toMatchObject({ token_type: 'Bearer', expires_in: 3600 })
  const { actor } = await authenticateBearer(`Bearer ${issued.access_token}`)
  expect(actor).toMatchObject({
    kind: 'officer',
    id: accountId,
    agencyId,
    roles: ['submitter'],
    scope: 'agency',
  })
  const late = new Date(now.getTime() + 3_601_000)
  await expect(authenticateBearer(`Bearer ${issued.access_token}`, late)).rejects.toMatchObject({
    status: 401,
  })
})

test('wrong secret, unknown client, client without secret and locked client are refused alike', async () => {
  const { clientId, secret, accountId } = await aClient()
  const codeOf = (id: string, word: string) => issueClientToken(id, word).catch((error) => error.code)
  const bare = `he-thong-${randomUUID()}`
  await perform(system, (work) => openClientAccount(work, { clientId: bare, name: 'Chưa có khóa' }))
  const { officer } = await anAdministrator()
  expect(await codeOf(clientId, 'sai')).toBe('identity.client_not_accepted')
  expect(await codeOf('khong-co', secret)).toBe('identity.client_not_accepted')
  expect(await codeOf(bare, '')).toBe('identity.client_not_accepted')
  await perform(officer, (work) => lockAccount(work, officer, accountId))
  expect(await codeOf(clientId, secret)).toBe('identity.client_not_accepted')
})

test('a new secret replaces the former one, and neither is stored', async () => {
  const { clientId, secret } = await aClient()
  const renewed = (await perform(system, (work) => renewClientSecret(work, clientId))) ?? ''
  await expect(issueClientToken(clientId, secret)).rejects.toMatchObject({ status: 401 })
  await expect(issueClientToken(clientId, renewed)).resolves.toBeDefined()
  const { passwordHash } = await perform(system, ({ tx }) =>
    tx
      .selectFrom('identity.account')
      .select('passwordHash')
      .where('login', '=', clientId)
      .executeTakeFirstOrThrow(),
  )
  expect(passwordHash).not.toContain(renewed)
  expect(await perform(system, (work) => renewClientSecret(work, 'khong-co'))).toBeUndefined()
})

test('the token endpoint speaks RFC 6749', async () => {
  const { clientId, secret } = await aClient()
  const ask = (body: string, headers: Record<string, string> = {}) =>
    identityRoutes.request('/oauth/token', {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    })
  const basic = (id: string, word: string) => ({
    authorization: `Basic ${Buffer.from(`${encodeURIComponent(id)}:${encodeURIComponent(word)}`).toString('base64')}`,
  })
  const byHeader = await ask('grant_type=client_credentials', basic(clientId, secret))
  expect(byHeader.status).toBe(200)
  expect(byHeader.headers.get('cache-control')).toBe('no-store')
  expect(await byHeader.json()).toMatchObject({ token_type: 'Bearer', expires_in: 3600 })
  const byBody = await ask(`grant_type=client_credentials&client_id=${clientId}&client_secret=${secret}`)
  expect(byBody.status).toBe(200)

  const refused = await ask('grant_type=client_credentials', basic(clientId, 'sai'))
  expect(refused.status).toBe(401)
  expect(refused.headers.get('www-authenticate')).toContain('Basic')
  expect(await refused.json()).toMatchObject({ error: 'invalid_client' })
  expect(await (await ask('grant_type=password', basic(clientId, secret))).json()).toMatchObject({
    error: 'unsupported_grant_type',
  })
  expect((await ask('grant_type=client_credentials', { authorization: 'Basic %%%' })).status).toBe(401)
  expect((await ask(`grant_type=client_credentials&x=${'a'.repeat(9000)}`)).status).toBe(413)
  expect((await ask('{}', { 'content-type': 'application/json' })).status).toBe(400)
})

test('a personal token acts as its person until it ends', async () => {
  const officer = await anOfficerWithAccount()
  const { token, id } = await perform(officer, (work) =>
    createPersonalToken(work, officer, { label: 'Thử', days: 7 }),
  )
  expect(token).toMatch(/^nhip_[\w-]{43}$/)
  const { confirmedAt: _, ...owner } = officer
  expect((await authenticateBearer(`Bearer ${token}`)).actor).toEqual(owner)
  expect(await perform(officer, (work) => listPersonalTokens(work, officer))).toMatchObject([
    { id, label: 'Thử' },
  ])

  const stranger = await anOfficerWithAccount()
  await perform(stranger, (work) => endPersonalToken(work, stranger, id))
  expect((await authenticateBearer(`Bearer ${token}`)).actor.kind).toBe('officer')
  await perform(officer, (work) => endPersonalToken(work, officer, id))
  await expect(authenticateBearer(`Bearer ${token}`)).rejects.toMatchObject({
    code: 'identity.token_not_accepted',
  })
  expect(await perform(officer, (work) => listPersonalTokens(work, officer))).toEqual([])
})

test('a citizen’s token acts as the citizen', async () => {
  const citizen = aCitizen()
  const present = { ...citizen, confirmedAt: new Date() }
  await perform(system, ({ tx }) =>
    insertAccount(tx, {
      id: citizen.accountId,
      kind: 'citizen',
      displayName: citizen.name,
      personId: citizen.id,
    }),
  )
  const { token } = await perform(citizen, (work) =>
    createPersonalToken(work, present, { label: 'Thử', days: 9999 }),
  )
  expect((await authenticateBearer(`bearer ${token}`)).actor).toEqual(citizen)
  const nextYear = new Date(Date.now() + 366 * 86_400_000)
  await expect(authenticateBearer(`Bearer ${token}`, nextYear)).rejects.toMatchObject({ status: 401 })
})

test('no header is nobody, a bad one is refused', async () => {
  expect((await authenticateBearer(undefined)).actor.kind).toBe('anonymous')
  for (const header of ['Bearer x', 'Basic abc', `Bearer ${'a'.repeat(43)}`, 'Bearer']) {
    await expect(authenticateBearer(header)).rejects.toMatchObject({ status: 401 })
  }
})

test('people are found for a token by login or name, or offered when it is unclear', async () => {
  const first = await aStaffAccount()
  const find = (name: string) => perform(system, (work) => findAccountNamed(work, name))
  expect(await find(first.login.toUpperCase())).toMatchObject({ account: { id: first.id } })
  await aStaffAccount()
  const unclear = await find('trần thị thử')
  expect('candidates' in unclear && unclear.candidates.length).toBeGreaterThan(1)
  const unknown = await find('không có ai tên này')
  expect('candidates' in unknown && unknown.candidates.length).toBeGreaterThan(0)
})
