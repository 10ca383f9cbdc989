import { beforeAll, expect, test } from 'vitest'
import { findAccountNamed, insertPersonalToken, type TokenScope } from '#server/modules/identity/index.ts'
import { system } from '#server/platform/actor.ts'
import { perform } from '#server/platform/work.ts'
import { callWith, loadProvince } from './fixtures.ts'

beforeAll(loadProvince)

async function callWithin(scopes: TokenScope[] | null) {
  const { token } = await perform(system, async (work) => {
    const found = await findAccountNamed(work, 'huong.thuanhoa')
    if (!('account' in found)) throw new Error('the clerk is not there')
    const { id: accountId } = found.account
    return insertPersonalToken(work, { accountId, agencyId: null, label: 'test', days: 1, scopes })
  })
  return callWith(token)
}

test('a token opens its headings only, and says what it lacks', async () => {
  const call = await callWithin(['dossiers:read'])
  expect((await call('/dossiers')).status).toBe(200)
  const { status, body, headers } = await call('/tasks')
  expect([status, body.title, body.scope]).toEqual([403, 'identity.insufficient_scope', 'directives:read'])
  expect(headers.get('www-authenticate')).toBe('Bearer error="insufficient_scope", scope="directives:read"')
  expect((await call('/services')).status).toBe(200)
})

test('to read is not to write', async () => {
  const call = await callWithin(['dossiers:read', 'files:read'])
  for (const path of ['/dossiers', '/dossiers/H57.16.02-261123-0007/accept', '/files', '/uploads']) {
    expect((await call(path, { json: {} })).body.title).toBe('identity.insufficient_scope')
  }
})

test('a token without scopes, as they were made before, still does everything its owner may', async () => {
  const call = await callWithin(null)
  expect((await call('/dossiers')).status).toBe(200)
  expect((await call('/tasks')).status).toBe(200)
})

test('a token that is not good is told apart from none', async () => {
  const challenge = async (token?: string) =>
    (await callWith(token)('/dossiers')).headers.get('www-authenticate')
  expect(await challenge()).toBe('Bearer')
  expect(await challenge('a'.repeat(43))).toBe('Bearer error="invalid_token"')
})
