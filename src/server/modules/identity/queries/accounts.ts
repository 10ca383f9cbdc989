import { type Selectable, sql } from 'kysely'
import type { Tx } from '#server/platform/database/database.ts'
import type { IdentityAccount } from '#server/platform/schema.gen.ts'
import type { AccountKind, AccountStatus } from '../model.ts'

type Row = Selectable<IdentityAccount>

/** What an account is proven by. Only the program reads it. */
export type Secrets = Pick<Row, 'passwordHash' | 'totpSecret' | 'totpLast'>

export type Account = Omit<Row, keyof Secrets | 'kind' | 'status'> & {
  kind: AccountKind
  status: AccountStatus
}
type Narrow = Pick<Account, 'kind' | 'status'>
type Db = Tx<'identity'>

function accounts(tx: Db) {
  return tx
    .selectFrom('identity.account')
    .select(['id', 'kind', 'login', 'displayName', 'personId', 'issuer', 'subject'])
    .select(['status', 'createdAt', 'hasTotp'])
    .$narrowType<Narrow>()
}

/** Throws unless the program itself acts. */
export async function getSecrets(tx: Db, accountId: string): Promise<Secrets> {
  const { rows } = await sql<Secrets>`select * from identity.secrets_of(${accountId}::uuid)`.execute(tx)
  if (!rows[0]) throw new Error('The secrets of an account are the program’s alone')
  return rows[0]
}

export async function findAccount(tx: Db, id: string): Promise<Account | undefined> {
  return accounts(tx).where('id', '=', id).executeTakeFirst()
}

/** The account, held until the end of the transaction so that no two requests use one code or one grant twice. */
export async function lockAccountRow(tx: Db, id: string): Promise<Account | undefined> {
  return accounts(tx).where('id', '=', id).forUpdate().executeTakeFirst()
}

export async function findAccountByLogin(
  tx: Db,
  kind: 'staff' | 'client',
  login: string,
): Promise<Account | undefined> {
  return accounts(tx).where('login', '=', login).where('kind', '=', kind).executeTakeFirst()
}

export async function findAccountBySubject(
  tx: Db,
  issuer: string,
  subject: string,
): Promise<Account | undefined> {
  return accounts(tx).where('issuer', '=', issuer).where('subject', '=', subject).executeTakeFirst()
}

export async function findAccountByPerson(tx: Db, personId: string): Promise<Account | undefined> {
  return accounts(tx).where('personId', '=', personId).executeTakeFirst()
}

type NewAccount = Pick<Account, 'id' | 'kind' | 'displayName'> &
  Partial<Pick<Row, 'login' | 'passwordHash' | 'totpSecret' | 'personId' | 'issuer' | 'subject'>>

/** False when an account with this login, person or subject stands already. */
export async function insertAccount(tx: Db, account: NewAccount): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('identity.account')
    .values(account)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

type Changes = Partial<Secrets & Pick<Account, 'displayName' | 'issuer' | 'subject' | 'status'>>

export async function updateAccount(tx: Db, id: string, changes: Changes): Promise<void> {
  await tx.updateTable('identity.account').set(changes).where('id', '=', id).execute()
}

export interface NamedAccount {
  id: string
  kind: AccountKind
  login: string | null
  displayName: string
}

function namedAccounts(tx: Db) {
  return tx
    .selectFrom('identity.account')
    .select(['id', 'kind', 'login', 'displayName'])
    .$narrowType<Narrow>()
    .where('kind', '!=', 'client')
    .where('status', '=', 'active')
}

/** Citizens and staff who can be named, staff first; bounded, for a list on a terminal. */
export async function findAccountsByName(
  tx: Db,
  { login, displayName }: { login: string; displayName: string },
): Promise<NamedAccount[]> {
  return namedAccounts(tx)
    .where(({ eb, or }) => or([eb('login', '=', login), eb('displayName', 'ilike', displayName)]))
    .limit(20)
    .execute()
}

export async function listSomeAccounts(tx: Db, limit: number): Promise<NamedAccount[]> {
  return namedAccounts(tx).orderBy('kind', 'desc').orderBy('createdAt').limit(limit).execute()
}

export async function listStaffNames(
  tx: Db,
  ids: readonly string[],
): Promise<{ id: string; displayName: string }[]> {
  return tx
    .selectFrom('identity.staff')
    .select(['id', 'displayName'])
    .where('id', 'in', ids)
    .$castTo<{ id: string; displayName: string }>()
    .execute()
}

export async function findStaffByLogin(tx: Db, login: string): Promise<{ id: string } | undefined> {
  return tx
    .selectFrom('identity.account')
    .select('id')
    .where('login', '=', login)
    .where('kind', '!=', 'citizen')
    .executeTakeFirst()
}
