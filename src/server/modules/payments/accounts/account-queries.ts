import { type Selectable, type SqlBool, sql } from 'kysely'
import type { Tx } from '#server/platform/database/database.ts'
import type { PaymentsAccount } from '#server/platform/schema.gen.ts'

/** Tài khoản thu: where an agency is paid. */
export type ReceivingAccount = Selectable<PaymentsAccount>

export async function listAccounts(tx: Tx<'payments'>): Promise<ReceivingAccount[]> {
  return tx.selectFrom('payments.account').selectAll().orderBy('agencyId').orderBy('enteredAt').execute()
}

/** Those a payer may be shown on this day of Vietnamese time. */
export async function listVerifiedAccounts(
  tx: Tx<'payments'>,
  agencyId: string,
  day: string,
): Promise<(ReceivingAccount & { verifiedAt: Date })[]> {
  return tx
    .selectFrom('payments.account')
    .selectAll()
    .where('agencyId', '=', agencyId)
    .where('verifiedAt', 'is not', null)
    .where('validFrom', '<=', day)
    .where(({ eb, or }) => or([eb('validTo', 'is', null), eb('validTo', '>=', day)]))
    .orderBy(sql`fee is null desc`)
    .orderBy('enteredAt', 'desc')
    .$narrowType<{ verifiedAt: Date }>()
    .execute()
}

export async function insertAccounts(
  tx: Tx<'payments'>,
  accounts: readonly ReceivingAccount[],
): Promise<void> {
  await tx.insertInto('payments.account').values(accounts).execute()
}

/**
 * The verified account an agency is paid at on this day of Vietnamese time: that of the fee, where all that is paid is of
 * one fee that has its own, else the one for any fee. Undefined where there is none.
 */
export async function findAccountFor(
  tx: Tx<'payments'>,
  { agencyId, fees, day }: { agencyId: string; fees: readonly string[]; day: string },
): Promise<ReceivingAccount | undefined> {
  const only = new Set(fees).size === 1 ? (fees[0] ?? null) : null
  return tx
    .selectFrom('payments.account')
    .selectAll()
    .where('agencyId', '=', agencyId)
    .where('verifiedAt', 'is not', null)
    .where('validFrom', '<=', day)
    .where(({ eb, or }) => or([eb('validTo', 'is', null), eb('validTo', '>=', day)]))
    .where(sql<SqlBool>`(fee is null or fee = ${only})`)
    .orderBy(sql`fee is null`)
    .orderBy('validFrom', 'desc')
    .orderBy('enteredAt', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** Whose verified account this is, whether it is in use or not. */
export async function findHolderOf(
  tx: Tx<'payments'>,
  bin: string,
  number: string,
): Promise<string | undefined> {
  const account = await tx
    .selectFrom('payments.account')
    .select('holder')
    .where('bin', '=', bin)
    .where('number', '=', number)
    .where('verifiedAt', 'is not', null)
    .orderBy('validFrom', 'desc')
    .limit(1)
    .executeTakeFirst()
  return account?.holder
}

/** The account, held; also one nobody has verified. Seen by whoever the row policies let. */
export async function lockAccountRow(tx: Tx<'payments'>, id: string): Promise<ReceivingAccount | undefined> {
  return tx.selectFrom('payments.account').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
}

export async function updateAccount(
  tx: Tx<'payments'>,
  id: string,
  changed: Partial<Pick<ReceivingAccount, 'verifiedBy' | 'verifiedAt' | 'validTo'>>,
): Promise<void> {
  await tx.updateTable('payments.account').set(changed).where('id', '=', id).execute()
}

/** Those in use of an agency with this number, and those that are entered but not verified. */
export async function findAccountInUse(
  tx: Tx<'payments'>,
  { agencyId, fee, bin, number }: Pick<ReceivingAccount, 'agencyId' | 'fee' | 'bin' | 'number'>,
): Promise<ReceivingAccount | undefined> {
  return tx
    .selectFrom('payments.account')
    .selectAll()
    .where('agencyId', '=', agencyId)
    .where('fee', fee === null ? 'is' : '=', fee)
    .where('bin', '=', bin)
    .where('number', '=', number)
    .where('validTo', 'is', null)
    .executeTakeFirst()
}
