import type { Work } from '#server/platform/work.ts'
import { normaliseLogin } from '../model.ts'
import { findAccountsByName, listSomeAccounts, type NamedAccount } from '../queries/accounts.ts'

/** The one account of this login or name, or everyone it could mean. For whoever runs this machine. */
export async function findAccountNamed(
  work: Work,
  name: string,
): Promise<{ account: NamedAccount } | { candidates: NamedAccount[] }> {
  const displayName = name
    .normalize('NFC')
    .trim()
    .replace(/[\\%_]/g, '\\$&')
  const matches = await findAccountsByName(work.tx, { login: normaliseLogin(name), displayName })
  const [only] = matches
  if (only && matches.length === 1) return { account: only }
  return { candidates: matches.length > 1 ? matches : await listSomeAccounts(work.tx, 40) }
}
