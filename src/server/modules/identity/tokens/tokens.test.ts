import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { anAgency } from '#server/modules/agencies/fixtures.ts'
import { type Officer, system } from '#server/platform/actor.ts'
import { perform } from '#server/platform/work.ts'
import { aCitizen } from '#tests/people.ts'
import { findAccountNamed } from '../accounts/find-account-named.ts'
import { lockAccount } from '../accounts/lock-account.ts'
import { aBrowser, anAdministrator, aRoleFor, aStaffAccount } from '../fixtures.ts'
import { clientScopes } from '../model.ts'
import { findAccountByLogin, getSecrets, insertAccount } from '../queries/accounts.ts'
import { identityRoutes } from '../routes.ts'
import { authenticateBearer } from '../sessions/authenticate.ts'
import { issueClientToken, openClientAccount, renewClientSecret } from './client-tokens.ts'
import { createPersonalToken, endPersonalToken, listPersonalTokens } from './personal-tokens.ts'

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
  const { address } = aBrowser()
  const now = new Date()
  const issued = await issueClientToken({ clientId, secret, address }, now)
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
  const codeOf = (id: string, word: string) =>
    issueClientToken({ clientId: id, secret: word, address: aBrowser().address }).catch((error) => error.code)
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
  const { address } = aBrowser()
  await expect(issueClientToken({ clientId, secret, address })).rejects.toMatchObject({ status: 401 })
  await expect(issueClientToken({ clientId, secret: renewed, address })).resolves.toBeDefined()
  const { passwordHash } = await perform(system, async ({ tx }) =>
    getSecrets(tx, (await findAccountByLogin(tx, 'client', clientId))?.id ?? ''),
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
  expect((await ask('grant_type=client_credentials', { authorization: 'Bearer abc' })).status).toBe(401)
  expect((await ask(`grant_type=client_credentials&x=${'a'.repeat(9000)}`)).status).toBe(413)
  expect((await ask('{}', { 'content-type': 'application/json' })).status).toBe(400)
})

test('what RFC 6749 forbids a client is refused with its word for it', async () => {
  const { clientId, secret } = await aClient()
  const authorization = `Basic ${Buffer.from(`${clientId}:${secret}`).toString('base64')}`
  const ask = async (body: string, headers: Record<string, string> = { authorization }, query = '') => {
    const answer = await identityRoutes.request(`/oauth/token${query}`, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    })
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(answer.headers.get('pragma')).toBe('no-cache')
    return [answer.status, (await answer.json()).error]
  }
  const grant = 'grant_type=client_credentials'
  const own = `client_id=${clientId}&client_secret=${secret}`
  // §3.2: no parameter twice, whether it is known or not.
  expect(await ask(`${grant}&${grant}`)).toEqual([400, 'invalid_request'])
  expect(await ask(`${grant}&scope=dossiers:read&scope=files:read`)).toEqual([400, 'invalid_request'])
  expect(await ask(`${grant}&x=1&x=2`)).toEqual([400, 'invalid_request'])
  // §2.3: no two ways to authenticate, and none in the address.
  expect(await ask(`${grant}&${own}`)).toEqual([400, 'invalid_request'])
  expect(await ask(`${grant}&client_secret=${secret}`)).toEqual([400, 'invalid_request'])
  expect(await ask(`${grant}&client_id=khac`)).toEqual([400, 'invalid_request'])
  expect(await ask(`${grant}&client_id=${clientId}`)).toEqual([200, undefined])
  expect(await ask(grant, {}, `?${own}`)).toEqual([400, 'invalid_request'])
  // §3.2: without a value is left out; §4.4.2: a client that names nobody is nobody.
  expect(await ask(`${grant}&client_secret=`)).toEqual([200, undefined])
  expect(await ask('grant_type=')).toEqual([400, 'invalid_request'])
  expect(await ask(grant, {})).toEqual([401, 'invalid_client'])
  // §3.3 and §5.2.
  for (const scope of [
    'khong-co',
    'dossiers:read+khong-co',
    'dossiers:read++files:read',
    '%22',
    '+dossiers:read',
  ]) {
    expect(await ask(`${grant}&scope=${scope}`)).toEqual([400, 'invalid_scope'])
  }
  expect(await ask(grant, { authorization, 'content-type': 'application/x-www-form-urlencodedx' })).toEqual([
    400,
    'invalid_request',
  ])
})

