/** Where an agency is paid: entered by one person, compared with the bank's paper by another, ended, never edited. */
import { memoText } from '#server/crafts/vietqr/memo.ts'
import { getAgency } from '#server/modules/agencies/index.ts'
import { namesOfStaff } from '#server/modules/identity/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import { isId, newId } from '#server/platform/id.ts'
import { requireFreshFactor, requireRole } from '#server/platform/web/guards.ts'
import { asProgram, type Work } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import { accountEnded, accountEntered, accountVerified } from '../events.ts'
import { accountInUse, accountNotFound, notYourEyes, numberDiffers } from '../refusals.ts'
import {
  findAccountInUse,
  insertAccounts,
  listAccounts,
  lockAccountRow,
  type ReceivingAccount,
  updateAccount,
} from './account-queries.ts'

export type AccountState = 'waiting' | 'used' | 'future' | 'ended'

export interface NewAccount {
  agencyId: string
  /** The key of the one fee it is for; null: any that has none of its own. */
  fee: string | null
  bin: string
  number: string
  holder: string
  /** First day of Vietnamese time it may be shown, once it is verified. */
  validFrom: string
}

export interface ListedAccount extends ReceivingAccount {
  state: AccountState
  agencyName: string
  enteredByName: string
  verifiedByName: string | null
  /** Whether the officer who looks may verify it, once it waits: somebody else has entered it. */
  isForMe: boolean
}

/** All accounts for an administrator, those of their agency for finance; what waits to be verified first. */
export async function listAccountsFor(work: Work, officer: Officer): Promise<ListedAccount[]> {
  requireRole(officer, 'administrator', 'finance')
  const isAll = officer.roles.includes('administrator')
  const all = (await listAccounts(work.tx)).filter(
    ({ agencyId }) => isAll || officer.agencyIds.includes(agencyId),
  )
  const people = all.flatMap(({ enteredBy, verifiedBy }) => [enteredBy, verifiedBy ?? enteredBy])
  const names = await namesOfStaff(work, [...new Set(people)])
  const listed: ListedAccount[] = []
  for (const account of all) {
    const { name: agencyName } = await getAgency(work, account.agencyId)
    listed.push({
      ...account,
      agencyName,
      state: stateOf(account, localDay(work.now)),
      enteredByName: names.get(account.enteredBy) ?? '',
      verifiedByName: account.verifiedBy && (names.get(account.verifiedBy) ?? ''),
      isForMe: account.enteredBy !== officer.id,
    })
  }
  return listed.sort((a, b) => Number(b.state === 'waiting') - Number(a.state === 'waiting'))
}

/** One of them; refused where it is none of theirs. */
export async function getAccountFor(work: Work, officer: Officer, id: string): Promise<ListedAccount> {
  const account = (await listAccountsFor(work, officer)).find((known) => known.id === id)
  if (!account) throw accountNotFound()
  return account
}

function stateOf({ verifiedAt, validFrom, validTo }: ReceivingAccount, day: string): AccountState {
  if (validTo !== null && validTo < day) return 'ended'
  if (verifiedAt === null) return validTo === null ? 'waiting' : 'ended'
  return validFrom > day ? 'future' : 'used'
}

/** Shown to nobody who pays before another person has verified it. */
export async function enterAccount(work: Work, officer: Officer, account: NewAccount): Promise<void> {
  requireRole(officer, 'administrator')
  requireFreshFactor(officer, work.now)
  await getAgency(work, account.agencyId)
  if (await findAccountInUse(work.tx, account)) throw accountInUse()
  const id = newId(work.now.getTime())
  const holder = memoText(account.holder).toUpperCase()
  await asProgram(work, () =>
    insertAccounts(work.tx, [
      {
        ...account,
        id,
        holder,
        enteredBy: officer.id,
        enteredAt: work.now,
        verifiedBy: null,
        verifiedAt: null,
        validTo: null,
      },
    ]),
  )
  await work.record(accountEntered(id, { agencyId: account.agencyId, fee: account.fee }))
}

/**
 * Another administrator, or finance of that agency, who has typed the number anew from the bank's paper: one wrong digit would pay
 * somebody else.
 */
export async function verifyAccount(
  work: Work,
  officer: Officer,
  { id, number }: { id: string; number: string },
): Promise<void> {
  const account = await lockOne(work, officer, id)
  if (account.enteredBy === officer.id) throw notYourEyes()
  if (account.verifiedAt) return
  if (account.number !== number.replace(/[\s.]/g, '')) throw numberDiffers()
  await asProgram(work, () => updateAccount(work.tx, id, { verifiedBy: officer.id, verifiedAt: work.now }))
  await work.record(accountVerified(id, { agencyId: account.agencyId }))
}

/** Not shown after this day; money that comes later still finds its order. */
export async function endAccount(
  work: Work,
  officer: Officer,
  { id, day }: { id: string; day: string },
): Promise<void> {
  requireRole(officer, 'administrator')
  const account = await lockOne(work, officer, id)
  if (account.validTo) return
  const validTo = day < account.validFrom ? account.validFrom : day
  await asProgram(work, () => updateAccount(work.tx, id, { validTo }))
  await work.record(accountEnded(id, { agencyId: account.agencyId, validTo }))
}

async function lockOne(work: Work, officer: Officer, id: string): Promise<ReceivingAccount> {
  requireRole(officer, 'administrator', 'finance')
  requireFreshFactor(officer, work.now)
  const account = isId(id) ? await asProgram(work, () => lockAccountRow(work.tx, id)) : undefined
  const isTheirs =
    officer.roles.includes('administrator') || (account && officer.agencyIds.includes(account.agencyId))
  if (!account || !isTheirs) throw accountNotFound()
  return account
}
