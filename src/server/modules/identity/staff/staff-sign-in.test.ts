import pg from 'pg'
import { expect, test } from 'vitest'
import { system } from '#server/platform/actor.ts'
import { perform } from '#server/platform/work.ts'
import { processorTimeOf } from '#tests/time/processor-time.ts'
import { lockAccount } from '../accounts/lock-account.ts'
import { aBrowser, anAdministrator, aStaffAccount, cookiesOf, signInStaff } from '../fixtures.ts'
import { getSecrets } from '../queries/accounts.ts'
import { authenticate, authenticateBearer } from '../sessions/authenticate.ts'
import type { Browser } from '../sessions/start-session.ts'
import { createPersonalToken } from '../tokens/personal-tokens.ts'
import { changePassword } from './change-password.ts'
import { confirmTotp } from './confirm-totp.ts'
import { enrolTotp, enrolTotpAtSignIn, proposeTotp } from './enrol-totp.ts'
import { findSecondStep } from './second-step.ts'
import { signInWithPassword } from './sign-in-with-password.ts'
import { createTotpSecret, stepAt, totpCode } from './totp.ts'

const at = (seconds: number) => new Date(Date.UTC(2026, 10, 23, 1, 0, seconds))

test('password and code open a session that acts for the agency', async () => {
  const account = await aStaffAccount({ roles: ['one_stop', 'specialist'] })
  const session = await signInStaff(account)
  const { actor, session: shown } = await authenticate(cookiesOf(session))
  expect(actor).toMatchObject({
    kind: 'officer',
    id: account.id,
    agencyId: account.agencyId,
    agencyIds: [account.agencyId],
    scope: 'agency',
    roles: ['one_stop', 'specialist'],
  })
  expect(shown).toMatchObject({ kind: 'staff', agencyCount: 1, agency: { id: account.agencyId } })
})

test('the database keeps neither token, password, code nor secret', async () => {
  const account = await aStaffAccount()
  const session = await signInStaff(account)
  // As the owner of the tables: the application itself is not told what a session is known by.
  const owner = new pg.Client(process.env.MIGRATOR_URL)
  await owner.connect()
  const { rows: sessions } = await owner.query('select * from identity.session where account_id = $1', [
    account.id,
  ])
  await owner.end()
  expect(sessions).toHaveLength(1)
  const rows = [sessions, await perform(system, ({ tx }) => getSecrets(tx, account.id))]
  await signInStaff({ ...account, password: 'sai' }, { userAgent: '', address: '10.9.8.7' }).catch(() => {})
  const attempts = await perform(system, ({ tx }) =>
    tx.selectFrom('identity.signInAttempt').select('key').execute(),
  )
  expect(JSON.stringify(attempts)).not.toContain(account.login)
  expect(JSON.stringify(attempts)).not.toContain('10.9.8.7')
  const text = JSON.stringify(rows, (_, value) =>
    value?.type === 'Buffer' ? Buffer.from(value.data).toString('latin1') : value,
  )
  expect(text).not.toContain(session.token)
  expect(text).not.toContain(account.password)
  expect(text).not.toContain(account.secret.toString('latin1'))
})

test('a password alone opens nothing', async () => {
  const { login, password } = await aStaffAccount()
  const { address } = aBrowser()
  const { stepToken } = await signInWithPassword({ login, password, returnTo: '', address })
  expect((await authenticate({ get: () => stepToken })).actor.kind).toBe('anonymous')
})

test('an unknown login and a wrong password get the same answer after the same work', async () => {
  const time = async (name: string) => {
    const { address } = aBrowser()
    let code: unknown
    const ms = await processorTimeOf(async () => {
      const refusal = await signInWithPassword({ login: name, password: 'sai', returnTo: '', address }).catch(
        (e) => e,
      )
      code = refusal.code
    })
    return { code, ms }
  }
  const known: Awaited<ReturnType<typeof time>>[] = []
  const unknown: typeof known = []
  for (let count = 0; count < 4; count++) {
    const { login } = await aStaffAccount()
    known.push(await time(login))
    unknown.push(await time(`${login}.khong-co`))
  }
  for (const { code } of [...known, ...unknown]) expect(code).toBe('identity.credentials_wrong')
  // The least of each: what else the process does at a moment is no work of the answer.
  const least = (of: typeof known) => Math.min(...of.map(({ ms }) => ms))
  expect(least(unknown)).toBeGreaterThan(least(known) / 4)
})

