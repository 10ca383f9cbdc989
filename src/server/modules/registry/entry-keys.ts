/** By what an entry of the register is recognised, whoever registers the same thing again. */
import { createHash } from 'node:crypto'
import type { LocalDay } from '#shared/dates.ts'
import { searchKey } from '#shared/text/index.ts'

export const entryKinds = ['birth', 'marriage', 'death', 'parentage', 'household_business'] as const
export type EntryKind = (typeof entryKinds)[number]
export type EntryRole = 'child' | 'mother' | 'father' | 'husband' | 'wife' | 'deceased' | 'parent' | 'owner'

/** Somebody an entry speaks of, as the answers do. */
export interface EntryPerson {
  fullName: string
  idNumber: string | null
  bornOn: LocalDay | null
}

export type EntryPeople = Partial<Record<EntryRole, EntryPerson>>

/** Whom an entry of this kind is about. */
const mainRole = {
  birth: 'child',
  marriage: 'husband',
  death: 'deceased',
  parentage: 'child',
  household_business: 'owner',
} as const satisfies Record<EntryKind, EntryRole>

export const mainPersonOf = (kind: EntryKind, people: EntryPeople): EntryPerson | undefined =>
  people[mainRole[kind]]

/**
 * Of the entries that stand each key occurs once: a child by name, birth date and mother, and by its own number; each party of
 * a marriage; who died; child and parent; who owns a household business, and its code. A name and a birth date alone recognise nobody.
 */
export function entryKeys(kind: EntryKind, people: EntryPeople, code?: string): string[] {
  const keys: string[] = []
  const add = (...parts: (string | null | undefined)[]) => {
    if (parts.every(Boolean)) keys.push(`${kind}:${digest(parts.join('|'))}`)
  }
  const { child, mother, father, husband, wife, deceased, parent, owner } = people
  switch (kind) {
    case 'birth':
      add('child', searchKey(child?.fullName ?? ''), child?.bornOn, mother?.idNumber ?? nameOf(mother))
      add('number', child?.idNumber)
      break
    case 'marriage':
      for (const party of [husband, wife]) add('party', party?.idNumber)
      break
    case 'death':
      add('person', deceased?.idNumber)
      break
    case 'parentage':
      for (const one of [parent, father, mother])
        add('parent', child?.idNumber ?? nameOf(child), one?.idNumber)
      break
    case 'household_business':
      add('code', code)
      add('owner', owner?.idNumber)
  }
  return keys
}

function nameOf(person: EntryPerson | undefined): string | undefined {
  return person?.bornOn ? `${searchKey(person.fullName)}|${person.bornOn}` : undefined
}

/** No name and no number stands in an index in the clear. */
function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 22)
}
