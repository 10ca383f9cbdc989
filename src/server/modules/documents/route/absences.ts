import { z } from 'zod'
import { listHeldPositions, listSigningPowers } from '#server/modules/agencies/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import { newId } from '#server/platform/id.ts'
import { requireDocumentHandler } from '#server/platform/rights.ts'
import type { Work } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import { Day } from '#shared/day.ts'
import { absenceEnded, absenceEntered } from '../events.ts'
import { absenceNotFound, absenceNotPossible, absenceNotYours } from '../refusals.ts'
import { type Absence, endAbsenceRow, insertAbsence, listAbsences as listRows } from './absence-queries.ts'
import { isOwnPower, mayMakeRules } from './rule-makers.ts'

export const EnterAbsence = z.strictObject({
  /** Who is away. */
  accountId: z.uuid(),
  fromOn: Day,
  toOn: Day,
  /** Who takes part in their place; without, the deputies by the rule of the route. */
  standIn: z
    .union([z.literal('').transform(() => null), z.uuid()])
    .nullable()
    .default(null),
  reason: z.string().trim().min(2).max(300),
})
export type EnterAbsence = z.infer<typeof EnterAbsence>

/**
 * Báo vắng: on these days somebody else takes the steps that wait for this officer. One enters one's own; the clerk and leaders also that of
 * another of the agency, in whose place they put nobody but who signs as they do, and never themselves. Past steps stay as they
 * were. Refuses days that are over, and a stand-in of another agency.
 */
export async function enterAbsence(work: Work, officer: Officer, input: EnterAbsence): Promise<void> {
  requireDocumentHandler(officer)
  const today = localDay(work.now)
  const { accountId, fromOn, toOn, standIn, reason } = input
  if (toOn < fromOn || toOn < today) throw absenceNotPossible({ why: 'days' })
  const isOwn = accountId === officer.id
  if (!isOwn && !officer.roles.includes('clerk') && !officer.roles.includes('leader'))
    throw absenceNotPossible({ why: 'whose' })
  for (const one of [accountId, standIn]) {
    if (one === null) continue
    const held = await listHeldPositions(work, one, officer.agencyId, today)
    if (held.length === 0) throw absenceNotPossible({ why: 'agency' })
  }
  if (standIn === accountId) throw absenceNotPossible({ why: 'self' })
  if (!isOwn && standIn !== null) await requireEqual(work, officer, accountId, standIn)
  const { agencyId } = officer
  await insertAbsence(work.tx, {
    id: newId(work.now.getTime()),
    accountId,
    agencyId,
    fromOn,
    toOn,
    standIn,
    reason,
    enteredBy: officer.id,
    enteredAt: work.now,
  })
  await work.record(absenceEntered(accountId, { agencyId, fromOn, toOn, standIn }))
}

/**
 * Who signs names whomever they trust; for them somebody else names only who signs too, by position and on this day: for who signs of their
 * own nobody who does by order or with what was handed over.
 */
async function requireEqual(
  work: Work,
  { id, agencyId }: Officer,
  accountId: string,
  standIn: string,
): Promise<void> {
  if (standIn === id) throw absenceNotPossible({ why: 'oneself' })
  const on = localDay(work.now)
  const powerOf = async (one: string) => {
    if ((await listHeldPositions(work, one, agencyId, on)).some(isOwnPower)) return 2
    return (await listSigningPowers(work, one, agencyId, on)).length > 0 ? 1 : 0
  }
  if ((await powerOf(standIn)) < (await powerOf(accountId))) throw absenceNotPossible({ why: 'signs' })
}

/**
 * They are there after all: steps wait for them again. Said by themselves, or by whoever leads the agency (`mayMakeRules`); refuses everybody
 * else (`documents.absence_not_yours`), and one that is not there or ended already.
 */
export async function endAbsence(work: Work, officer: Officer, id: string): Promise<void> {
  requireDocumentHandler(officer)
  const absence = (await listAbsences(work, officer)).find((one) => one.id === id)
  if (!absence) throw absenceNotFound()
  if (!absence.mayEnd) throw absenceNotYours()
  if (!(await endAbsenceRow(work.tx, id, work.now))) throw absenceNotFound()
  await work.record(absenceEnded(absence.accountId, { agencyId: absence.agencyId }))
}

/** Who of this officer's agencies is away today, or will be, and whether this officer may say that they are there after all. */
export async function listAbsences(work: Work, officer: Officer): Promise<(Absence & { mayEnd: boolean })[]> {
  const leads = await mayMakeRules(work, officer)
  const absences = await listRows(work.tx, officer.agencyIds, { from: localDay(work.now) })
  return absences.map((one) => ({ ...one, mayEnd: leads || one.accountId === officer.id }))
}
