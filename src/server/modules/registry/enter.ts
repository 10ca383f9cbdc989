/** Writing into the register of events: what a signature registers, what follows from it, and its end. */
import { newId } from '#server/platform/id.ts'
import { asProgram, type Work } from '#server/platform/work.ts'
import { type LocalDay, localDay } from '#shared/dates.ts'
import { searchKey } from '#shared/text/index.ts'
import {
  type EntryKind,
  type EntryPeople,
  type EntryPerson,
  type EntryRole,
  entryKeys,
} from './entry-keys.ts'
import { entryEnded, entryMade } from './events.ts'
import { type EndedMarriage, listWidowed, standUnder } from './queries/divorces.ts'
import {
  changeParent,
  claimKeys,
  endChanged,
  endEntry,
  findEntryByKeys,
  findEntryOfDossier,
  freeMarriageKeys,
  insertEntry,
  listChangedBy,
  listKnownPeople,
  listSupersededStanding,
  markEffected,
  restoreChanged,
  type StandingEntry,
  setDied,
  undoDied,
  undoMarriage,
} from './queries/entries.ts'
import { isMarriageOver } from './queries/marriage-ends.ts'
import { linkSpouses } from './queries/people.ts'
import { lookForPeople, type RegisterLook } from './queries/register-look.ts'

export interface EnterEvent {
  kind: EntryKind
  number: string
  register: string
  year: number
  agencyId: string
  eventOn: LocalDay | null
  dossierId: string
  documentId: string
  people: EntryPeople
  /** What the document says, by the place of its legal form: copies are made of it. */
  content: Record<string, string> | null
  /** Of a household business: the number it keeps through every change. */
  code?: string | undefined
  /** It changes what stands under this code, or of these people without one: that entry ends and stays, this one takes its place. */
  changes?: EntryPeople | undefined
  /** When it was registered; now, unless it is entered afterwards. */
  enteredAt?: Date
}

/**
 * Enters what is being signed, unless the same stands already: then the entry that does, and nothing may be signed. Two at one
 * moment wait for each other. Repeating for one dossier changes nothing.
 */
export async function enterEvent(work: Work, event: EnterEvent): Promise<StandingEntry | undefined> {
  const { people, code, changes, enteredAt = work.now, ...rest } = event
  const asked = { tx: work.tx, actor: work.actor }
  const id = newId(work.now.getTime())
  let changed: StandingEntry | undefined
  const outcome = await asProgram(asked, async () => {
    if (await findEntryOfDossier(work.tx, event.dossierId)) return 'entered before'
    const named = [...Object.values(people), ...Object.values(changes ?? {})]
    const numbers = named.flatMap(({ idNumber }) => idNumber ?? [])
    const look = await lookForPeople(work.tx, { numbers, withKin: false })
    const keys = everyKey(event.kind, people, look, code)
    if (changes) {
      const before = everyKey(event.kind, changes, look, code)
      changed = await endChanged(work.tx, before, { ...event, code: code ?? '' }, work.now)
    }
    const rows = Object.entries(people).map(([role, { fullName, idNumber, bornOn }]) => ({
      role: role as EntryRole,
      personId: look.found.find(({ number }) => number === idNumber)?.id ?? null,
      idNumber,
      fullName,
      nameKey: searchKey(fullName),
      bornOn,
    }))
    await insertEntry(work.tx, { ...rest, id, enteredAt }, rows)
    // A marriage that has ended stands in the way of no other.
    const taken = (await isMarriageOver(work.tx, id)) ? [] : await claimKeys(work.tx, id, keys)
    return taken.length > 0 ? findEntryByKeys(work.tx, taken, event.dossierId) : 'entered'
  })
  if (outcome === 'entered before') return undefined
  if (outcome !== 'entered') return outcome
  const { kind, number, agencyId, dossierId } = event
  if (changed) {
    const { id: before, agencyId: of, dossierId: from } = changed
    await work.record(entryEnded(before, { kind, agencyId: of, dossierId: from }))
  }
  await work.record(entryMade(id, { kind, number, agencyId, dossierId }))
  return undefined
}

type KnownPeople = Pick<RegisterLook, 'found' | 'people'>

function knownBy(look: KnownPeople, { idNumber }: EntryPerson) {
  const id = look.found.find(({ number }) => number === idNumber)?.id
  return look.people.find((one) => one.id === id)
}

/** The same people under the numbers they have now. */
export function withCurrentNumbers(people: EntryPeople, look: KnownPeople): EntryPeople {
  const entries = Object.entries(people).map(([role, person]): [string, EntryPerson] => {
    const known = knownBy(look, person)
    return [role, known ? { ...person, idNumber: known.idNumber } : person]
  })
  return Object.fromEntries(entries)
}

