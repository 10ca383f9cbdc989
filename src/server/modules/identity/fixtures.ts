/** Accounts for tests: each test makes its own. */
import { randomUUID } from 'node:crypto'
import { hashPassword } from '#server/crafts/crypto/password.ts'
import { anAgency } from '#server/modules/agencies/fixtures.ts'
import { type Officer, system } from '#server/platform/actor.ts'
import type { Role } from '#server/platform/roles.ts'
import { perform } from '#server/platform/work.ts'
import { insertAccount } from './queries/accounts.ts'
import { insertGrant } from './queries/grants.ts'
import type { Browser, StartedSession } from './sessions/start-session.ts'
import { confirmTotp } from './staff/confirm-totp.ts'
import { signInWithPassword } from './staff/sign-in-with-password.ts'
import { createTotpSecret, sealTotpSecret, stepAt, totpCode } from './staff/totp.ts'

export interface StaffAccount {
  id: string
  login: string
  password: string
  secret: Buffer
  agencyId: string
}

/** Everybody's, hashed once a file: hashing is made to be dear. */
const password = `mật khẩu ${randomUUID()}`
let passwordHash: Promise<string> | undefined

/** A member of staff with a role at an agency of their own and an authenticator app. */
export async function aStaffAccount({
  agencyId,
  roles = ['one_stop'],
  hasTotp = true,
}: {
  agencyId?: string
  roles?: Role[]
  hasTotp?: boolean
} = {}): Promise<StaffAccount> {
  const agency = agencyId ?? (await anAgency()).id
  const id = randomUUID()
  const login = `canbo.${id.slice(0, 8)}`
  const secret = createTotpSecret()
  passwordHash ??= hashPassword(password)
  const hashed = await passwordHash
  await perform(system, async ({ tx }) => {
    await insertAccount(tx, {
      id,
      kind: 'staff',
      login,
      displayName: 'Trần Thị Thử',
      passwordHash: hashed,
      totpSecret: hasTotp ? sealTotpSecret(id, secret) : null,
    })
    for (const role of roles) await insertGrantAt(tx, id, role, agency)
  })
  return { id, login, password, secret, agencyId: agency }
}

async function insertGrantAt(
  tx: Parameters<typeof insertGrant>[0],
  accountId: string,
  role: Role,
  agencyId: string,
  validFrom = '2025-07-01',
): Promise<void> {
  const rest = { validTo: null, grantedBy: null, decision: null }
  await insertGrant(tx, { id: randomUUID(), accountId, role, agencyId, validFrom, ...rest })
}

/** Another role, given later than the first. */
export async function aRoleFor(accountId: string, role: Role, agencyId: string): Promise<void> {
  await perform(system, ({ tx }) => insertGrantAt(tx, accountId, role, agencyId, '2026-01-01'))
}

/** An administrator of a province of its own. */
export async function anAdministrator(): Promise<{ officer: Officer; provinceId: string }> {
  const { id: provinceId } = await anAgency({ level: 'province', kind: 'people_committee' })
  const account = await aStaffAccount({ agencyId: provinceId, roles: ['administrator'] })
  const officer: Officer = {
    kind: 'officer',
    id: account.id,
    name: 'Trần Thị Thử',
    agencyId: provinceId,
    agencyIds: [provinceId],
    scope: 'province',
    roles: ['administrator'],
    confirmedAt: new Date(),
  }
  return { officer, provinceId }
}

/** A browser at an address of its own, so that tests do not count each other's failures. */
export function aBrowser(): Browser {
  const [a, b, c] = crypto.getRandomValues(new Uint8Array(3))
  return { userAgent: 'Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0', address: `10.${a}.${b}.${c}` }
}

/** The whole staff sign-in. */
export async function signInStaff(
  account: StaffAccount,
  browser = aBrowser(),
  now = new Date(),
): Promise<StartedSession> {
  const { address, deviceToken } = browser
  const { login, password } = account
  const { stepToken } = await signInWithPassword({ login, password, returnTo: '', address, deviceToken }, now)
  const code = totpCode(account.secret, stepAt(now))
  return confirmTotp({ stepToken, code, browser }, now)
}

/** The cookies a browser would send with this session. */
export function cookiesOf(
  session: { token?: string | undefined },
  name = 'nhip',
): { get(name: string): string | undefined } {
  return { get: (asked) => (asked === name ? session.token : undefined) }
}
