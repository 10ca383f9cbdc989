import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { anAgency } from '#server/modules/agencies/fixtures.ts'
import { type Officer, system } from '#server/platform/actor.ts'
import type { Role } from '#server/platform/roles.ts'
import { perform } from '#server/platform/work.ts'
import { addDays, localDay } from '#shared/dates.ts'
import { anOfficer } from '#tests/people.ts'
import { aBrowser, anAdministrator, aStaffAccount, cookiesOf, signInStaff } from '../fixtures.ts'
import { insertAccount } from '../queries/accounts.ts'
import { listAccountRows } from '../queries/administration.ts'
import { authenticate, authenticateBearer } from '../sessions/authenticate.ts'
import { findSecondStep } from '../staff/second-step.ts'
import { signInWithPassword } from '../staff/sign-in-with-password.ts'
import { insertPersonalToken } from '../tokens/personal-tokens.ts'
import { getAccountDetail, listAccounts } from './list-accounts.ts'
import { letTryAgain, lockAccount, resetSecondFactor, unlockAccount } from './lock-account.ts'
import { endGrant, grantRole } from './role-grants.ts'
import { openFirstAdministrator, openStaffAccount, resetPassword } from './staff-accounts.ts'

const factsAbout = (id: string) =>
  perform(system, async ({ tx }) =>
    (
      await tx
        .selectFrom('platform.eventLog')
        .select('name')
        .where('subjectId', '=', id)
        .orderBy('id')
        .execute()
    ).map(({ name }) => name),
  )

test('only an administrator administers', async () => {
  const { id } = await aStaffAccount()
  const others: Officer[] = [anOfficer(), anOfficer({ roles: ['commander', 'monitor'], scope: 'province' })]
  for (const officer of others) {
    const attempts = [
      () => perform(officer, (work) => listAccounts(work, officer, {})),
      () => perform(officer, (work) => getAccountDetail(work, officer, id)),
      () => perform(officer, (work) => openStaffAccount(work, officer, { login: 'x', displayName: 'X' })),
      () => perform(officer, (work) => resetPassword(work, officer, id)),
      () =>
        perform(officer, (work) =>
          grantRole(work, officer, { accountId: id, role: 'leader', agencyId: 'x' }),
        ),
      () => perform(officer, (work) => endGrant(work, officer, id)),
      () => perform(officer, (work) => lockAccount(work, officer, id)),
      () => perform(officer, (work) => unlockAccount(work, officer, id)),
      () => perform(officer, (work) => resetSecondFactor(work, officer, id)),
      () => perform(officer, (work) => letTryAgain(work, officer, id)),
    ]
    for (const attempt of attempts) await expect(attempt()).rejects.toMatchObject({ status: 403 })
  }
  expect(await factsAbout(id)).toEqual([])
})

test('a role takes effect at the next request and ends at once', async () => {
  const { officer } = await anAdministrator()
  const account = await aStaffAccount({ roles: ['one_stop'] })
  const session = await signInStaff(account)
  const { id: accountId, agencyId } = account
  const rolesNow = async () => {
    const { actor } = await authenticate(cookiesOf(session))
    return actor.kind === 'officer' ? actor.roles : actor.kind
  }
  expect(await rolesNow()).toEqual(['one_stop'])
  const grantId = await perform(officer, (work) =>
    grantRole(work, officer, { accountId, role: 'leader', agencyId, decision: '12/QĐ-UBND' }),
  )
  expect(await rolesNow()).toEqual(['one_stop', 'leader'])
  await perform(officer, (work) => endGrant(work, officer, grantId))
  expect(await rolesNow()).toEqual(['one_stop'])
  await perform(officer, (work) => endGrant(work, officer, grantId))
  expect((await factsAbout(accountId)).slice(-2)).toEqual(['identity.role_granted', 'identity.grant_ended'])
})

