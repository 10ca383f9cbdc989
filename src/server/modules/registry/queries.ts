import { sql } from 'kysely'
import type { Tx } from '#server/platform/database/database.ts'
import type { RegistryPerson } from '#server/platform/schema.gen.ts'
import type { Gender, Organisation, Paper, Person, Relative } from './model.ts'

const personColumns = [
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

/** The organisation's id, new or known. */
export async function insertOrganisation(
  tx: Tx<'registry'>,
  organisation: Organisation & { nameKey: string },
): Promise<string> {
  const inserted = await tx
    .insertInto('registry.organisation')
    .values(organisation)
    .onConflict((conflict) => conflict.column('taxCode').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (inserted) return inserted.id
  const known = await tx
    .selectFrom('registry.organisation')
    .select('id')
    .where('taxCode', '=', organisation.taxCode)
    .executeTakeFirstOrThrow()
  return known.id
}

const organisationColumns = [
  'id',
  'taxCode',
  'name',
  'kind',
  'address',
  'unitCode',
  'representativeId',
  'foundedOn',
  'source',
] as const

export async function listRepresented(tx: Tx<'registry'>, personId: string): Promise<Organisation[]> {
  return tx
    .selectFrom('registry.organisation')
    .select(organisationColumns)
    .$narrowType<Pick<Organisation, 'kind'>>()
    .where('representativeId', '=', personId)
    .orderBy('name')
    .execute()
}

export async function findOrganisation(
  tx: Tx<'registry'>,
  taxCode: string,
): Promise<Organisation | undefined> {
  return tx
    .selectFrom('registry.organisation')
    .select(organisationColumns)
    .$narrowType<Pick<Organisation, 'kind'>>()
    .where('taxCode', '=', taxCode)
    .executeTakeFirst()
}

const paperColumns = [
  'id',
  'ownerId',
  'kind',
  'title',
  'number',
  'issuer',
  'issuedOn',
  'handedInOn',
  'acceptedBy',
  'sha256',
  'mediaType',
  'size',
  'documentId',
  'dossierId',
  'heldAt',
] as const

/** Everything in a person's vault, newest first. */
export async function listPapersOf(tx: Tx<'registry'>, ownerId: string): Promise<Paper[]> {
  return tx
    .selectFrom('registry.paper')
    .select(paperColumns)
    .where('ownerId', '=', ownerId)
    .orderBy('heldAt', 'desc')
    .orderBy('id', 'desc')
    .execute()
}

export async function listPapersOfIds(
  tx: Tx<'registry'>,
  ownerId: string,
  ids: readonly string[],
): Promise<Paper[]> {
  if (ids.length === 0) return []
  return tx
    .selectFrom('registry.paper')
    .select(paperColumns)
    .where('ownerId', '=', ownerId)
    .where('id', 'in', ids)
    .execute()
}

/** Those of these kinds whose file is held, newest first. */
export async function listPapersOfKinds(
  tx: Tx<'registry'>,
  ownerId: string,
  kinds: readonly string[],
): Promise<Paper[]> {
  if (kinds.length === 0) return []
  return tx
    .selectFrom('registry.paper')
    .select(paperColumns)
    .where('ownerId', '=', ownerId)
    .where('kind', 'in', kinds)
    .where('sha256', 'is not', null)
    .orderBy('heldAt', 'desc')
    .orderBy('id')
    .limit(200)
    .execute()
}

/** Undefined when the same paper is held already. */
export async function insertPaper(tx: Tx<'registry'>, paper: Paper): Promise<Paper | undefined> {
  return tx
    .insertInto('registry.paper')
    .values(paper)
    .onConflict((conflict) => conflict.doNothing())
    .returning(paperColumns)
    .executeTakeFirst()
}

export async function findSamePaper(
  tx: Tx<'registry'>,
  { ownerId, kind, sha256, documentId }: Pick<Paper, 'ownerId' | 'kind' | 'sha256' | 'documentId'>,
): Promise<Paper | undefined> {
  const query = tx.selectFrom('registry.paper').select(paperColumns)
  return documentId
    ? query.where('documentId', '=', documentId).executeTakeFirst()
    : query
        .where('ownerId', '=', ownerId)
        .where('kind', '=', kind)
        .where('sha256', '=', sha256)
        .executeTakeFirst()
}

export interface Consent {
  purpose: string
  given: boolean
  wording: string
  at: Date
}

export async function insertConsent(tx: Tx<'registry'>, personId: string, consent: Consent): Promise<void> {
  await tx
    .insertInto('registry.consent')
    .values({ personId, ...consent })
    .execute()
}

/** The newest word on each purpose. */
export async function listConsentsOf(tx: Tx<'registry'>, personId: string): Promise<Consent[]> {
  return tx
    .selectFrom('registry.consent')
    .distinctOn('purpose')
    .select(['purpose', 'given', 'wording', 'at'])
    .where('personId', '=', personId)
    .orderBy('purpose')
    .orderBy('id', 'desc')
    .execute()
}

export interface Access {
  id: number
  at: Date
  /** Account of the officer who looked. */
  actorId: string | null
  agencyId: string | null
  purpose: string
  /** What was opened: `dossier`, `paper`, `result` … */
  opened: string
  dossierId: string | null
}

/** Every time an officer opened this person's data, newest first. */
export async function listAccesses(
  tx: Tx<'platform'>,
  personId: string,
  eventName: string,
): Promise<Access[]> {
  return tx
    .selectFrom('platform.eventLog')
    .select(['id', 'occurredAt as at', 'actorId', 'agencyId'])
    .select(sql<string>`data ->> 'purpose'`.as('purpose'))
    .select(sql<string>`coalesce(data ->> 'opened', 'dossier')`.as('opened'))
    .select(sql<string | null>`data ->> 'dossierId'`.as('dossierId'))
    .where('subjectId', '=', personId)
    .where('name', '=', eventName)
    .orderBy('id', 'desc')
    .limit(500)
    .execute()
}

/** Makes look-ups under one key wait for each other until their work ends. */
export async function lockLookups(tx: Tx<'registry'>, key: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`registry.lookup:${key}`}, 0))`.execute(tx)
}

/** When a number was last given, in this span, with a name or birth date that was not its person's, newest first. */
export async function listMissTimes(
  tx: Tx<'registry'>,
  accountId: string,
  { since, until }: { since: Date; until: Date },
  limit: number,
): Promise<number[]> {
  const rows = await tx
    .selectFrom('registry.missedLookup')
    .select('at')
    .where('accountId', '=', accountId)
    .where('at', '>', since)
    .where('at', '<=', until)
    .orderBy('at', 'desc')
    .limit(limit)
    .execute()
  return rows.map(({ at }) => at.getTime())
}

/** Keeps a miss, and no longer the account's own of more than 30 days ago. */
export async function insertMiss(
  tx: Tx<'registry'>,
  { accountId, personId, at }: { accountId: string; personId: string; at: Date },
): Promise<void> {
  const before = new Date(at.getTime() - 30 * 86_400_000)
  await tx.insertInto('registry.missedLookup').values({ accountId, personId, at }).execute()
  await tx
    .deleteFrom('registry.missedLookup')
    .where('accountId', '=', accountId)
    .where('at', '<', before)
    .execute()
}

/** How many missed, by how many accounts, and the most by one of them. */
export async function sumMisses(
  tx: Tx<'registry'>,
  since: Date,
): Promise<{ misses: number; accounts: number; most: number }> {
  const { rows } = await sql<{ misses: number; accounts: number; most: number }>`
    select coalesce(sum(misses), 0)::int as misses, count(*)::int as accounts, coalesce(max(misses), 0)::int as most
      from (select count(*) as misses from registry.missed_lookup where at > ${since} group by account_id) m`.execute(
    tx,
  )
  return rows[0] ?? { misses: 0, accounts: 0, most: 0 }
}
