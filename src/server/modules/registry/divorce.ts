/** Ghi chú ly hôn: a court has ended a marriage the register knows; what was recorded wrongly is taken back. */
import { newId } from '#server/platform/id.ts'
import { checkSameRequest } from '#server/platform/web/idempotency.ts'
import { asProgram, type Work } from '#server/platform/work.ts'
import { formatDate, type LocalDay } from '#shared/dates.ts'
import { divorceRecorded, divorceUndone } from './events.ts'
import {
  findDivorceByKey,
  freeKeysOf,
  insertDivorce,
  lockDivorce,
  lockMarriages,
  restoreKeysOf,
  setUndone,
} from './queries/divorces.ts'
import { undoMarriage } from './queries/entries.ts'
import { linkSpouses } from './queries/people.ts'
import { lookForPeople, lookIntoRegister, type RegisterLook } from './queries/register-look.ts'
import {
  divorceNotStanding,
  divorceOwn,
  judgmentTooOld,
  marriageNotStanding,
  marriedSince,
} from './refusals.ts'

/** A marriage that stands, by an entry or only as the register has two people. */
export interface StandingMarriage {
  /** The entry, or one of the two where there is none. */
  id: string
  entryId: string | null
  /** The day of the entry. */
  enteredOn: LocalDay | null
  parties: { personId: string | null; idNumber: string | null; fullName: string }[]
}

/** What of what the register was asked about are marriages that stand. */
export function standingMarriages({ entries, people }: RegisterLook): StandingMarriage[] {
  const entered = entries
    .filter(({ kind, over }) => kind === 'marriage' && over === null)
    .map(({ id, enteredOn, people: parties }) => ({ id, entryId: id, enteredOn, parties }))
  const alive = people.filter(({ diedOn }) => diedOn === null)
  const linked = alive.flatMap((one) => {
    const other = alive.find(({ id }) => id === one.spouseId)
    if (!other || one.id > other.id) return []
    const isEntered = entered.some(({ parties }) =>
      [one.id, other.id].every((id) => parties.some(({ personId }) => personId === id)),
    )
    const parties = [one, other].map(({ id, idNumber, fullName }) => ({ personId: id, idNumber, fullName }))
    return isEntered ? [] : [{ id: one.id, entryId: null, enteredOn: null, parties }]
  })
  return [...entered, ...linked]
}

export interface Divorce {
  /** Of the marriages of these people the one the court has ended. */
  marriage: string
  numbers: readonly string[]
  court: string
  judgment: string
  judgedOn: LocalDay
  /** The paper or base the officer has it from. */
  source: string
  dossierId: string
  agencyId: string
  notedBy: string
  requestKey: string | null
  requestMark: Buffer | null
}

/** Ends a marriage by a judgment: both are free, its entry stays and says so. Repeating a request key of the dossier changes nothing. */
export async function recordDivorce(work: Work, divorce: Divorce): Promise<void> {
  const { tx, now } = work
  const { marriage, numbers, agencyId, requestKey, requestMark, ...said } = divorce
  const id = newId(now.getTime())
  const isNew = await asProgram({ tx, actor: work.actor }, async () => {
    await lockMarriages(tx, numbers)
    const first = requestKey ? await findDivorceByKey(tx, said.dossierId, requestKey) : undefined
    if (first) {
      checkSameRequest(first.requestMark, requestMark ?? undefined)
      return false
    }
    const look = await lookIntoRegister(tx, {
      numbers,
      keys: [],
      names: [],
      withKin: false,
      withEntries: true,
    })
    const meant = standingMarriages(look).find((one) => one.id === marriage)
    const [one, other] = meant?.parties ?? []
    if (!meant || !one || !other) throw marriageNotStanding()
    if (meant.enteredOn && said.judgedOn < meant.enteredOn)
      throw judgmentTooOld({ on: formatDate(meant.enteredOn) })
    await insertDivorce(tx, {
      ...said,
      id,
      entryId: meant.entryId,
      oneNumber: one.idNumber,
      oneName: one.fullName,
      otherNumber: other.idNumber,
      otherName: other.fullName,
      notedAt: now,
      requestKey,
      requestMark,
    })
    if (meant.entryId) await freeKeysOf(tx, meant.entryId)
    if (one.personId && other.personId) await undoMarriage(tx, one.personId, other.personId, now)
    return true
  })
  if (isNew) await work.record(divorceRecorded(id, { agencyId, dossierId: said.dossierId }))
}

export interface UndoneDivorce {
  divorce: string
  /** Of the people of the case one of whom it is about. */
  numbers: readonly string[]
  reason: string
  dossierId: string
  agencyId: string
  undoneBy: string
  requestKey: string | null
}

/**
 * Takes back what was recorded wrongly: both are married again, unless one of them has died since; where one has married again
 * nothing is taken back. Never by who recorded it. Repeating a request key changes nothing.
 */
export async function undoDivorce(work: Work, undone: UndoneDivorce): Promise<void> {
  const { tx, now } = work
  const { divorce, numbers, reason, dossierId, agencyId, undoneBy, requestKey } = undone
  const isNew = await asProgram({ tx, actor: work.actor }, async () => {
    const row = await lockDivorce(tx, divorce)
    const theirs = await lookForPeople(tx, { numbers, withKin: false })
    const parties = row ? [row.oneNumber, row.otherNumber] : []
    if (!row || !parties.some((number) => number && theirs.numbers.includes(number)))
      throw divorceNotStanding()
    if (row.undoneAt !== null) {
      if (requestKey && row.undoneKey === requestKey) return false
      throw divorceNotStanding()
    }
    if (row.notedBy === undoneBy) throw divorceOwn()
    const named = parties.flatMap((number) => number ?? [])
    const look = await lookForPeople(tx, { numbers: named, withKin: false })
    const [one, other] = parties.map((number) => {
      const id = look.found.find((found) => found.number === number)?.id
      return look.people.find((person) => person.id === id && person.diedOn === null)
    })
    if (row.entryId && !(await restoreKeysOf(tx, row.entryId))) throw marriedSince()
    if (one && other && !(await linkSpouses(tx, one.id, other.id))) throw marriedSince()
    await setUndone(tx, divorce, {
      undoneAt: now,
      undoneBy,
      undoneReason: reason,
      undoneKey: requestKey,
    })
    return true
  })
  if (isNew) await work.record(divorceUndone(divorce, { agencyId, dossierId }))
}
