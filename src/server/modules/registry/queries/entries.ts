/** SQL on the register of events. The program alone reads and writes it. */
import { sql } from 'kysely'
import type { Tx } from '#server/platform/database/database.ts'
import type { EntryKind, EntryPerson, EntryRole } from '../entry-keys.ts'
import { everyNumberOf } from './marriage-ends.ts'

type Db = Tx<'registry'>

export interface NewEntry {
  id: string
  kind: EntryKind
  number: string
  register: string
  year: number
  agencyId: string
  eventOn: string | null
  dossierId: string
  documentId: string
  enteredAt: Date
  /** What it says, by the place of its legal form; null where it has none. */
  content: Record<string, string> | null
}

export interface StandingEntry {
  id: string
  kind: EntryKind
  number: string
  agencyId: string
  dossierId: string
  eventOn: string | null
  enteredAt: Date
  effectedAt: Date | null
}

const standing = [
  'id',
  'kind',
  'number',
  'agencyId',
  'dossierId',
  'eventOn',
  'enteredAt',
  'effectedAt',
] as const

export async function insertEntry(
  tx: Db,
  entry: NewEntry,
  people: readonly (EntryPerson & { role: EntryRole; personId: string | null; nameKey: string })[],
): Promise<void> {
  const content = entry.content && JSON.stringify(entry.content)
  await tx
    .insertInto('registry.entry')
    .values({ ...entry, content })
    .execute()
  if (people.length > 0)
    await tx
      .insertInto('registry.entryPerson')
      .values(people.map((person) => ({ entryId: entry.id, ...person })))
      .execute()
}

/** The entry stands under these keys; gives back those another stands under. Waits for whoever is entering one at this moment. */
export async function claimKeys(tx: Db, entryId: string, keys: readonly string[]): Promise<string[]> {
  if (keys.length === 0) return []
  const { rows } = await sql<{ key: string }>`
    insert into registry.entry_key (key, entry_id)
    select distinct key, ${entryId}::uuid from unnest(${keys}::text[]) as key order by key
    on conflict do nothing returning key`.execute(tx)
  const entered = new Set(rows.map(({ key }) => key))
  return keys.filter((key) => !entered.has(key))
}

/** The entry that stands under one of these keys and is not this dossier's. */
export async function findEntryByKeys(
  tx: Db,
  keys: readonly string[],
  dossierId: string,
): Promise<StandingEntry | undefined> {
  return tx
    .selectFrom('registry.entryKey')
    .innerJoin('registry.entry', 'registry.entry.id', 'registry.entryKey.entryId')
    .select(standing)
    .$narrowType<{ kind: EntryKind }>()
    .where('key', '=', sql<string>`any (${keys}::text[])`)
    .where('ended', '=', false)
    .where('dossierId', '<>', dossierId)
    .limit(1)
    .executeTakeFirst()
}

export async function findEntryOfDossier(tx: Db, dossierId: string): Promise<StandingEntry | undefined> {
  return tx
    .selectFrom('registry.entry')
    .select(standing)
    .$narrowType<{ kind: EntryKind }>()
    .where('dossierId', '=', dossierId)
    .where('endedAt', 'is', null)
    .executeTakeFirst()
}

/** Who stands in it, as the province knows them. */
export async function listKnownPeople(
  tx: Db,
  entryId: string,
): Promise<{ role: EntryRole; personId: string; gender: string }[]> {
  return tx
    .selectFrom('registry.entryPerson')
    .innerJoin('registry.person', 'registry.person.id', 'registry.entryPerson.personId')
    .select(['role', 'registry.person.id as personId', 'gender'])
    .$narrowType<{ role: EntryRole }>()
    .where('entryId', '=', entryId)
    .execute()
}

