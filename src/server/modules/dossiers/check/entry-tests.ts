/** The tests that ask whether the result has been given before: registered, or being asked for at another desk. */

import type { Test } from '#server/modules/catalogue/index.ts'
import { mainPersonOf } from '#server/modules/registry/index.ts'
import { dateWords, dayNumber } from '#shared/dates.ts'
import { m } from '#shared/messages/index.ts'
import { searchKey } from '#shared/text/index.ts'
import { type CaseFacts, type Finding, fails, holds, open } from './finding.ts'
import { entryWords } from './register-tests.ts'

const words = () => m.dossiers.checks.found

/**
 * The province's register is not the country's: what does not stand in it may stand in another, so that an officer looks there.
 */
export function testNotRegistered(facts: CaseFacts): Finding {
  const { entry, register, rivals, dossierId } = facts
  if (!entry || !register) return open('')
  const same = register.entries.find(({ keys, dossierId: of }) => keys.length > 0 && of !== dossierId)
  if (same) return fails(words().registeredBefore(entryWords(facts, same)), m.dossiers.checks.register)
  const [rival] = rivals
  if (rival) return open(words().askedElsewhere(rival.code, rival.agency), m.dossiers.checks.dossiers)
  if (entry.keys.length === 0) return open(words().nothingToFindBy)
  return open(words().notRegisteredHere, m.dossiers.checks.register)
}

/** What is not in the register may be in a book or in another base: an officer looks there. One that was revoked is nowhere. */
export function testExtract({ extracts }: CaseFacts, { is }: Extract<Test, { kind: 'extract' }>): Finding {
  if (!extracts) return open('')
  const source = m.dossiers.checks.register
  const standing = extracts.filter(({ endedOn }) => endedOn === null)
  const [first] = standing
  if (is === 'same') {
    if (!first) return open(words().nothingToCompare)
    return standing.some(({ isSame }) => isSame)
      ? holds(words().sameAsRegister, source)
      : fails(words().registerSays(first.saidOf), source)
  }
  if (first) return holds(words().inRegister(standing.map(({ label, notes }) => [label, notes])), source)
  const [ended] = extracts
  if (ended?.endedOn) return fails(words().entryEnded(ended.label, dateWords(ended.endedOn)), source)
  return open(words().notInRegister, source)
}

/** A second paper for the same purpose while the first is in force is explained by who signs it. */
export function testNoOther({ others }: CaseFacts, key: string): Finding {
  const papers = others.get(key)
  if (!papers) return open(words().ownerUnknown)
  const [last] = papers
  if (!last) return open(words().noOther, m.dossiers.checks.vault)
  const until = last.until && dateWords(last.until)
  return fails(words().other(last.number, dateWords(last.on), until), m.dossiers.checks.vault)
}

/** Twins are lawful and so is a name like another's; whoever signs should have seen it. */
export function testNothingSimilar(facts: CaseFacts): Finding {
  const { entry, register, dossierId } = facts
  if (!entry || !register) return open('')
  const main = mainPersonOf(entry.kind as Parameters<typeof mainPersonOf>[0], entry.people)
  const mother = entry.people.mother?.idNumber
  const others = register.entries.filter(
    (other) => other.kind === entry.kind && other.dossierId !== dossierId,
  )
  const similar = others.find((other) => {
    const named = other.people.find(({ role }) => role === 'child' || role === 'deceased')
    if (!named || !main) return false
    if (named.nameKey === searchKey(main.fullName) && named.bornOn === main.bornOn) return true
    const sameMother =
      mother !== null &&
      mother !== undefined &&
      other.people.some(({ role, idNumber, personId }) => {
        const meant = register.found.find(({ number }) => number === mother)?.id
        return role === 'mother' && (idNumber === mother || (personId !== null && personId === meant))
      })
    return sameMother && named.bornOn !== null && main.bornOn !== null && within(named.bornOn, main.bornOn)
  })
  if (similar) {
    const named = similar.people.find(({ role }) => role === 'child' || role === 'deceased')
    const on = named?.bornOn ? dateWords(named.bornOn) : ''
    return fails(words().similar(entryWords(facts, similar), on), m.dossiers.checks.register)
  }
  if (entry.kind === 'birth' && !mother) return open(words().motherWithoutNumber)
  return holds(words().nothingSimilar, m.dossiers.checks.register)
}

/** Two births of one mother are further apart than this, or of one pregnancy. */
const pregnancyDays = 270

function within(one: string, other: string): boolean {
  return Math.abs(dayNumber(one) - dayNumber(other)) <= pregnancyDays
}
