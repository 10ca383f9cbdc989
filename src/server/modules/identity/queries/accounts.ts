import type { Selectable } from 'kysely'
import type { Tx } from '#server/platform/database.ts'
import type { IdentityAccount } from '#server/platform/schema.gen.ts'
import type { AccountKind, AccountStatus } from '../model.ts'

export type Account = Omit<Selectable<IdentityAccount>, 'kind' | 'status'> & {
  kind: AccountKind
  status: AccountStatus
}
type Narrow = { kind: AccountKind; status: AccountStatus }

export async function findAccount(tx: Tx<'identity'>, id: string): Promise<Account | undefined> {
  return tx
    .selectFrom('identity.account')
    .selectAll()
    .$narrowType<Narrow>()
    .where('id', '=', id)
    .executeTakeFirst()
}

/** The account, held until the end of the transaction so that no two requests use one code or one grant twice. */
export async function lockAccountRow(tx: Tx<'identity'>, id: string): Promise<Account | undefined> {
  return tx
    .selectFrom('identity.account')
    .selectAll()
    .$narrowType<Narrow>()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
}

export async function findAccountByLogin(
  tx: Tx<'identity'>,
  kind: 'staff' | 'client',
  login: string,
): Promise<Account | undefined> {
  return tx
    .selectFrom('identity.account')
    .selectAll()
    .$narrowType<Narrow>()
    .where('login', '=', login)
    .where('kind', '=', kind)
    .executeTakeFirst()
}

export async function findAccountBySubject(
  tx: Tx<'identity'>,
  issuer: string,
  subject: string,
): Promise<Account | undefined> {
  return tx
    .selectFrom('identity.account')
    .selectAll()
    .$narrowType<Narrow>()
    .where('issuer', '=', issuer)
    .where('subject', '=', subject)
    .executeTakeFirst()
}

export async function findAccountByPerson(
  tx: Tx<'identity'>,
  personId: string,
): Promise<Account | undefined> {
  return tx
    .selectFrom('identity.account')
    .selectAll()
    .$narrowType<Narrow>()
    .where('personId', '=', personId)
    .executeTakeFirst()
}

type NewAccount = Pick<Account, 'id' | 'kind' | 'displayName'> &
  Partial<Pick<Account, 'login' | 'passwordHash' | 'totpSecret' | 'personId' | 'issuer' | 'subject'>>

/** False when an account with this login, person or subject stands already. */
export async function insertAccount(tx: Tx<'identity'>, account: NewAccount): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('identity.account')
    .values(account)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

type Changes = Partial<
  Pick<Account, 'displayName' | 'passwordHash' | 'totpSecret' | 'totpLast' | 'issuer' | 'subject' | 'status'>
>

export async function updateAccount(tx: Tx<'identity'>, id: string, changes: Changes): Promise<void> {
  await tx.updateTable('identity.account').set(changes).where('id', '=', id).execute()
}

export interface NamedAccount {
  id: string
  kind: AccountKind
  login: string | null
  displayName: string
}

/** Citizens and staff who can be named, staff first; bounded, for a list on a terminal. */
export async function findAccountsByName(
  tx: Tx<'identity'>,
  { login, displayName }: { login: string; displayName: string },
): Promise<NamedAccount[]> {
  return tx
    .selectFrom('identity.account')
    .select(['id', 'kind', 'login', 'displayName'])
    .$narrowType<Narrow>()
    .where('kind', '!=', 'client')
    .where('status', '=', 'active')
    .where(({ eb, or }) => or([eb('login', '=', login), eb('displayName', 'ilike', displayName)]))
    .limit(20)
    .execute()
}

export async function listSomeAccounts(tx: Tx<'identity'>, limit: number): Promise<NamedAccount[]> {
  return tx
    .selectFrom('identity.account')
    .select(['id', 'kind', 'login', 'displayName'])
    .$narrowType<Narrow>()
    .where('kind', '!=', 'client')
    .where('status', '=', 'active')
    .orderBy('kind', 'desc')
    .orderBy('createdAt')
    .limit(limit)
    .execute()
}

export async function listStaffNames(
  tx: Tx<'identity'>,
  ids: readonly string[],
): Promise<{ id: string; displayName: string }[]> {
  return tx
    .selectFrom('identity.account')
    .select(['id', 'displayName'])
    .where('id', 'in', ids)
    .where('kind', '!=', 'citizen')
    .execute()
}

export async function findStaffByLogin(
  tx: Tx<'identity'>,
  login: string,
): Promise<{ id: string } | undefined> {
  return tx
    .selectFrom('identity.account')
    .select('id')
    .where('login', '=', login)
    .where('kind', '!=', 'citizen')
    .executeTakeFirst()
}
