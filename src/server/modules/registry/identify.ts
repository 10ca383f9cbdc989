/** Who somebody before a counter is: known only to who gives number, name and birth date of one person. */
import { type Officer, system } from '#server/platform/actor.ts'
import { latestWritten } from '#server/platform/clocks.ts'
import { isClientSystem } from '#server/platform/rights.ts'
import { defineCondition, type Finding } from '#server/platform/watch/conditions.ts'
import { perform, type Work } from '#server/platform/work.ts'
import { checkIdentityNumber, cleanIdentityNumber } from '#shared/identity-number.ts'
import { isSameName } from '#shared/text/index.ts'
import { lookupMissed } from './events.ts'
import type { Person } from './model.ts'
import { getPerson } from './people.ts'
import {
  insertMiss,
  type LookupKey,
  listMissTimes,
  lockByIdNumber,
  lockLookups,
  sumMisses,
} from './queries/lookups.ts'
import { identityNumberInvalid, lookupsStopped } from './refusals.ts'
import { type RegisterPerson, registerPerson } from './register.ts'

const hourMs = 3_600_000
/** Slips of the pen in a day at a counter, or among the many a client system files for. */
const limits = { officer: { hour: 5, day: 15 }, client: { hour: 30, day: 150 } }

/**
 * The person with this number, registered now or known before. Undefined where the number is known and name or birth date
 * are not that person's: the miss is recorded, and after some of them no number is looked at for a while.
 */
export async function identifyPerson(
  work: Work,
  officer: Officer,
  given: RegisterPerson,
): Promise<Person | undefined> {
  const known = await lookUpNumber(work, officer, given.idNumber)
  const person = known ?? (await registerPerson(work, given))
  return (await isThem(work, officer, person, given)) ? person : undefined
}

/**
 * Whether what somebody before a counter gives of themself is this person's: number, name and birth date. What does not fit
 * counts and ends like a miss of `identifyPerson`.
 */
export async function confirmPerson(
  work: Work,
  officer: Officer,
  personId: string,
  given: GivenOfPerson,
): Promise<boolean> {
  const person = await getPerson(work, personId)
  await Promise.all([lockLookups(work.tx, person.id, lockKey(officer)), refuseWhenMissing(work, officer)])
  return isThem(work, officer, person, given)
}

/**
 * Whether nothing known here speaks against what somebody before an officer gives of themself. Nobody is registered by it: who
 * merely agrees to another's dossier files nothing. What does not fit counts and ends like a miss of `identifyPerson`.
 */
export async function confirmGiven(
  work: Work,
  officer: Officer,
  given: GivenOfPerson & Pick<RegisterPerson, 'gender'>,
): Promise<boolean> {
  const known = await lookUpNumber(work, officer, given.idNumber)
  if (known) return isThem(work, officer, known, given)
  const problems = checkIdentityNumber(given.idNumber, given)
  if (problems.length > 0) throw identityNumberInvalid({ problems })
  return true
}

export type GivenOfPerson = Pick<RegisterPerson, 'idNumber' | 'fullName' | 'bornOn'>

/** Asked together: whom the number means, whose look-ups from then on wait for these, and what was missed until then. */
async function lookUpNumber(work: Work, officer: Officer, idNumber: string): Promise<Person | undefined> {
  const number = cleanIdentityNumber(idNumber)
  const [known] = await Promise.all([
    lockByIdNumber(work.tx, number, lockKey(officer)),
    refuseWhenMissing(work, officer),
  ])
  return known
}

/**
 * Many guesses at once must not all count the same misses. A client system's are for many people at once: there those of one
 * person wait for each other.
 */
function lockKey(officer: Officer): LookupKey {
  return { account: officer.id, isOfPerson: isClientSystem(officer) }
}

async function isThem(work: Work, officer: Officer, person: Person, given: GivenOfPerson): Promise<boolean> {
  const { idNumber, bornOn, fullName } = given
  if (person.idNumber === idNumber && person.bornOn === bornOn && isSameName(person.fullName, fullName))
    return true
  await insertMiss(work.tx, { accountId: officer.id, personId: person.id, at: work.now })
  await work.record(lookupMissed(person.id, {}))
  return false
}

async function refuseWhenMissing({ tx, now }: Work, officer: Officer): Promise<void> {
  const { hour, day } = isClientSystem(officer) ? limits.client : limits.officer
  const span = { since: new Date(now.getTime() - 24 * hourMs), until: latestWritten(now) }
  const times = await listMissTimes(tx, officer.id, span, day)
  const until = Math.max((times[hour - 1] ?? 0) + hourMs, (times[day - 1] ?? 0) + 24 * hourMs)
  const seconds = Math.ceil((until - now.getTime()) / 1000)
  if (seconds > 0) throw lookupsStopped({ seconds })
}

/** Whether anyone tries identity numbers: who has missed often within a day, for an administrator to look at. */
export const lookupsCondition = defineCondition({
  name: 'lookups',
  told: 'anyone',
  async check(): Promise<Finding> {
    const since = new Date(Date.now() - 24 * hourMs)
    const { misses, accounts, most } = await perform(system, ({ tx }) => sumMisses(tx, since))
    const details = { misses, accounts, most }
    const figures = [
      {
        name: 'nhip_missed_lookups',
        help: 'Known identity numbers given with another name or birth date within 24 hours',
        value: misses,
      },
    ]
    const state = most >= limits.officer.hour ? 'warning' : 'good'
    return { state, code: state === 'warning' ? 'lookups.many' : 'lookups.few', details, figures }
  },
})