test('a secret in the header is form-encoded, as RFC 6749 wants it', async () => {
  const clientId = `hệ thống ${randomUUID()}`
  await perform(system, (work) => openClientAccount(work, { clientId, name: 'Có dấu cách' }))
  const secret = (await perform(system, (work) => renewClientSecret(work, clientId))) ?? ''
  const encoded = new URLSearchParams({ x: clientId }).toString().slice(2)
  const answer = await identityRoutes.request('/oauth/token', {
    method: 'POST',
    body: 'grant_type=client_credentials',
    headers: {
      'content-type': 'application/x-www-form-urlencoded; charset=UTF-8',
      authorization: `Basic ${Buffer.from(`${encoded}:${secret}`).toString('base64')}`,
    },
  })
  expect(answer.status).toBe(200)
})

test('a client gets the scopes it asks for and is told which they are', async () => {
  const { clientId, secret } = await aClient()
  const { address } = aBrowser()
  const one = await issueClientToken({ clientId, secret, scope: 'files:write dossiers:write', address })
  expect(one.scope).toBe('files:write dossiers:write')
  expect((await authenticateBearer(`Bearer ${one.access_token}`)).scopes).toEqual([
    'files:write',
    'dossiers:write',
  ])
  await expect(
    issueClientToken({ clientId, secret, scope: 'dossiers:sign', address }),
    'a signature is a person’s',
  ).rejects.toMatchObject({ code: 'identity.scope_unknown' })
  expect((await issueClientToken({ clientId, secret, address })).scope).toBe(clientScopes.join(' '))
})

test('whoever guesses a secret soon has to wait, and the client itself elsewhere does not', async () => {
  const { clientId, secret } = await aClient()
  const { address } = aBrowser()
  const codes = []
  for (let index = 0; index < 11; index++) {
    codes.push(await issueClientToken({ clientId, secret: 'sai', address }).catch(({ code }) => code))
  }
  expect(codes).toEqual([...Array(10).fill('identity.client_not_accepted'), 'identity.too_many_attempts'])
  const elsewhere = aBrowser().address
  await expect(issueClientToken({ clientId, secret, address: elsewhere })).resolves.toBeDefined()
})

test('a new secret and a lock end the tokens of a client', async () => {
  const { clientId, secret, accountId } = await aClient()
  const { address } = aBrowser()
  const actorOf = async (token: string) =>
    (await authenticateBearer(`Bearer ${token}`).catch(({ code }) => ({ actor: { kind: code } }))).actor.kind
  const first = await issueClientToken({ clientId, secret, address })
  expect(await actorOf(first.access_token)).toBe('officer')
  const renewed = (await perform(system, (work) => renewClientSecret(work, clientId))) ?? ''
  expect(await actorOf(first.access_token)).toBe('identity.token_not_accepted')
  const second = await issueClientToken({ clientId, secret: renewed, address })
  const { officer } = await anAdministrator()
  await perform(officer, (work) => lockAccount(work, officer, accountId))
  expect(await actorOf(second.access_token)).toBe('identity.token_not_accepted')
})

test('a personal token acts as its person until it ends', async () => {
  const officer = await anOfficerWithAccount()
  const { token, id } = await perform(officer, (work) =>
    createPersonalToken(work, officer, { label: 'Thử', days: 7, scopes: ['dossiers:read'] }),
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
    createPersonalToken(work, present, { label: 'Thử', days: 9999, scopes: ['vault:read'] }),
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