test('a role is not given twice, to a citizen, at no agency, or beyond its place', async () => {
  const { officer, provinceId } = await anAdministrator()
  const { id: accountId, agencyId } = await aStaffAccount({ roles: ['one_stop'] })
  const give = (input: object) =>
    perform(officer, (work) =>
      grantRole(work, officer, { accountId, role: 'one_stop', agencyId, ...input }),
    ).then(
      () => 'given',
      (error) => error.code,
    )
  expect(await give({})).toBe('identity.grant_exists')
  expect(await give({ agencyId: 'khong-co' })).toBe('agencies.not_found')
  expect(await give({ role: 'monitor' })).toBe('identity.provincial_role_elsewhere')
  expect(await give({ role: 'monitor', agencyId: provinceId })).toBe('given')
  expect(await give({ accountId: officer.id.replace(/^.{8}/, '00000000') })).toBe(
    'identity.account_not_found',
  )
  expect(await give({ role: 'leader', validFrom: '2027-01-01', validTo: '2027-06-30' })).toBe('given')
  expect(await give({ role: 'leader', validFrom: '2027-06-30' })).toBe('identity.grant_exists')
  expect(await give({ role: 'leader', validFrom: '2027-07-01' })).toBe('given')
})

test('a system files and does nothing else, and nobody files as a system', async () => {
  const { officer } = await anAdministrator()
  const { id: agencyId } = await anAgency()
  const { id: staff } = await aStaffAccount()
  const client = randomUUID()
  await perform(system, ({ tx }) =>
    insertAccount(tx, { id: client, kind: 'client', login: `he-thong-${client}`, displayName: 'Hệ thống' }),
  )
  const give = (accountId: string, role: Role) =>
    perform(officer, (work) => grantRole(work, officer, { accountId, role, agencyId })).then(
      () => 'given',
      (error) => error.code,
    )
  for (const role of ['one_stop', 'specialist', 'leader'] as const) {
    expect(await give(client, role)).toBe('identity.role_of_another_kind')
  }
  expect(await give(staff, 'submitter')).toBe('identity.role_of_another_kind')
  expect(await give(client, 'submitter')).toBe('given')
})

test('an administrator entrusts others, never themself', async () => {
  const { officer } = await anAdministrator()
  const { id: agencyId } = await anAgency()
  const take = (role: Role) =>
    perform(officer, (work) => grantRole(work, officer, { accountId: officer.id, role, agencyId }))
  await expect(take('leader')).rejects.toMatchObject({ code: 'identity.not_oneself' })
  await expect(take('administrator')).rejects.toMatchObject({ code: 'identity.not_oneself' })
})

test('a grant withdrawn before its day never began, and one withdrawn on it was cut short', async () => {
  const { officer } = await anAdministrator()
  const { id: agencyId } = await anAgency()
  const { id: accountId } = await aStaffAccount()
  const today = localDay(new Date())
  for (const [role, validFrom] of [
    ['one_stop', addDays(today, 3)],
    ['leader', today],
  ] as const) {
    const id = await perform(officer, (work) =>
      grantRole(work, officer, { accountId, role, agencyId, validFrom }),
    )
    const before = await perform(officer, (work) => getAccountDetail(work, officer, accountId))
    expect(before.grants.find((grant) => grant.id === id)?.state).toBe(role === 'leader' ? 'valid' : 'future')
    await perform(officer, (work) => endGrant(work, officer, id))
    const after = await perform(officer, (work) => getAccountDetail(work, officer, accountId))
    expect(after.grants.find((grant) => grant.id === id)?.state).toBe(
      role === 'leader' ? 'cut_short' : 'never_began',
    )
  }
})

