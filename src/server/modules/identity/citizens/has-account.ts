import type { Work } from '#server/platform/work.ts'
import { findAccountByPerson } from '../queries/accounts.ts'

/** Whether somebody can sign in and read what they are told. For work of the program. */
export async function hasAccount(work: Work, personId: string): Promise<boolean> {
  return (await findAccountByPerson(work.tx, personId))?.status === 'active'
}
