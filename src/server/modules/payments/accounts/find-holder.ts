import type { Work } from '#server/platform/work.ts'
import { findHolderOf } from './account-queries.ts'

/** Whose account this is, of those that agencies are paid at: what a bank tells its customer before they pay. */
export function findHolder(work: Work, bin: string, number: string): Promise<string | undefined> {
  return findHolderOf(work.tx, bin, number)
}
