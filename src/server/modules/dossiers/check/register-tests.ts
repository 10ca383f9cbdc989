/** The tests that ask the register: who somebody is, whether they live, to whom they are married, how two are related. */
import type { Test } from '#server/modules/catalogue/index.ts'
import { type FoundPerson, kinshipOf, type MarriageEnd } from '#server/modules/registry/index.ts'
import { dateWords, dayNumber, isLocalDay, localDay } from '#shared/dates.ts'
import { valueAt } from '#shared/form/answers.ts'
import { m } from '#shared/messages/index.ts'
import { isSameName } from '#shared/text/index.ts'
import { type AnsweredPerson, type CaseFacts, type Finding, fails, holds, open, personIn } from './finding.ts'

type Of<Kind extends Test['kind']> = Extract<Test, { kind: Kind }>
const words = () => m.dossiers.checks.found

/** Whom the register means by the number somebody gave. */
export interface Known {
  given: AnsweredPerson
  person: FoundPerson | undefined
  /** The number given has been replaced since. */
  isFormer: boolean
}

export function knownIn({ register, answers }: Pick<CaseFacts, 'register' | 'answers'>, who: string): Known {
  const given = personIn(answers, who)
  const hit = register?.found.find(({ number }) => number === given.idNumber)
  return {
    given,
    person: register?.people.find(({ id }) => id === hit?.id),
    isFormer: hit?.isFormer ?? false,
  }
}

function sourceOf(person: FoundPerson): string {
  return m.dossiers.checks.registerOn(person.source, dateWords(localDay(new Date(person.updatedAt))))
}

function unknown({ given }: Known): Finding {
  return open(given.idNumber ? words().personUnknown(given.fullName) : words().noNumber(given.fullName))
}

export function testKnown(facts: CaseFacts, { who, sex }: Of<'known'>): Finding {
  const known = knownIn(facts, who)
  const { given, person, isFormer } = known
  if (!person) return unknown(known)
  const wanted = sex ?? given.sex
  const differs = [
    ...(isSameName(person.fullName, given.fullName) ? [] : [words().name]),
    ...(given.bornOn === undefined || person.bornOn === given.bornOn ? [] : [words().birthDate]),
    ...(wanted === undefined || person.gender === wanted ? [] : [words().sex]),
  ]
  const renumbered = isFormer ? ` ${words().formerNumber}` : ''
  return differs.length > 0
    ? fails(words().differs(given.fullName, differs) + renumbered, sourceOf(person))
    : holds(words().same(given.fullName) + renumbered, sourceOf(person))
}

export function testAlive(facts: CaseFacts, { who }: Of<'alive'>): Finding {
  const known = knownIn(facts, who)
  const { given, person } = known
  const death = entriesOf(facts, 'death', known, ['deceased'])[0]
  if (death)
    return fails(words().deathEntered(given.fullName, entryWords(facts, death)), m.dossiers.checks.register)
  if (!person) return unknown(known)
  return person.diedOn
    ? fails(words().died(given.fullName, dateWords(person.diedOn)), sourceOf(person))
    : holds(words().alive(given.fullName), sourceOf(person))
}

/** Deaths are registered elsewhere too: that this register has none proves nothing; another day does. */
export function testDied(facts: CaseFacts, { who, on }: Of<'died'>): Finding {
  const known = knownIn(facts, who)
  const { given, person } = known
  const said = valueAt(facts.answers, on)
  if (!person) return unknown(known)
  const { diedOn } = person
  if (!diedOn) return open(words().notDied(given.fullName), sourceOf(person))
  return diedOn === said
    ? holds(words().diedThen(given.fullName, dateWords(diedOn)), sourceOf(person))
    : fails(words().died(given.fullName, dateWords(diedOn)), sourceOf(person))
}

/** Others register businesses too: that this register has none under the code proves nothing. */
export function testOwns(facts: CaseFacts, { who }: Of<'owns'>): Finding {
  const known = knownIn(facts, who)
  const entry = facts.register?.entries.find(
    ({ kind, keys }) => kind === 'household_business' && keys.length > 0,
  )
  const source = m.dossiers.checks.register
  if (!entry) return open(words().businessUnknown, source)
  const isTheirs = entry.people.some((party) => party.role === 'owner' && isThem(known, party))
  const { fullName } = known.given
  return isTheirs
    ? holds(words().ownsIt(fullName, entryWords(facts, entry)), source)
    : fails(words().ownedByAnother(fullName, entryWords(facts, entry)), source)
}

