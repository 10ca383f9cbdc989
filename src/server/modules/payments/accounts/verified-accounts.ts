import type { Work } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import { listVerifiedAccounts, type ReceivingAccount } from './account-queries.ts'

type Shown = Pick<ReceivingAccount, 'bin' | 'number' | 'holder'> & { verifiedAt: Date }

/** Where this agency is paid today, for anybody: accounts that a second person has verified and that were not ended. */
export async function verifiedAccounts(work: Work, agencyId: string): Promise<Shown[]> {
  return listVerifiedAccounts(work.tx, agencyId, localDay(work.now))
}