test('each further failure costs a longer wait, also for the right password', async () => {
  const { login, password } = await aStaffAccount()
  const attempt = (word: string, second: number) =>
    signInWithPassword({ login, password: word, returnTo: '', address: aBrowser().address }, at(second)).then(
      () => 'in',
      (error) => [error.code, error.details.seconds],
    )
  for (const second of [0, 1, 2])
    expect(await attempt('sai', second)).toEqual(['identity.credentials_wrong', undefined])
  expect(await attempt(password, 3)).toEqual(['identity.too_many_on_new_device', 4])
  expect(await attempt('sai', 7)).toEqual(['identity.credentials_wrong', undefined])
  expect(await attempt(password, 16)).toEqual(['identity.too_many_on_new_device', 1])
  expect(await attempt(password, 17)).toBe('in')
  expect(await attempt('sai', 18)).toEqual(['identity.credentials_wrong', undefined])
})

test('failures written by a clock that had jumped ahead keep nobody out once it is right again', async () => {
  const { login, password } = await aStaffAccount()
  const attempt = (word: string, now: Date) =>
    signInWithPassword({ login, password: word, returnTo: '', address: aBrowser().address }, now).then(
      () => 'in',
      (error) => error.code,
    )
  const ahead = new Date(at(0).getTime() + 365 * 86_400_000)
  for (const _ of [1, 2, 3]) expect(await attempt('sai', ahead)).toBe('identity.credentials_wrong')
  expect(await attempt(password, at(0))).toBe('in')
})

test('wrong passwords of others do not keep the owner out of a device they have used before', async () => {
  const account = await aStaffAccount()
  const { login, password } = account
  const home = aBrowser()
  const { device } = await signInStaff(account, home, at(0))
  const outsider = aBrowser()
  const attempt = (word: string, second: number, browser: Browser) =>
    signInWithPassword({ login, password: word, returnTo: '', ...browser }, at(second)).then(
      () => 'in',
      (error) => error.code,
    )
  for (const second of [1, 2, 3])
    expect(await attempt('sai', second, outsider)).toBe('identity.credentials_wrong')
  expect(await attempt(password, 4, aBrowser())).toBe('identity.too_many_on_new_device')

  const known = { ...aBrowser(), deviceToken: device.token }
  expect(await attempt(password, 4, known)).toBe('in')
  expect(await attempt(password, 4, { ...outsider, deviceToken: device.token })).toBe('in')
  expect(await attempt(password, 5, aBrowser())).toBe('identity.too_many_on_new_device')

  const other = await aStaffAccount()
  const { device: foreign } = await signInStaff(other, aBrowser(), at(0))
  expect(await attempt(password, 5, { ...aBrowser(), deviceToken: foreign.token })).toBe(
    'identity.too_many_on_new_device',
  )
})

test('a known device is no way to guess either, and what fails there makes nobody else wait', async () => {
  const account = await aStaffAccount()
  const { login, password } = account
  const { device } = await signInStaff(account, aBrowser(), at(0))
  const attempt = (word: string, browser: Browser) =>
    signInWithPassword({ login, password: word, returnTo: '', ...browser }, at(1)).then(
      () => 'in',
      (error) => error.code,
    )
  const known = { ...aBrowser(), deviceToken: device.token }
  for (const _ of [1, 2, 3]) expect(await attempt('sai', known)).toBe('identity.credentials_wrong')
  expect(await attempt(password, known)).toBe('identity.too_many_attempts')
  expect(await attempt(password, aBrowser())).toBe('in')
})

test('codes and passwords guessed by whoever knows the password keep the owner out of no known device', async () => {
  const account = await aStaffAccount()
  const { login, password } = account
  const home = aBrowser()
  const { device } = await signInStaff(account, home, at(0))
  const thief = aBrowser()
  const { stepToken } = await signInWithPassword(
    { login, password, returnTo: '', address: thief.address },
    at(1),
  )
  for (const _ of [1, 2, 3]) {
    await confirmTotp({ stepToken, code: '000000', browser: thief }, at(2)).catch(() => {})
  }
  await expect(signInStaff(account, aBrowser(), at(60))).resolves.toBeDefined()
  for (const _ of [1, 2, 3]) {
    const again = await signInWithPassword({ login, password, returnTo: '', address: thief.address }, at(90))
    await confirmTotp({ stepToken: again.stepToken, code: '000000', browser: thief }, at(90)).catch(() => {})
  }
  await expect(signInStaff(account, aBrowser(), at(91))).rejects.toMatchObject({
    code: 'identity.too_many_attempts',
  })
  const known = { ...home, deviceToken: device.token }
  await expect(signInStaff(account, known, at(91))).resolves.toBeDefined()
})