export function testUnmarried(facts: CaseFacts, { who, orTo, never }: Of<'unmarried'>): Finding {
  const known = knownIn(facts, who)
  const { given, person } = known
  const allowed = orTo ? knownIn(facts, orTo) : undefined
  const isAllowed = (id: string | null, number: string | null): boolean =>
    allowed !== undefined &&
    ((id !== null && id === allowed.person?.id) || (number !== null && number === allowed.given.idNumber))
  const marriage = entriesOf(facts, 'marriage', known, ['husband', 'wife']).find((entry) => {
    const other = entry.people.find((party) => !isThem(known, party))
    const isOver = entry.over !== null || isDead(facts, other?.personId)
    return !isOver && !isAllowed(other?.personId ?? null, other?.idNumber ?? null)
  })
  const ended = endWords(facts, known)
  if (marriage)
    return fails(
      words().marriageEntered(given.fullName, entryWords(facts, marriage)),
      m.dossiers.checks.register,
    )
  if (never && ended) return fails(ended, m.dossiers.checks.register)
  if (!person) return ended ? open(ended, m.dossiers.checks.register) : unknown(known)
  const { spouseId } = person
  if (spouseId && !isDead(facts, spouseId) && !isAllowed(spouseId, null))
    return fails(words().married(given.fullName), sourceOf(person))
  // A row that only a sign-in or a counter brought says nothing of anybody's ties.
  if (!spouseId && person.householdId === null)
    return open([words().tiesUnknown(given.fullName), ended].join(' ').trim(), sourceOf(person))
  return holds([words().unmarried(given.fullName), ended].join(' ').trim(), sourceOf(person))
}

/** How marriages of theirs ended, the newest first; a divorce also of a marriage that stands in no entry. */
function endsOf(facts: CaseFacts, known: Known): MarriageEnd[] {
  const entered = entriesOf(facts, 'marriage', known, ['husband', 'wife']).flatMap(({ over }) => over ?? [])
  const counting = (facts.register?.divorces ?? []).filter(({ state }) => state === 'counts')
  const divorces = counting.filter(({ numbers }) =>
    numbers.some((number) => isThem(known, { personId: meantBy(facts, number), idNumber: number })),
  )
  const all = [...entered, ...divorces].toSorted((one, other) => (one.endedOn < other.endedOn ? 1 : -1))
  return [...new Map(all.map((end) => [`${end.kind} ${end.number} ${end.on}`, end])).values()]
}

const meantBy = ({ register }: CaseFacts, number: string): string | null =>
  register?.found.find((one) => one.number === number)?.id ?? null

function endWords(facts: CaseFacts, known: Known): string {
  const [last] = endsOf(facts, known)
  return last ? wordsOfEnd(facts, known, last) : ''
}

function wordsOfEnd(facts: CaseFacts, { given }: Known, { kind, number, on, by }: MarriageEnd): string {
  const who = kind === 'death' ? (facts.register?.agencyNames.get(by) ?? by) : by
  return words().ended[kind](given.fullName, number, dateWords(on), who)
}

/** What somebody says of how their marriage ended is what the register has; of what it does not have it says nothing. */
export function testMarriageEnded(facts: CaseFacts, { who, by, number, on }: Of<'marriageEnded'>): Finding {
  const known = knownIn(facts, who)
  const ends = endsOf(facts, known).filter(({ kind }) => kind === by)
  const [last] = ends
  if (!last) return open(words().noEndKnown(known.given.fullName), m.dossiers.checks.register)
  const said = [valueAt(facts.answers, number), valueAt(facts.answers, on)]
  const same = ends.find((end) => isSameNumber(end.number, said[0]) && end.on === said[1])
  const source = m.dossiers.checks.register
  return same
    ? holds(wordsOfEnd(facts, known, same), source)
    : fails(words().endedOtherwise(wordsOfEnd(facts, known, last)), source)
}

/** Numbers of papers are typed with and without spaces. */
function isSameNumber(one: string, other: unknown): boolean {
  const bare = (text: string) => text.replace(/\s/g, '').toLocaleUpperCase('vi')
  return typeof other === 'string' && bare(one) === bare(other)
}

