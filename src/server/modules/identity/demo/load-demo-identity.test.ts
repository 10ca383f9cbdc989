import { beforeAll, expect, test } from 'vitest'
import { loadProvinceAgencies } from '#server/modules/agencies/fixtures.ts'
import { listSigningPowers } from '#server/modules/agencies/index.ts'
import { findPersonByIdNumber } from '#server/modules/registry/index.ts'
import { system } from '#server/platform/actor.ts'
import { perform } from '#server/platform/work.ts'
import { aBrowser, cookiesOf } from '../fixtures.ts'
import { findAccountByLogin, findAccountByPerson } from '../queries/accounts.ts'
import { authenticate } from '../sessions/authenticate.ts'
import { confirmTotp } from '../staff/confirm-totp.ts'
import { signInWithPassword } from '../staff/sign-in-with-password.ts'
import { stepAt, totpCode } from '../staff/totp.ts'
import { demoTotpSecret, readDemoPeople } from './demo-people.ts'
import { loadDemoIdentity } from './load-demo-identity.ts'

const people = readDemoPeople()

beforeAll(async () => {
  await loadProvinceAgencies()
  await perform(system, (work) => loadDemoIdentity(work, people))
})

test('the numbers of the demo people agree with their birth, sex and province', () => {
  for (const { idNumber, bornOn, gender } of people.citizens) {
    const century = Number(bornOn.slice(0, 2)) - 19
    expect(idNumber.slice(0, 6)).toBe(
      `046${century * 2 + (gender === 'female' ? 1 : 0)}${bornOn.slice(2, 4)}`,
    )
  }
  expect(new Set(people.citizens.map(({ idNumber }) => idNumber)).size).toBe(people.citizens.length)
})

test('loading again changes nothing', async () => {
  const count = async () => {
    const tables = [
      'identity.account',
      'identity.roleGrant',
      'registry.person',
      'agencies.appointment',
    ] as const
    return Promise.all(
      tables.map((table) =>
        perform(system, ({ tx }) =>
          tx
            .selectFrom(table)
            .select(({ fn }) => fn.countAll().as('count'))
            .executeTakeFirst(),
        ),
      ),
    )
  }
  const before = await count()
  await perform(system, (work) => loadDemoIdentity(work, people))
  expect(await count()).toEqual(before)
})

test('every citizen is a person with an account, households kept together', async () => {
  const persons = await perform(system, async (work) => {
    const found = []
    for (const { idNumber } of people.citizens) {
      const person = await findPersonByIdNumber(work, idNumber)
      expect(person && (await findAccountByPerson(work.tx, person.id))).toBeDefined()
      found.push(person)
    }
    return found
  })
  const [father, mother, groom] = persons
  expect(father?.householdId).toBe(mother?.householdId)
  expect(father?.householdId).not.toBe(groom?.householdId)
  const { spouseId } = await perform(system, ({ tx }) =>
    tx
      .selectFrom('registry.person')
      .select('spouseId')
      .where('id', '=', father?.id ?? '')
      .executeTakeFirstOrThrow(),
  )
  expect(spouseId).toBe(mother?.id)
})

test('every member of staff signs in with the demo password and code, and acts where the file says', async () => {
  const now = new Date()
  for (const { login, roles } of people.staff) {
    const browser = aBrowser()
    const { password } = people
    const { stepToken } = await signInWithPassword(
      { login, password, returnTo: '', address: browser.address },
      now,
    )
    const code = totpCode(demoTotpSecret(people), stepAt(now))
    const session = await confirmTotp({ stepToken, code, browser }, now)
    const { actor, session: shown } = await authenticate(cookiesOf(session))
    const [{ agencyId, role } = {}] = roles
    expect(actor).toMatchObject({ kind: 'officer', agencyId, roles: expect.arrayContaining([role]) })
    expect(shown?.agencyCount).toBe(new Set(roles.map((grant) => grant.agencyId)).size)
    const sees = ['monitor', 'commander', 'administrator'].includes(role ?? '')
    expect(actor).toHaveProperty('scope', sees ? 'province' : 'agency')
  }
})

test('leaders may sign for their agency', async () => {
  await perform(system, async (work) => {
    for (const { login, roles } of people.staff.filter(({ roles: [first] }) => first?.role === 'leader')) {
      const account = await findAccountByLogin(work.tx, 'staff', login)
      const powers = await listSigningPowers(work, account?.id ?? '', roles[0]?.agencyId ?? '', '2026-11-23')
      expect(powers.length).toBeGreaterThan(0)
    }
  })
})

test('a ward’s officers see the work its abolished predecessors left', async () => {
  const now = new Date(Date.now() + 31_000)
  const browser = aBrowser()
  const input = { login: 'huong.thuanhoa', password: people.password, returnTo: '', address: browser.address }
  const { stepToken } = await signInWithPassword(input, now)
  const code = totpCode(demoTotpSecret(people), stepAt(now))
  const { actor } = await authenticate(cookiesOf(await confirmTotp({ stepToken, code, browser }, now)))
  expect(actor.kind === 'officer' && actor.agencyIds.length).toBeGreaterThan(1)
})