test('accounts stand in Vietnamese order, over the pages too', async () => {
  const { officer } = await anAdministrator()
  const mark = randomUUID()
  const names = ['Cao', 'Dương', 'Đặng', 'Hệ', 'Hoàng Bích', 'Hoàng Đức', 'Hoàng Thị', 'Hồ', 'Ông', 'Vũ']
  for (const [index, name] of names.toReversed().entries()) {
    const input = { login: `${mark}.${index}`, displayName: `${name} Thử` }
    await perform(system, ({ tx }) => insertAccount(tx, { id: randomUUID(), kind: 'staff', ...input }))
  }
  const { accounts } = await perform(officer, (work) => listAccounts(work, officer, { query: mark }))
  expect(accounts.map(({ displayName }) => displayName.replace(' Thử', ''))).toEqual(names)
  const rest = await perform(officer, ({ tx }) =>
    listAccountRows(
      tx,
      { query: mark, limit: 50, after: { displayName: 'Hoàng Đức Thử', id: accounts[5]?.id ?? '' } },
      localDay(new Date()),
    ),
  )
  expect(rest.map(({ displayName }) => displayName.replace(' Thử', ''))).toEqual(names.slice(6))
})

test('locking ends sessions, unlocking lets in again', async () => {
  const { officer } = await anAdministrator()
  const account = await aStaffAccount()
  const now = new Date()
  const session = await signInStaff(account, aBrowser(), now)
  await perform(officer, (work) => lockAccount(work, officer, account.id))
  await perform(officer, (work) => lockAccount(work, officer, account.id))
  expect((await authenticate(cookiesOf(session))).actor.kind).toBe('anonymous')
  await perform(officer, (work) => unlockAccount(work, officer, account.id))
  expect((await authenticate(cookiesOf(session))).actor.kind).toBe('anonymous')
  const again = await signInStaff(account, aBrowser(), new Date(now.getTime() + 30_000))
  expect((await authenticate(cookiesOf(again))).actor.kind).toBe('officer')
  expect((await factsAbout(account.id)).filter((name) => name === 'identity.account_locked')).toHaveLength(1)
})

test('nobody locks themselves out', async () => {
  const { officer } = await anAdministrator()
  await expect(perform(officer, (work) => lockAccount(work, officer, officer.id))).rejects.toMatchObject({
    code: 'identity.not_oneself',
  })
  const { grants } = await perform(officer, (work) => getAccountDetail(work, officer, officer.id))
  const own = grants[0]?.id ?? ''
  await expect(perform(officer, (work) => endGrant(work, officer, own))).rejects.toMatchObject({
    code: 'identity.not_oneself',
  })
})

test('a new account gets a password once, a role, and enrols its second factor', async () => {
  const { officer } = await anAdministrator()
  const login = `moi.${Date.now()}`
  const input = { login: login.toUpperCase(), displayName: 'Lê Văn Mới' }
  const { id, password } = await perform(officer, (work) => openStaffAccount(work, officer, input))
  await expect(perform(officer, (work) => openStaffAccount(work, officer, input))).rejects.toMatchObject({
    code: 'identity.login_taken',
  })
  const { id: agencyId } = await anAgency()
  await perform(officer, (work) => grantRole(work, officer, { accountId: id, role: 'specialist', agencyId }))
  const { address } = aBrowser()
  const { stepToken } = await signInWithPassword({ login, password, returnTo: '', address })
  expect(await findSecondStep(stepToken)).toMatchObject({ hasTotp: false, hasPasskey: false })
})

test('an owner on a new device whom others made wait may be let in at once', async () => {
  const { officer } = await anAdministrator()
  const account = await aStaffAccount()
  const attempt = (password: string) => signInStaff({ ...account, password }).catch((error) => error.code)
  for (const _ of [1, 2, 3]) expect(await attempt('sai')).toBe('identity.credentials_wrong')
  expect(await attempt(account.password)).toBe('identity.too_many_on_new_device')
  await perform(officer, (work) => letTryAgain(work, officer, account.id))
  expect(await attempt(account.password)).toHaveProperty('token')
})

test('an administrator who has not confirmed lately gives nobody another secret', async () => {
  const { officer } = await anAdministrator()
  const stale = { ...officer, confirmedAt: new Date(Date.now() - 6 * 60_000) }
  const { id } = await aStaffAccount()
  for (const reset of [resetPassword, resetSecondFactor]) {
    await expect(perform<unknown>(stale, (work) => reset(work, stale, id))).rejects.toMatchObject({
      code: 'identity.confirmation_needed',
    })
  }
})