test('many guesses at once do not slip past the limit', async () => {
  const { login } = await aStaffAccount()
  const codes = await Promise.all(
    Array.from({ length: 12 }, () =>
      signInWithPassword({ login, password: 'sai', returnTo: '', address: aBrowser().address }, at(0)).catch(
        (e) => e.code,
      ),
    ),
  )
  expect(codes.filter((code) => code === 'identity.credentials_wrong')).toHaveLength(3)
  expect(codes.filter((code) => code === 'identity.too_many_on_new_device')).toHaveLength(9)
})

test('one address that tries many logins has to wait', async () => {
  const { address } = aBrowser()
  const attempt = (login: string) =>
    signInWithPassword({ login, password: 'sai', returnTo: '', address }, at(0)).catch((error) => error.code)
  for (let index = 0; index < 20; index++)
    expect(await attempt(`a${index}`)).toBe('identity.credentials_wrong')
  expect(await attempt('a20')).toBe('identity.too_many_on_new_device')
})

test('a code works once, even for a second sign-in in the same half minute', async () => {
  const account = await aStaffAccount()
  const now = at(100)
  await signInStaff(account, aBrowser(), now)
  await expect(signInStaff(account, aBrowser(), now)).rejects.toMatchObject({ code: 'identity.code_used' })
  await expect(signInStaff(account, aBrowser(), at(130))).resolves.toBeDefined()
})

test('of two requests with the same code only one gets in', async () => {
  const account = await aStaffAccount()
  const now = at(200)
  const results = await Promise.allSettled([
    signInStaff(account, aBrowser(), now),
    signInStaff(account, aBrowser(), now),
  ])
  expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
})

test('codes of the steps beside this one are accepted, others are not', async () => {
  const account = await aStaffAccount()
  const now = at(600)
  const attempt = async (offset: number) => {
    const browser = aBrowser()
    const { login, password } = account
    const { stepToken } = await signInWithPassword(
      { login, password, returnTo: '', address: browser.address },
      now,
    )
    const code = totpCode(account.secret, stepAt(now) + offset)
    return confirmTotp({ stepToken, code, browser }, now).then(
      () => 'in',
      (error) => error.code,
    )
  }
  expect(await attempt(-2)).toBe('identity.code_wrong')
  expect(await attempt(2)).toBe('identity.code_wrong')
  expect(await attempt(-1)).toBe('in')
  expect(await attempt(1)).toBe('in')
})

test('guessing codes soon has to wait', async () => {
  const { login, password } = await aStaffAccount()
  const browser = aBrowser()
  const now = at(700)
  const { stepToken } = await signInWithPassword(
    { login, password, returnTo: '', address: browser.address },
    now,
  )
  const codes = []
  for (let index = 0; index < 4; index++) {
    codes.push(await confirmTotp({ stepToken, code: '000000', browser }, now).catch((error) => error.code))
  }
  expect(codes).toEqual([...Array(3).fill('identity.code_wrong'), 'identity.too_many_attempts'])
})

test('the second half ends after ten minutes and after use', async () => {
  const account = await aStaffAccount()
  const browser = aBrowser()
  const { login, password } = account
  const input = { login, password, returnTo: '/mot-cua/1', address: browser.address }
  const late = await signInWithPassword(input, at(0))
  const code = totpCode(account.secret, stepAt(at(601)))
  await expect(confirmTotp({ stepToken: late.stepToken, code, browser }, at(601))).rejects.toMatchObject({
    code: 'identity.sign_in_expired',
  })
  const { stepToken } = await signInWithPassword(input, at(602))
  const session = await confirmTotp(
    { stepToken, code: totpCode(account.secret, stepAt(at(602))), browser },
    at(602),
  )
  expect(session.returnTo).toBe('/mot-cua/1')
  expect(await findSecondStep(stepToken, at(603))).toBeUndefined()
  await expect(confirmTotp({ stepToken: undefined, code, browser })).rejects.toMatchObject({
    code: 'identity.sign_in_expired',
  })
})

test('a locked account and one without a role are told so only after the right secrets', async () => {
  const { officer } = await anAdministrator()
  const locked = await aStaffAccount()
  await perform(officer, (work) => lockAccount(work, officer, locked.id))
  await expect(signInStaff(locked)).rejects.toMatchObject({ code: 'identity.account_locked' })
  await expect(signInStaff({ ...locked, password: 'sai' })).rejects.toMatchObject({
    code: 'identity.credentials_wrong',
  })
  await expect(signInStaff(await aStaffAccount({ roles: [] }))).rejects.toMatchObject({
    code: 'identity.no_role',
  })
})

