import { type AccountDetail, getAccountDetail } from '#server/modules/identity/index.ts'
import { recordAccess } from '#server/modules/registry/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'
import { accountViewed } from './events.ts'

/** An account as an administrator sees it. A citizen's name is personal data: looking at it is recorded. */
export async function viewAccount(work: Work, officer: Officer, id: string): Promise<AccountDetail> {
  const account = await getAccountDetail(work, officer, id)
  if (account.kind !== 'citizen') return account
  await work.record(accountViewed(id, { kind: account.kind }))
  if (account.personId) {
    const reason = { purpose: 'administration', dossierId: null, opened: 'account' } as const
    await recordAccess(work, officer, account.personId, reason)
  }
  return account
}