/** False when what follows from it had been written before. */
export async function markEffected(tx: Db, entryId: string, at: Date): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('registry.entry')
    .set({ effectedAt: at })
    .where('id', '=', entryId)
    .where('effectedAt', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** The marriages of who died by this entry stand in the way of no other, whoever of them the province knows. */
export async function freeMarriageKeys(tx: Db, deathEntryId: string): Promise<void> {
  await sql`
    update registry.entry_key k set ended = true
      from registry.entry_person dead ${everyNumberOf('dead')}
      join registry.entry_person party on party.id_number = any (known.numbers) or party.person_id = dead.person_id
      join registry.entry e on e.id = party.entry_id and e.kind = 'marriage'
     where dead.entry_id = ${deathEntryId}::uuid and dead.role = 'deceased' and k.entry_id = e.id and not k.ended`.execute(
    tx,
  )
}

/** Ends the entry a document gave. Undefined where it gave none, or it has ended. */
export async function endEntry(tx: Db, documentId: string, at: Date): Promise<StandingEntry | undefined> {
  const ended = await tx
    .updateTable('registry.entry')
    .set({ endedAt: at, endedBy: documentId })
    .where('documentId', '=', documentId)
    .where('endedAt', 'is', null)
    .returning(standing)
    .$narrowType<{ kind: EntryKind }>()
    .executeTakeFirst()
  if (ended)
    await tx.updateTable('registry.entryKey').set({ ended: true }).where('entryId', '=', ended.id).execute()
  return ended
}

/**
 * Ends what a document changes: the entry of this code under one of these keys, or of one that says no code. Of two who change one the
 * second waits, and finds what the first made of it.
 */
export async function endChanged(
  tx: Db,
  keys: readonly string[],
  { code, documentId }: { code: string; documentId: string },
  at: Date,
): Promise<StandingEntry | undefined> {
  const changed = await tx
    .updateTable('registry.entry')
    .set({ endedAt: at, endedBy: documentId })
    .where('endedAt', 'is', null)
    .where('documentId', '<>', documentId)
    .where(
      sql<boolean>`translate(coalesce(content ->> 'code', ${code}), '- ', '') = translate(${code}, '- ', '')`,
    )
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('registry.entryKey')
        .select('entryId')
        .where('key', '=', sql<string>`any (${keys}::text[])`)
        .where('ended', '=', false),
    )
    .returning(standing)
    .$narrowType<{ kind: EntryKind }>()
    .executeTakeFirst()
  if (changed)
    await tx.updateTable('registry.entryKey').set({ ended: true }).where('entryId', '=', changed.id).execute()
  return changed
}

/** The documents whose entries this one changed and so ended. */
export async function listChangedBy(tx: Db, documentId: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('registry.entry')
    .select('documentId')
    .where('endedBy', '=', documentId)
    .where('documentId', '<>', documentId)
    .execute()
  return rows.map((row) => row.documentId)
}

/** What a document changed stands again, in the way of whatever has not been entered since. */
export async function restoreChanged(tx: Db, documentId: string): Promise<void> {
  await sql`
    with back as (
      update registry.entry set ended_at = null, ended_by = null
       where ended_by = ${documentId}::uuid and document_id <> ${documentId}::uuid returning id
    )
    update registry.entry_key k set ended = false from back
     where k.entry_id = back.id and not exists (select from registry.entry_key o where o.key = k.key and not o.ended)`.execute(
    tx,
  )
}

/** Who died on that day; the spouse is free. Nothing where a death was written before. */
export async function setDied(tx: Db, personId: string, on: string, now: Date): Promise<void> {
  await tx
    .updateTable('registry.person')
    .set({ diedOn: on, updatedAt: now })
    .where('id', '=', personId)
    .where('diedOn', 'is', null)
    .execute()
  await tx
    .updateTable('registry.person')
    .set({ spouseId: null, updatedAt: now })
    .where('spouseId', '=', personId)
    .execute()
}

/** Father or mother of a child for which the register still says what it said `from`. */
export async function changeParent(
  tx: Db,
  [childId, column]: readonly [childId: string, column: 'fatherId' | 'motherId', parentId: string],
  { from, to }: { from: string | null; to: string | null },
  now: Date,
): Promise<void> {
  await tx
    .updateTable('registry.person')
    .set({ [column]: to, updatedAt: now })
    .where('id', '=', childId)
    .where(column, 'is not distinct from', from)
    .execute()
}

/** Takes back what `setDied` and `linkSpouses` wrote, as far as it still says so. */
export async function undoDied(tx: Db, personId: string, now: Date): Promise<void> {
  await tx
    .updateTable('registry.person')
    .set({ diedOn: null, updatedAt: now })
    .where('id', '=', personId)
    .execute()
  await sql`
    update registry.person widowed set spouse_id = ${personId}::uuid, updated_at = ${now}
      from registry.person p
     where p.id = ${personId}::uuid and widowed.id = p.spouse_id and widowed.spouse_id is null`.execute(tx)
}

export async function undoMarriage(tx: Db, one: string, other: string, now: Date): Promise<void> {
  await sql`
    update registry.person set spouse_id = null, updated_at = ${now}
     where (id, spouse_id) in ((${one}::uuid, ${other}::uuid), (${other}::uuid, ${one}::uuid))`.execute(tx)
}

export async function insertFormerNumber(
  tx: Db,
  row: { idNumber: string; personId: string; source: string; notedAt: Date },
): Promise<void> {
  await tx
    .insertInto('registry.formerNumber')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Issued documents whose entry another issued one has changed, with that one; the earliest change first. */
export async function listSupersededStanding(
  tx: Db,
  most: number,
): Promise<{ documentId: string; changedBy: string }[]> {
  const { rows } = await sql<{ documentId: string; changedBy: string }>`
    select document_id, changed_by from registry.superseded_standing(${most})`.execute(tx)
  return rows
}