test('an account without second factor enrols one before its first session', async () => {
  const account = await aStaffAccount({ hasTotp: false })
  const browser = aBrowser()
  const { login, password } = account
  const { stepToken } = await signInWithPassword({ login, password, returnTo: '', address: browser.address })
  expect(await findSecondStep(stepToken)).toMatchObject({ hasTotp: false, hasPasskey: false, login })

  const offered = proposeTotp(account.id, login)
  expect(proposeTotp(account.id, login, offered.proposal)).toEqual(offered)
  const { proposal, uri } = offered
  const secret = secretOf(uri)
  await expect(enrolTotpAtSignIn({ stepToken, proposal, code: '123456', browser })).rejects.toMatchObject({
    code: 'identity.code_wrong',
  })
  const code = totpCode(secret, stepAt(new Date()))
  const session = await enrolTotpAtSignIn({ stepToken, proposal, code, browser })
  expect((await authenticate(cookiesOf(session))).actor.kind).toBe('officer')
})

test('a stolen password cannot replace the second factor, nor can another account’s proposal', async () => {
  const account = await aStaffAccount()
  const browser = aBrowser()
  const { login, password } = account
  const { stepToken } = await signInWithPassword({ login, password, returnTo: '', address: browser.address })
  const { proposal, uri } = proposeTotp(account.id, login)
  const code = totpCode(secretOf(uri), stepAt(new Date()))
  await expect(enrolTotpAtSignIn({ stepToken, proposal, code, browser })).rejects.toMatchObject({
    code: 'identity.second_factor_exists',
  })
  const { officer } = await anAdministrator()
  await expect(
    perform(officer, (work) => enrolTotp(work, { ...officer, confirmedAt: new Date() }, { proposal, code })),
  ).rejects.toMatchObject({
    code: 'identity.sign_in_expired',
  })
})

test('changing the password needs the old one and ends the other sessions', async () => {
  const account = await aStaffAccount()
  const now = new Date()
  const here = await signInStaff(account, aBrowser(), now)
  const there = await signInStaff(account, aBrowser(), new Date(now.getTime() + 30_000))
  const { actor, session } = await authenticate(cookiesOf(here))
  if (actor.kind !== 'officer' || !session) throw new Error('not signed in')
  const change = (current: string, next: string) =>
    changePassword(actor, { current, next, sessionId: session.id, browser: aBrowser() })

  await expect(change('sai', 'một câu đủ dài')).rejects.toMatchObject({ code: 'identity.password_wrong' })
  await expect(change(account.password, 'ngắn')).rejects.toMatchObject({
    code: 'identity.password_too_short',
  })
  await expect(change(account.password, 'Mật khẩu 123456')).rejects.toMatchObject({
    code: 'identity.password_common',
  })
  await expect(change(account.password, `${account.login}!`)).rejects.toMatchObject({
    code: 'identity.password_common',
  })
  const { token } = await perform(actor, (work) =>
    createPersonalToken(work, actor, { label: 'Thử', days: 1, scopes: ['dossiers:read'] }),
  )
  const halfDone = await signInWithPassword({
    login: account.login,
    password: account.password,
    returnTo: '',
    address: aBrowser().address,
  })
  await change(account.password, 'một câu đủ dài')

  await expect(authenticateBearer(`Bearer ${token}`)).rejects.toMatchObject({ status: 401 })
  expect(await findSecondStep(halfDone.stepToken)).toBeUndefined()
  expect((await authenticate(cookiesOf(here))).actor.kind).toBe('officer')
  expect((await authenticate(cookiesOf(there))).actor.kind).toBe('anonymous')
  await expect(signInStaff(account)).rejects.toMatchObject({ code: 'identity.credentials_wrong' })
})

test('every success and failure is in the event log, without a word of what was typed', async () => {
  const account = await aStaffAccount()
  await signInStaff({ ...account, password: 'sai' }).catch(() => {})
  await signInStaff({ ...account, secret: createTotpSecret() }).catch(() => {})
  await signInStaff(account)
  const facts = await perform(system, ({ tx }) =>
    tx
      .selectFrom('platform.eventLog')
      .select(['name', 'data'])
      .where('subjectId', '=', account.id)
      .orderBy('id')
      .execute(),
  )
  expect(facts.map(({ name }) => name)).toEqual([
    'identity.sign_in_failed',
    'identity.sign_in_failed',
    'identity.signed_in',
  ])
  expect(JSON.stringify(facts)).not.toContain(account.login)
})

function secretOf(uri: string): Buffer {
  const base32 = new URL(uri).searchParams.get('secret') ?? ''
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  const bits = [...base32].map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0')).join('')
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
}