/**
 * The keys under every number these people have or had: what was entered while nobody knew whose a number is keeps its own, and is
 * found all the same.
 */
export function everyKey(kind: EntryKind, people: EntryPeople, look: KnownPeople, code?: string): string[] {
  let named: EntryPeople[] = [people]
  for (const [role, person] of Object.entries(people)) {
    const known = knownBy(look, person)
    const numbers = known ? [known.idNumber, ...(known.formerNumbers ?? [])] : [person.idNumber]
    named = named.flatMap((one) => numbers.map((idNumber) => ({ ...one, [role]: { ...person, idNumber } })))
  }
  return [...new Set(named.flatMap((one) => entryKeys(kind, one, code)))]
}

/**
 * What the law makes follow from an issued entry, as far as the province knows its people: who died is dead and the spouse free
 * (Luật Hôn nhân và gia đình 52/2014/QH13, Điều 65), two are married unless that has ended, a child has a father or a mother. Numbers that other
 * bases give are never made up. Once for each entry.
 */
export async function applyEntry(work: Work, dossierId: string): Promise<void> {
  const { tx, now } = work
  await asProgram({ tx, actor: work.actor }, async () => {
    const entry = await findEntryOfDossier(tx, dossierId)
    if (!entry || !(await markEffected(tx, entry.id, now))) return
    const people = await listKnownPeople(tx, entry.id)
    const idOf = (role: EntryRole) => people.find((one) => one.role === role)?.personId
    if (entry.kind === 'death') {
      await freeMarriageKeys(tx, entry.id)
      const deceased = idOf('deceased')
      if (deceased) await setDied(tx, deceased, entry.eventOn ?? localDay(now), now)
    } else if (entry.kind === 'marriage') {
      const [husband, wife] = [idOf('husband'), idOf('wife')]
      if (husband && wife && !(await isMarriageOver(tx, entry.id))) await linkSpouses(tx, husband, wife)
    } else {
      for (const tie of parentsIn(people)) await changeParent(tx, tie, { from: null, to: tie[2] }, now)
    }
  })
}

/** The documents that had entered what this one changed. */
export function listDocumentsChangedBy(work: Work, documentId: string): Promise<string[]> {
  return asProgram({ tx: work.tx, actor: work.actor }, () => listChangedBy(work.tx, documentId))
}

/** Issued documents whose entry another issued one has changed and that nobody marked yet, with that one. */
export function listSuperseded(
  { tx }: Work,
  most: number,
): Promise<{ documentId: string; changedBy: string }[]> {
  return listSupersededStanding(tx, most)
}

/**
 * Ends the entry a revoked document gave, and takes back what followed from it: what it had changed stands again. Does nothing where
 * it gave none. Tells whether anything had followed.
 */
export async function endEntryOf(work: Work, documentId: string): Promise<boolean> {
  const { tx, now } = work
  const ended = await asProgram({ tx, actor: work.actor }, async () => {
    const entry = await endEntry(tx, documentId, now)
    if (entry) await restoreChanged(tx, documentId)
    if (!entry?.effectedAt) return entry
    const people = await listKnownPeople(tx, entry.id)
    const idOf = (role: EntryRole) => people.find((one) => one.role === role)?.personId
    if (entry.kind === 'death') {
      const deceased = idOf('deceased')
      if (deceased) await undoDied(tx, deceased, now)
      for (const marriage of await listWidowed(tx, entry.id)) await stands(work, marriage)
    } else if (entry.kind === 'marriage') {
      const [husband, wife] = [idOf('husband'), idOf('wife')]
      if (husband && wife) await undoMarriage(tx, husband, wife, now)
    } else {
      for (const tie of parentsIn(people)) await changeParent(tx, tie, { from: tie[2], to: null }, now)
    }
    return entry
  })
  if (!ended) return false
  const { kind, agencyId, dossierId, effectedAt } = ended
  await work.record(entryEnded(ended.id, { kind, agencyId, dossierId }))
  return effectedAt !== null
}

/** A marriage that had ended stands in the way of another again, as if it were entered now. False where one of them has married since. */
export async function stands({ tx }: Work, { entryId, people }: EndedMarriage): Promise<boolean> {
  const numbers = Object.values(people).flatMap(({ idNumber }) => idNumber ?? [])
  const look = await lookForPeople(tx, { numbers, withKin: false })
  return standUnder(tx, entryId, everyKey('marriage', people, look))
}

function parentsIn(
  people: Awaited<ReturnType<typeof listKnownPeople>>,
): [child: string, column: 'fatherId' | 'motherId', parent: string][] {
  const child = people.find(({ role }) => role === 'child')
  if (!child) return []
  return people
    .filter(({ role }) => ['father', 'mother', 'parent'].includes(role))
    .map(({ personId, gender }) => [child.personId, gender === 'male' ? 'fatherId' : 'motherId', personId])
}
