import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { anAgency } from '#server/modules/agencies/fixtures.ts'
import { type Actor, type Officer, system } from '#server/platform/actor.ts'
import { perform } from '#server/platform/work.ts'
import { aBrowser, aRoleFor, aStaffAccount, cookiesOf, signInStaff } from '../fixtures.ts'
import { forgetExpired } from '../jobs.ts'
import { insertAccount } from '../queries/accounts.ts'
import { setGrantEnd } from '../queries/grants.ts'
import { authenticate } from './authenticate.ts'
import { browserOf, cookieOptions, keepSession } from './cookies.ts'
import { chooseAgency, endSessions, listMyAgencies, listSessions, signOut } from './sessions.ts'
import { type StartedSession, startSession } from './start-session.ts'

const hour = 3_600_000
const after = (hours: number) => new Date(Date.now() + hours * hour)

async function aCitizenSession(
  browser = aBrowser(),
): Promise<StartedSession & { accountId: string; personId: string }> {
  const [accountId, personId] = [randomUUID(), randomUUID()]
  const session = await perform(system, async (work) => {
    await insertAccount(work.tx, { id: accountId, kind: 'citizen', displayName: 'Nguyễn Thị Thử', personId })
    return startSession(work, { id: accountId, kind: 'citizen' }, 'oidc', browser)
  })
  return { ...session, accountId, personId }
}

async function officerOf(session: StartedSession): Promise<Officer> {
  const { actor } = await authenticate(cookiesOf(session))
  if (actor.kind !== 'officer') throw new Error('not an officer')
  return actor
}

const kindOf = async (session: StartedSession, now?: Date): Promise<Actor['kind']> =>
  (await authenticate(cookiesOf(session), now)).actor.kind

test('a citizen is the person of the registry', async () => {
  const session = await aCitizenSession()
  expect(await authenticate(cookiesOf(session))).toMatchObject({
    actor: { kind: 'citizen', id: session.personId, accountId: session.accountId, name: 'Nguyễn Thị Thử' },
    session: { kind: 'citizen', agencyCount: 0 },
  })
})

test.each(['', 'x', 'a'.repeat(43), '../../etc', 'é'.repeat(43)])(
  'the cookie %j is nobody',
  async (token) => {
    const { actor, session } = await authenticate({ get: () => token })
    expect([actor.kind, session]).toEqual(['anonymous', undefined])
  },
)

test('a citizen’s session ends an hour after the last request, and twelve hours after it began', async () => {
  const idle = await aCitizenSession()
  expect(await kindOf(idle, after(1.01))).toBe('anonymous')

  const used = await aCitizenSession()
  for (let hours = 0.9; hours < 12; hours += 0.9) expect(await kindOf(used, after(hours))).toBe('citizen')
  expect(await kindOf(used, after(12.01))).toBe('anonymous')
})

test('a session of staff lasts a working day', async () => {
  const session = await signInStaff(await aStaffAccount())
  expect(await kindOf(session, after(7.9))).toBe('officer')
  expect(await kindOf(session, after(8.1))).toBe('anonymous')
})

test('signing out ends the session at once; again does nothing', async () => {
  const session = await aCitizenSession()
  const { actor } = await authenticate(cookiesOf(session))
  await perform(actor, (work) => signOut(work, session.token))
  expect(await kindOf(session)).toBe('anonymous')
  await perform(actor, (work) => signOut(work, session.token))
  await perform(actor, (work) => signOut(work, undefined))
})

test('signing in again ends the session the browser came with', async () => {
  const account = await aStaffAccount()
  const browser = aBrowser()
  const first = await signInStaff(account, browser)
  const later = new Date(Date.now() + 30_000)
  const second = await signInStaff(account, { ...browser, formerToken: first.token }, later)
  expect(await kindOf(first, new Date(Date.now() + 6_000))).toBe('anonymous')
  expect(await kindOf(second)).toBe('officer')
})

test('sessions are listed and ended, one or all others, and only one’s own', async () => {
  const account = await aStaffAccount()
  const now = Date.now()
  const sessions = []
  for (const offset of [0, 30_000, 60_000]) {
    sessions.push(await signInStaff(account, aBrowser(), new Date(now + offset)))
  }
  const [first, second, third] = sessions as [StartedSession, StartedSession, StartedSession]
  const officer = await officerOf(first)
  const list = await perform(officer, (work) => listSessions(work, officer))
  expect(list).toHaveLength(3)
  expect(list[0]).toMatchObject({ device: 'Chrome trên Linux' })

  const stranger = await officerOf(await signInStaff(await aStaffAccount()))
  const ids = await Promise.all(
    [first, second, third].map(async (s) => (await authenticate(cookiesOf(s))).session?.id ?? ''),
  )
  const [firstId = '', secondId = ''] = ids
  expect(await perform(stranger, (work) => endSessions(work, stranger, { only: secondId }))).toBe(0)
  expect(await kindOf(second)).toBe('officer')

  expect(await perform(officer, (work) => endSessions(work, officer, { only: secondId }))).toBe(1)
  expect(await kindOf(second)).toBe('anonymous')
  expect(await perform(officer, (work) => endSessions(work, officer, { except: firstId }))).toBe(1)
  expect(await kindOf(third)).toBe('anonymous')
  expect(await kindOf(first)).toBe('officer')
})

