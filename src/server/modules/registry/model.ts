import { dateWords, type LocalDay } from '#shared/dates.ts'
import { countryCode } from '#shared/form/code-lists.ts'

export type Gender = 'male' | 'female'

/** Người dân: what the province may know once, so that it need not ask again. */
export interface Person {
  id: string
  idNumber: string
  fullName: string
  bornOn: LocalDay
  gender: Gender
  ethnicity: string
  nationality: string
  phone: string | null
  email: string | null
  address: string
  /** Commune of residence. */
  unitCode: string | null
  householdId: string | null
  /** Chủ hộ. */
  headsHousehold: boolean
  spouseId: string | null
  diedOn: LocalDay | null
  /** Where the data came from. */
  source: string
  updatedAt: Date
}

/** What is known of a person without the ties to others and the ways to be reached. */
export type PersonBasics = Omit<Person, 'phone' | 'email' | 'householdId' | 'spouseId'>

export interface Relative extends PersonBasics {
  relation: 'father' | 'mother' | 'spouse' | 'child' | 'household'
  /** In the household of the one whose relative this is. */
  livesAlong: boolean
}

export interface Organisation {
  id: string
  taxCode: string
  name: string
  kind: 'company' | 'household_business' | 'cooperative' | 'other'
  address: string
  unitCode: string | null
  representativeId: string | null
  foundedOn: LocalDay | null
  source: string
}

/** A paper the province already holds for a person. */
export interface Paper {
  id: string
  ownerId: string
  kind: string
  title: string
  number: string | null
  /** Null for what the person handed in: whoever accepted it did not issue it. */
  issuer: string | null
  issuedOn: LocalDay | null
  /** When the person handed it in, and the agency that accepted the dossier with it. Null for what was issued. */
  handedInOn: LocalDay | null
  acceptedBy: string | null
  sha256: string | null
  mediaType: string | null
  size: number | null
  documentId: string | null
  dossierId: string | null
  heldAt: Date
}

export interface Fact {
  value: unknown
  source: string
  /** The day the source was last known to say so. */
  asOf: LocalDay | null
}

/** Values by the name service definitions ask for: `registry.person.fullName`. */
export type Facts = Map<string, Fact>

export interface Known {
  self: Person
  relatives: readonly Relative[]
  organisations: readonly Organisation[]
  /** The vault, newest first. */
  papers: readonly Paper[]
  /** The day a person's row was last changed. */
  dayOf: (instant: Date) => LocalDay
}

/** Numbers of papers already held that forms ask for again. */
const paperNumbers: Record<string, { number: string; issuedOn?: string }> = {
  'giay-chung-nhan-ket-hon': { number: 'registry.family.marriageNumber' },
  'giay-chung-nhan-quyen-su-dung-dat': { number: 'registry.land.certificateNumber' },
  'giay-phep-xay-dung': { number: 'registry.permit.number', issuedOn: 'registry.permit.issuedOn' },
}

/**
 * What a form may be filled in with for this person. Father and mother are those of a child the couple registers,
 * known only with the marriage (Luật Hôn nhân và gia đình 52/2014/QH13, Điều 88); a form asks for them only of one
 * of the two. A firm or a child is filled in only when there is exactly one to mean.
 */
