import { sql } from 'kysely'
import type { Tx } from '#server/platform/database/database.ts'
import type { RegistryPerson } from '#server/platform/schema.gen.ts'
import type { Gender, Person, Relative } from '../model.ts'

export const personColumns = [
  'id',
  'idNumber',
  'fullName',
  'bornOn',
  'gender',
  'ethnicity',
  'nationality',
  'phone',
  'email',
  'address',
  'unitCode',
  'householdId',
  'headsHousehold',
  'spouseId',
  'diedOn',
  'source',
  'updatedAt',
] as const

export async function findPerson(tx: Tx<'registry'>, id: string): Promise<Person | undefined> {
  return tx
    .selectFrom('registry.person')
    .select(personColumns)
    .$narrowType<{ gender: Gender }>()
    .where('id', '=', id)
    .executeTakeFirst()
}

/** For whoever files for people, before there is a case of that person; for all others it is as if nobody were known. */
export async function findByIdNumber(tx: Tx<'registry'>, idNumber: string): Promise<Person | undefined> {
  return tx
    .selectFrom(sql<RegistryPerson>`registry.with_id_number(${idNumber})`.as('person'))
    .select(personColumns)
    .$castTo<Person>()
    .executeTakeFirst()
}

export interface PersonRow {
  id: string
  idNumber: string
  fullName: string
  nameKey: string
  bornOn: string
  gender: Gender
  ethnicity: string
  nationality: string
  phone: string | null
  email: string | null
  address: string
  unitCode: string | null
  householdId: string | null
  headsHousehold: boolean
  fatherId: string | null
  motherId: string | null
  source: string
  updatedAt: Date
}

/** False when the number is already known. */
export async function insertPerson(tx: Tx<'registry'>, person: PersonRow): Promise<boolean> {
  const result = await tx
    .insertInto('registry.person')
    .values(person)
    // Names no column: that would ask for the right to see the row, which comes with a case.
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n
}

export async function updatePerson(
  tx: Tx<'registry'>,
  id: string,
  change: { phone?: string | null; email?: string | null; address?: string; unitCode?: string },
  now: Date,
): Promise<void> {
  await tx
    .updateTable('registry.person')
    .set({ ...change, updatedAt: now })
    .where('id', '=', id)
    .execute()
}

/** Links two people who have no spouse yet. False when either has another. */
export async function linkSpouses(tx: Tx<'registry'>, one: string, other: string): Promise<boolean> {
  const people = await tx
    .selectFrom('registry.person')
    .select(['id', 'spouseId'])
    .where('id', 'in', [one, other])
    .orderBy('id')
    .forUpdate()
    .execute()
  const isFree = ({ id, spouseId }: { id: string; spouseId: string | null }) =>
    spouseId === null || spouseId === (id === one ? other : one)
  if (people.length !== 2 || !people.every(isFree)) return false
  await tx.updateTable('registry.person').set({ spouseId: other }).where('id', '=', one).execute()
  await tx.updateTable('registry.person').set({ spouseId: one }).where('id', '=', other).execute()
  return true
}

/** Parents, spouse, children and household of the one who acts, or of anyone for an officer. */
export async function listRelatives(tx: Tx<'registry'>, personId: string): Promise<Relative[]> {
  const { rows } = await sql<Relative>`select * from registry.relatives(${personId})`.execute(tx)
  return rows
}

export async function insertHousehold(
  tx: Tx<'registry'>,
  household: { id: string; address: string; unitCode: string },
): Promise<void> {
  await tx.insertInto('registry.household').values(household).execute()
}