export function testMarried(facts: CaseFacts, { one, other, bornOn }: Of<'married'>): Finding {
  const [first, second] = [knownIn(facts, one), knownIn(facts, other)]
  const entry = entriesOf(facts, 'marriage', first, ['husband', 'wife']).find(({ people }) =>
    people.some((party) => isThem(second, party)),
  )
  const source = m.dossiers.checks.register
  if (entry && (entry.over === null || isBornWithin(facts, bornOn, entry.over)))
    return holds(words().marriageFound(entryWords(facts, entry)), source)
  if (entry?.over) return fails(wordsOfEnd(facts, first, entry.over), source)
  const [a, b] = [first.person, second.person]
  if (a && b && (a.spouseId === b.id || b.spouseId === a.id))
    return holds(words().marriedTogether, sourceOf(a))
  for (const [person, known] of [
    [a, first],
    [b, second],
  ] as const)
    if (person?.spouseId && !isDead(facts, person.spouseId))
      return fails(words().marriedToAnother(known.given.fullName), sourceOf(person))
  return open(words().marriageNotFound)
}

/** A child born within 300 days of the end is of the marriage (Luật Hôn nhân và gia đình 52/2014/QH13, Điều 88). */
function isBornWithin({ answers }: CaseFacts, path: string | undefined, { endedOn }: MarriageEnd): boolean {
  const born = path && valueAt(answers, path)
  return typeof born === 'string' && isLocalDay(born) && dayNumber(born) <= dayNumber(endedOn) + 300
}

export function testKin(facts: CaseFacts, { one, other, is }: Of<'kin'>): Finding {
  const [first, second] = [knownIn(facts, one), knownIn(facts, other)]
  const [a, b] = [first.person, second.person]
  if (!a) return unknown(first)
  if (!b) return unknown(second)
  const kinship = kinshipOf(a.id, b.id, new Map(facts.register?.people.map((person) => [person.id, person])))
  const said = words().kin[kinship] ?? ''
  if (is === 'distant') {
    if (kinship === 'unknown') return open(words().ancestorsUnknown)
    return kinship === 'distant' ? holds(said, sourceOf(a)) : fails(said, sourceOf(a))
  }
  if (kinship === 'parent') return holds(said, sourceOf(a))
  const [child, parent] = a.bornOn > b.bornOn ? [a, b] : [b, a]
  const known = parent.gender === 'male' ? child.fatherId : child.motherId
  if (known) return fails(words().anotherParent(parent.gender), sourceOf(child))
  return open(words().parentUnknown)
}

export function testLives(facts: CaseFacts, { who, in: path }: Of<'lives'>): Finding {
  const value = valueAt(facts.answers, path)
  const unit = typeof value === 'string' ? value : valueAt(value, 'unit')
  const people = [who].flat().map((one) => knownIn(facts, one))
  const there = people.find(({ person }) => person?.unitCode && person.unitCode === unit)
  if (there?.person) return holds(words().livesThere(there.given.fullName), sourceOf(there.person))
  const missing = people.find(({ person }) => !person?.unitCode)
  if (missing)
    return missing.person ? open(words().residenceUnknown(missing.given.fullName)) : unknown(missing)
  const [first] = people
  return fails(
    words().livesElsewhere(people.map(({ given }) => given.fullName)),
    first?.person ? sourceOf(first.person) : '',
  )
}

type Entry = NonNullable<CaseFacts['register']>['entries'][number]

export function entryWords({ register }: Pick<CaseFacts, 'register'>, entry: Entry): string {
  return words().entry(
    entry.number,
    dateWords(entry.enteredOn),
    register?.agencyNames.get(entry.agencyId) ?? entry.agencyId,
  )
}

/** The entries of this kind, of other dossiers, in which they stand as one of these. */
function entriesOf(facts: CaseFacts, kind: Entry['kind'], known: Known, roles: readonly string[]): Entry[] {
  return (facts.register?.entries ?? []).filter(
    (entry) =>
      entry.kind === kind &&
      entry.dossierId !== facts.dossierId &&
      entry.people.some((party) => roles.includes(party.role) && isThem(known, party)),
  )
}

function isThem(
  { given, person }: Known,
  party: { personId: string | null; idNumber: string | null },
): boolean {
  return (
    (person !== undefined && party.personId === person.id) ||
    (party.idNumber !== null && (party.idNumber === given.idNumber || party.idNumber === person?.idNumber))
  )
}

function isDead({ register }: CaseFacts, id: string | null | undefined): boolean {
  if (!register || !id) return false
  const died = register.people.some((person) => person.id === id && person.diedOn !== null)
  return (
    died ||
    register.entries.some(
      ({ kind, people }) =>
        kind === 'death' && people.some((one) => one.role === 'deceased' && one.personId === id),
    )
  )
}
