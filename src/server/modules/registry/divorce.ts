/** Ghi chú ly hôn: a court has ended a marriage the register knows; two officers say so, and what was recorded wrongly is taken back. */
import { newId } from '#server/platform/id.ts'
import { checkSameRequest } from '#server/platform/web/idempotency.ts'
import { asProgram, type Work } from '#server/platform/work.ts'
import { formatDate, type LocalDay } from '#shared/dates.ts'
import { stands } from './enter.ts'
import { divorceConfirmed, divorceRecorded, divorceUndone } from './events.ts'
import {
  changeDivorce,
  findDivorceByKey,
  freeKeysOf,
  insertDivorce,
  listMarriagesOf,
  lockDivorce,
  lockMarriages,
} from './queries/divorces.ts'
import { undoMarriage } from './queries/entries.ts'
import { linkSpouses } from './queries/people.ts'
import {
  type FoundPerson,
  lookForPeople,
  lookIntoRegister,
  type RegisterLook,
} from './queries/register-look.ts'
import {
  divorceNotStanding,
  divorceOwn,
  divorceOwnConfirmation,
  divorceWaits,
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

/**
 * Records that a court has ended a marriage; it stands until another officer confirms it (`confirmDivorce`). Repeating a request
 * key of the dossier changes nothing.
 */
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
    const isWaiting = look.divorces.some(
      ({ state, entryId, numbers: of }) =>
        state === 'waits' &&
        (entryId
          ? entryId === meant.entryId
          : [one, other].every((party) => of.includes(party.idNumber ?? ''))),
    )
    if (isWaiting) throw divorceWaits()
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
    return true
  })
  if (isNew) await work.record(divorceRecorded(id, { agencyId, dossierId: said.dossierId }))
}

/** What a second officer says of a divorce that was recorded. */
interface SecondWord {
  divorce: string
  /** Of the people of the case one of whom it is about. */
  numbers: readonly string[]
  dossierId: string
  agencyId: string
  requestKey: string | null
}

export interface ConfirmedDivorce extends SecondWord {
  confirmedBy: string
}

/**
 * Ends the marriage: another officer than who recorded it has the judgment too. Both are free, the entry stays and says by which
 * judgment. Repeating a request key changes nothing.
 */
export async function confirmDivorce(work: Work, confirmed: ConfirmedDivorce): Promise<void> {
  const { tx, now } = work
  const { divorce, agencyId, dossierId, confirmedBy, requestKey } = confirmed
  const isNew = await asProgram({ tx, actor: work.actor }, async () => {
    const row = await lockTheirs(work, confirmed)
    if (row.confirmedAt !== null) {
      if (requestKey && row.confirmKey === requestKey) return false
      throw divorceNotStanding()
    }
    if (row.undoneAt !== null) throw divorceNotStanding()
    if (row.notedBy === confirmedBy) throw divorceOwnConfirmation()
    const [one, other] = await peopleOf(work, row)
    const marriages = await listMarriagesOf(tx, divorce)
    const areLinked = one && other && one.spouseId === other.id && !one.diedOn && !other.diedOn
    if (marriages.length === 0 && (row.entryId || !areLinked)) throw marriageNotStanding()
    for (const { entryId } of marriages) await freeKeysOf(tx, entryId)
    if (one && other) await undoMarriage(tx, one.id, other.id, now)
    await changeDivorce(tx, divorce, { confirmedAt: now, confirmedBy, confirmKey: requestKey })
    return true
  })
  if (isNew) await work.record(divorceConfirmed(divorce, { agencyId, dossierId }))
}

export interface UndoneDivorce extends SecondWord {
  reason: string
  undoneBy: string
}

/**
 * Takes back what was recorded wrongly: both are married again, unless one of them has died since; where one has married again
 * nothing is taken back. Never by who recorded it, unless it still waits. Repeating a request key changes nothing.
 */
export async function undoDivorce(work: Work, undone: UndoneDivorce): Promise<void> {
  const { tx, now } = work
  const { divorce, reason, dossierId, agencyId, undoneBy, requestKey } = undone
  const isNew = await asProgram({ tx, actor: work.actor }, async () => {
    const row = await lockTheirs(work, undone)
    if (row.undoneAt !== null) {
      if (requestKey && row.undoneKey === requestKey) return false
      throw divorceNotStanding()
    }
    const counted = row.confirmedAt !== null
    if (counted && row.notedBy === undoneBy) throw divorceOwn()
    await changeDivorce(tx, divorce, {
      undoneAt: now,
      undoneBy,
      undoneReason: reason,
      undoneKey: requestKey,
    })
    if (counted) await marryAgain(work, row)
    return true
  })
  if (isNew) await work.record(divorceUndone(divorce, { agencyId, dossierId }))
}

type DivorceRow = NonNullable<Awaited<ReturnType<typeof lockDivorce>>>

/** The divorce, where it is about somebody of the case. */
async function lockTheirs({ tx }: Work, { divorce, numbers }: SecondWord): Promise<DivorceRow> {
  const row = await lockDivorce(tx, divorce)
  const theirs = await lookForPeople(tx, { numbers, withKin: false })
  const parties = row ? [row.oneNumber, row.otherNumber] : []
  if (!row || !parties.some((number) => number && theirs.numbers.includes(number))) throw divorceNotStanding()
  await lockMarriages(
    tx,
    parties.flatMap((number) => number ?? []),
  )
  return row
}

/** The two as the province knows them. */
async function peopleOf(
  { tx }: Work,
  { oneNumber, otherNumber }: Pick<DivorceRow, 'oneNumber' | 'otherNumber'>,
): Promise<(FoundPerson | undefined)[]> {
  const named = [oneNumber, otherNumber]
  const look = await lookForPeople(tx, { numbers: named.flatMap((number) => number ?? []), withKin: false })
  return named.map((number) => {
    const id = look.found.find((found) => found.number === number)?.id
    return look.people.find((person) => person.id === id)
  })
}

/** Of a divorce that was confirmed, whether it counts or was taken back: by which judgment, and whom of the two the province knows. */
export async function findEndedMarriage(
  work: Work,
  divorceId: string,
): Promise<{ judgment: string; judgedOn: LocalDay; parties: (string | null)[] } | undefined> {
  const row = await lockDivorce(work.tx, divorceId)
  if (!row?.confirmedAt) return undefined
  const parties = (await peopleOf(work, row)).map((person) => person?.id ?? null)
  return { judgment: row.judgment, judgedOn: row.judgedOn, parties }
}

/** Who of the two was told, in the order of `findEndedMarriage`. */
export async function noteWhoWasTold(
  { tx }: Work,
  divorceId: string,
  [oneTold = false, otherTold = false]: readonly boolean[],
): Promise<void> {
  await changeDivorce(tx, divorceId, { oneTold, otherTold })
}

/** Every marriage the divorce was about and nothing else has ended stands again, under the keys it would be entered with now. */
async function marryAgain(work: Work, row: DivorceRow): Promise<void> {
  const { tx } = work
  for (const marriage of await listMarriagesOf(tx, row.id))
    if (!(await stands(work, marriage))) throw marriedSince()
  const [one, other] = await peopleOf(work, row)
  if (!one || !other || one.diedOn || other.diedOn) return
  if (!(await linkSpouses(tx, one.id, other.id))) throw marriedSince()
}