test('an officer of two agencies chooses which to act for, and never a third', async () => {
  const account = await aStaffAccount({ roles: ['one_stop'] })
  const other = await anAgency({ name: 'Ủy ban nhân dân xã Khác' })
  await aRoleFor(account.id, 'leader', other.id)
  const session = await signInStaff(account)
  const officer = await officerOf(session)
  const { session: shown } = await authenticate(cookiesOf(session))
  const sessionId = shown?.id ?? ''
  expect(shown?.agencyCount).toBe(2)
  expect(officer).toMatchObject({ agencyId: account.agencyId, roles: ['one_stop'] })
  expect(
    (await perform(officer, (work) => listMyAgencies(work, officer))).map(({ id }) => id).sort(),
  ).toEqual([account.agencyId, other.id].sort())

  await perform(officer, (work) => chooseAgency(work, officer, sessionId, other.id))
  expect(await officerOf(session)).toMatchObject({
    agencyId: other.id,
    roles: ['leader'],
    agencyIds: [other.id],
  })

  const third = await anAgency()
  await expect(
    perform(officer, (work) => chooseAgency(work, officer, sessionId, third.id)),
  ).rejects.toMatchObject({ code: 'identity.agency_not_yours' })
})

test('whoever has no role today is nobody, however good the session', async () => {
  const account = await aStaffAccount()
  const session = await signInStaff(account)
  await perform(system, async ({ tx }) => {
    const grant = await tx
      .selectFrom('identity.roleGrant')
      .select('id')
      .where('accountId', '=', account.id)
      .executeTakeFirstOrThrow()
    await setGrantEnd(tx, grant.id, '2025-12-31')
  })
  const { actor, session: shown } = await authenticate(cookiesOf(session))
  expect([actor.kind, shown?.accountId]).toEqual(['anonymous', account.id])
})

test('monitors, commanders and administrators of the province see every agency, others do not', async () => {
  const province = await anAgency({ level: 'province', kind: 'people_committee' })
  const department = await anAgency({ level: 'province', kind: 'department' })
  const scopeOf = async (role: 'monitor' | 'leader', agencyId: string) =>
    (await officerOf(await signInStaff(await aStaffAccount({ agencyId, roles: [role] })))).scope
  expect(await scopeOf('monitor', province.id)).toBe('province')
  expect(await scopeOf('leader', province.id)).toBe('agency')
  expect(await scopeOf('monitor', department.id)).toBe('agency')
})

test('the cookie is out of reach of scripts and other sites, and goes with the session', async () => {
  const jar = new Map<string, { value: string; options: object }>()
  const cookies = {
    get: (name: string) => jar.get(name)?.value,
    set: (name: string, value: string, options: object) => void jar.set(name, { value, options }),
    delete: (name: string) => void jar.delete(name),
  }
  const session = await aCitizenSession()
  keepSession(cookies, session)
  expect(jar.get('nhip')).toEqual({
    value: session.token,
    options: { path: '/', httpOnly: true, sameSite: 'lax', secure: false, expires: session.expiresAt },
  })
  expect(cookieOptions()).not.toHaveProperty('expires')
  const request = new Request('http://127.0.0.1/', { headers: { 'user-agent': 'thu' } })
  expect(browserOf({ request, cookies, getClientAddress: () => '10.0.0.1' })).toEqual({
    userAgent: 'thu',
    address: '10.0.0.1',
    formerToken: session.token,
    deviceToken: session.device.token,
  })
})

test('the hourly clean-up forgets what has ended and keeps what is open', async () => {
  const session = await aCitizenSession()
  const old = await aCitizenSession()
  await perform(system, ({ tx }) =>
    tx
      .updateTable('identity.session')
      .set({ expiresAt: after(-31 * 24) })
      .where('accountId', '=', old.accountId)
      .execute(),
  )
  await forgetExpired.run()
  const left = await perform(system, ({ tx }) =>
    tx
      .selectFrom('identity.session')
      .select('accountId')
      .where('accountId', 'in', [session.accountId, old.accountId])
      .execute(),
  )
  expect(left).toEqual([{ accountId: session.accountId }])
})