test('a lost telephone and a lost password are replaced, and every session ends', async () => {
  const { officer } = await anAdministrator()
  const account = await aStaffAccount()
  const session = await signInStaff(account)
  const { token } = await perform(system, (work) =>
    insertPersonalToken(work, { accountId: account.id, agencyId: null, label: 'Thử', days: 1 }),
  )
  expect((await authenticateBearer(`Bearer ${token}`)).actor.kind).toBe('officer')
  await perform(officer, (work) => resetSecondFactor(work, officer, account.id))
  expect((await authenticate(cookiesOf(session))).actor.kind).toBe('anonymous')
  await expect(authenticateBearer(`Bearer ${token}`)).rejects.toMatchObject({ status: 401 })
  const detail = await perform(officer, (work) => getAccountDetail(work, officer, account.id))
  expect(detail).toMatchObject({ hasTotp: false, passkeys: [], status: 'active', login: account.login })

  const password = await perform(officer, (work) => resetPassword(work, officer, account.id))
  const { login } = account
  const input = { login, returnTo: '', address: aBrowser().address }
  await expect(signInWithPassword({ ...input, password: account.password })).rejects.toMatchObject({
    status: 401,
  })
  await expect(signInWithPassword({ ...input, password })).resolves.toBeDefined()
})

test('the list finds by name and login, says what each may do, and turns its pages', async () => {
  const { officer } = await anAdministrator()
  const { id: agencyId, name: agencyName } = await anAgency()
  const mark = `Trang${Date.now()}`
  for (let index = 0; index < 53; index++) {
    const input = { login: `${mark}.${index}`, displayName: `Đặng ${mark} ${String(index).padStart(2, '0')}` }
    const id = randomUUID()
    await perform(system, ({ tx }) => insertAccount(tx, { id, kind: 'staff', ...input }))
    if (index === 0) {
      await perform(officer, (work) => grantRole(work, officer, { accountId: id, role: 'leader', agencyId }))
    }
  }
  const list = (filter: object) => perform(officer, (work) => listAccounts(work, officer, filter))
  const first = await list({ query: mark })
  expect(first.accounts).toHaveLength(50)
  expect(first.accounts[0]).toMatchObject({
    displayName: `Đặng ${mark} 00`,
    hasSecondFactor: false,
    grants: [{ role: 'leader', agencyId, agencyName }],
  })
  const second = await list({ query: mark, cursor: first.cursor })
  expect(second.accounts.map(({ displayName }) => displayName.slice(-2))).toEqual(['50', '51', '52'])
  expect(second.cursor).toBeUndefined()
  expect((await list({ query: `${mark}.7`.toLowerCase() })).accounts).toHaveLength(1)
  expect((await list({ agencyId })).accounts).toHaveLength(1)
  expect((await list({ query: '100%_' })).accounts).toEqual([])
  expect((await list({ query: mark, cursor: 'hỏng' })).accounts).toHaveLength(50)
})

test('the first administrator is opened once, even by two at the same time', async () => {
  const { id: agencyId } = await anAgency({ level: 'province', kind: 'people_committee' })
  await perform(system, ({ tx }) =>
    tx
      .updateTable('identity.roleGrant')
      .set({ validTo: '2026-01-01' })
      .where('role', '=', 'administrator')
      .execute(),
  )
  const open = (login: string) =>
    perform(system, (work) => openFirstAdministrator(work, { login, displayName: 'Lê Văn Đầu', agencyId }))
  const mark = Date.now()
  const results = await Promise.allSettled([open(`dau.${mark}`), open(`dau2.${mark}`)])
  expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  await expect(open(`dau3.${mark}`)).rejects.toMatchObject({ code: 'identity.administrator_exists' })
})