export function factsOf({ self, relatives, organisations, papers, dayOf }: Known): Facts {
  const facts: Facts = new Map()
  const addPerson = (prefix: string, person: PersonBasics) => {
    const { source } = person
    const asOf = dayOf(person.updatedAt)
    for (const [key, value] of Object.entries(personValues(person))) {
      if (value !== null && value !== '') facts.set(`${prefix}.${key}`, { value, source, asOf })
    }
  }

  addPerson('registry.person', self)
  for (const key of ['phone', 'email'] as const) {
    const value = self[key]
    if (value)
      facts.set(`registry.person.${key}`, { value, source: self.source, asOf: dayOf(self.updatedAt) })
  }
  addPerson(self.gender === 'male' ? 'registry.groom' : 'registry.bride', self)
  const spouse = relatives.find(({ relation, diedOn }) => relation === 'spouse' && diedOn === null)
  if (spouse) {
    addPerson('registry.spouse', spouse)
    facts.set('registry.family.married', {
      value: true,
      source: spouse.source,
      asOf: dayOf(spouse.updatedAt),
    })
    addPerson(self.gender === 'male' ? 'registry.father' : 'registry.mother', self)
    addPerson(self.gender === 'male' ? 'registry.mother' : 'registry.father', spouse)
  }
  for (const relation of ['father', 'mother'] as const) {
    const parent = relatives.find((relative) => relative.relation === relation)
    if (parent) addPerson(`registry.person.${relation}`, parent)
  }
  const [child, another] = relatives.filter(({ relation, diedOn }) => relation === 'child' && diedOn === null)
  if (child && !another) addPerson('registry.child', child)
  const household = relatives.filter(
    ({ relation, livesAlong }) => livesAlong || relation === 'household' || relation === 'spouse',
  )
  for (const [index, member] of household.entries()) addPerson(`registry.household.members.${index}`, member)

  const head = self.headsHousehold ? self : relatives.find((one) => one.livesAlong && one.headsHousehold)
  if (head) {
    const origin = { source: head.source, asOf: dayOf(head.updatedAt) }
    facts.set('registry.household.headName', { value: head.fullName, ...origin })
    facts.set('registry.household.headIdentityNumber', { value: head.idNumber, ...origin })
  }

  addOrganisation(
    facts,
    'registry.organisation',
    organisations.filter(({ kind }) => kind !== 'household_business'),
  )
  addOrganisation(
    facts,
    'registry.business',
    organisations.filter(({ kind }) => kind === 'household_business'),
  )
  for (const [kind, keys] of Object.entries(paperNumbers)) {
    const paper = papers.find((held) => held.kind === kind && held.number)
    if (!paper) continue
    const origin = { source: [paper.title, paper.issuer].filter(Boolean).join(', '), asOf: paper.issuedOn }
    facts.set(keys.number, { value: paper.number, ...origin })
    if (keys.issuedOn && paper.issuedOn) facts.set(keys.issuedOn, { value: paper.issuedOn, ...origin })
  }
  return facts
}

function personValues(person: PersonBasics): Record<string, unknown> {
  const { fullName, bornOn, gender, ethnicity, nationality, idNumber, address, unitCode } = person
  const isPlace = unitCode !== null && address !== ''
  return {
    fullName,
    bornOn,
    gender,
    sex: gender,
    ethnicity,
    nationality: countryCode(nationality) ?? null,
    idNumber,
    identityNumber: idNumber,
    address,
    unitCode,
    residence: isPlace ? { unit: unitCode, detail: address } : null,
  }
}

function addOrganisation(facts: Facts, prefix: string, organisations: readonly Organisation[]): void {
  const [one, another] = organisations
  if (!one || another) return
  const { name, taxCode, address, unitCode, foundedOn, source } = one
  for (const [key, value] of Object.entries({ name, taxCode, address, unitCode, registeredOn: foundedOn })) {
    if (value) facts.set(`${prefix}.${key}`, { value, source, asOf: null })
  }
  if (unitCode)
    facts.set(`${prefix}.residence`, { value: { unit: unitCode, detail: address }, source, asOf: null })
}

/** The facts as objects within objects, the way forms look values up. */
export function nestFacts(facts: Facts): Record<string, unknown> {
  const root: Record<string, unknown> = {}
  for (const [path, { value }] of facts) {
    const parts = path.split('.')
    const last = parts.pop() ?? ''
    let place = root
    for (const part of parts) {
      const next = place[part]
      const made = typeof next === 'object' && next !== null ? (next as Record<string, unknown>) : {}
      place[part] = made
      place = made
    }
    place[last] = value
  }
  return root
}

/** `VNeID, ngày 01/07/2025`: the words after “Lấy từ”. A value inside another has the source of the whole. */
export function sourceWords(
  facts: Facts,
  path: string,
  dated: (source: string, day: string) => string,
): string {
  for (let name = path; name.includes('.'); name = name.slice(0, name.lastIndexOf('.'))) {
    const fact = facts.get(name)
    if (fact) return fact.asOf ? dated(fact.source, dateWords(fact.asOf)) : fact.source
  }
  return ''
}

/** `0912345678`: the ten digits of a Vietnamese number, however they were written. Undefined for anything else. */
export function cleanPhone(text: string): string | undefined {
  const digits = text.replace(/[\s.\-()]/g, '').replace(/^\+?84/, '0')
  return /^0\d{9,10}$/.test(digits) ? digits : undefined
}
