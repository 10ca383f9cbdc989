import type { Work } from '#server/platform/work.ts'
import { normaliseLogin } from '../model.ts'
import { findStaffByLogin, listStaffNames } from '../queries/accounts.ts'

/** The names of staff and client systems among these accounts. Citizens are not named: theirs is personal data. */
export async function namesOfStaff({ tx }: Work, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = ids.length > 0 ? await listStaffNames(tx, ids) : []
  return new Map(rows.map(({ id, displayName }) => [id, displayName]))
}

/** The account behind a login as people type it. */
export async function findStaffId({ tx }: Work, login: string): Promise<string | undefined> {
  return (await findStaffByLogin(tx, normaliseLogin(login)))?.id
}
