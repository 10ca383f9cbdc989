import type { Work } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import { normaliseLogin } from '../model.ts'
import { findAccountByLogin } from '../queries/accounts.ts'
import { listGrantsOn } from '../queries/grants.ts'

/** The login as it is kept, of an account in use that is an administrator today. For whoever runs this machine. */
export async function findAdministrator(work: Work, login: string): Promise<string | undefined> {
  const account = await findAccountByLogin(work.tx, 'staff', normaliseLogin(login))
  if (account?.status !== 'active') return undefined
  const grants = await listGrantsOn(work.tx, account.id, localDay(work.now))
  return grants.some(({ role }) => role === 'administrator') ? (account.login ?? undefined) : undefined
}
