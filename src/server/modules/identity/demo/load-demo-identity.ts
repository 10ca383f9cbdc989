import { hashPassword } from '#server/crafts/crypto/password.ts'
import { appoint } from '#server/modules/agencies/index.ts'
import {
  findPersonByIdNumber,
  recordMarriage,
  registerHousehold,
  registerOrganisation,
  registerPerson,
} from '#server/modules/registry/index.ts'
import { newId } from '#server/platform/id.ts'
import type { Role } from '#server/platform/roles.ts'
import type { Work } from '#server/platform/work.ts'
import { accountOpened, roleGranted } from '../events.ts'
import { findAccountByLogin, findAccountByPerson, insertAccount } from '../queries/accounts.ts'
import { insertGrant, listGrants } from '../queries/grants.ts'
import { sealTotpSecret } from '../staff/totp.ts'
import { openClientAccount } from '../tokens/client-tokens.ts'
import { type DemoPeople, demoTotpSecret } from './demo-people.ts'

/** Everything demo people hold, they hold from the first day of the two-level government. */
const validFrom = '2025-07-01'
const decision = 'Bản chạy thử'

/**
 * Registers the demo people with their households, firm, accounts, roles and positions. Repeating it adds what
 * is missing and changes nothing else. Needs the agencies.
 */
export async function loadDemoIdentity(work: Work, people: DemoPeople): Promise<void> {
  await loadCitizens(work, people)
  await loadStaff(work, people)
  for (const { clientId, name, roles } of people.clients) {
    await grantMissing(work, await openClientAccount(work, { clientId, name }), roles)
  }
}

async function loadCitizens(work: Work, { citizens, organisations }: DemoPeople): Promise<void> {
  const personIds = new Map<string, string>()
  const households = new Map<string, string>()
  const newcomers = new Set<string>()
  for (const { household, spouse: _spouse, note: _note, ...citizen } of citizens) {
    const known = await findPersonByIdNumber(work, citizen.idNumber)
    if (known) {
      personIds.set(citizen.idNumber, known.id)
      continue
    }
    const { address, unitCode } = citizen
    // The first of a household in the list heads it.
    const headsHousehold = !households.has(household)
    const householdId = households.get(household) ?? (await registerHousehold(work, { address, unitCode }))
    households.set(household, householdId)
    newcomers.add(citizen.idNumber)
    const person = await registerPerson(work, {
      ...citizen,
      householdId,
      headsHousehold,
      source: 'Dữ liệu chạy thử',
    })
    personIds.set(citizen.idNumber, person.id)
  }
  for (const { idNumber, spouse } of citizens) {
    const [one, other] = [personIds.get(idNumber), personIds.get(spouse ?? '')]
    if (one && other && newcomers.has(idNumber)) await recordMarriage(work, one, other)
  }
  for (const { idNumber, fullName } of citizens) await openCitizen(work, personIds.get(idNumber), fullName)
  for (const { representative, ...organisation } of organisations) {
    await registerOrganisation(work, {
      ...organisation,
      representativeId: personIds.get(representative) ?? null,
      source: 'Dữ liệu chạy thử',
    })
  }
}

/** An account before the first sign-in, so that a personal token can be given to it. */
async function openCitizen(work: Work, personId: string | undefined, displayName: string): Promise<void> {
  if (!personId || (await findAccountByPerson(work.tx, personId))) return
  const id = newId(work.now.getTime())
  await insertAccount(work.tx, { id, kind: 'citizen', displayName, personId })
  await work.record(accountOpened(id, { kind: 'citizen' }))
}

async function loadStaff(work: Work, people: DemoPeople): Promise<void> {
  const secret = demoTotpSecret(people)
  let passwordHash: string | undefined
  for (const { login, displayName, position, roles } of people.staff) {
    let id = (await findAccountByLogin(work.tx, 'staff', login))?.id
    if (!id) {
      id = newId(work.now.getTime())
      passwordHash ??= await hashPassword(people.password)
      const totpSecret = sealTotpSecret(id, secret)
      await insertAccount(work.tx, { id, kind: 'staff', login, displayName, passwordHash, totpSecret })
      await work.record(accountOpened(id, { kind: 'staff' }))
    }
    await grantMissing(work, id, roles)
    await appoint(work, { positionId: position, accountId: id, decision, validFrom })
  }
}

async function grantMissing(
  work: Work,
  accountId: string,
  roles: readonly { role: Role; agencyId: string }[],
): Promise<void> {
  const held = await listGrants(work.tx, accountId)
  for (const { role, agencyId } of roles) {
    if (held.some((grant) => grant.role === role && grant.agencyId === agencyId)) continue
    const id = newId(work.now.getTime())
    await insertGrant(work.tx, {
      id,
      accountId,
      role,
      agencyId,
      validFrom,
      validTo: null,
      grantedBy: null,
      decision,
    })
    await work.record(roleGranted(accountId, { grantId: id, role, agencyId }))
  }
}
