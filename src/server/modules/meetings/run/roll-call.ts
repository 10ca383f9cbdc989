/** Tự điểm danh: a QR code and a PIN shown in the room, with which somebody invited says for themselves that they are there. */
import { randomInt, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import type { Officer } from '#server/platform/actor.ts'
import { newId } from '#server/platform/id.ts'
import { askAsProgram, asProgram, perform, type Work } from '#server/platform/work.ts'
import { minuteMs } from '#shared/dates.ts'
import { newBlockId } from '#shared/document/ids.ts'
import { personMarked } from '../events.ts'
import type { Meeting, Person } from '../look/queries.ts'
import { notInvited, pinSpent, pinWrong, rollClosed, wrongState } from '../refusals.ts'
import { invitationOf, requireMeeting, requireRunner } from '../rights.ts'
import { isNear } from './near.ts'
import { countTry, findRoll, insertMark, listMarks, putRoll, type Roll } from './queries.ts'
import type { Presence } from './timeline.ts'
import { stateAt, timelineOf } from './timeline.ts'

const mostTries = 5
const restMs = 15 * minuteMs

function isOpen(meeting: Meeting, now: Date): boolean {
  return meeting.state === 'running' || isNear(meeting, now)
}

/** Makes a code and a PIN, or others in their place: the old ones are good no more. */
export async function openRoll(work: Work, officer: Officer, id: string): Promise<void> {
  const { meeting } = await requireRunner(work, officer, id, 'called', 'running')
  if (!isOpen(meeting, work.now)) throw wrongState({ state: meeting.state })
  const pin = String(randomInt(1_000_000)).padStart(6, '0')
  await putRoll(work.tx, { meetingId: id, code: newBlockId(), pin, openedAt: work.now })
}

export interface RollView {
  meeting: Meeting
  mayRun: boolean
  /** Their own line; undefined of whoever only prepares it. */
  mine: Person | undefined
  state: Presence | undefined
  /** For whoever runs it alone. */
  roll: Roll | undefined
  isOpen: boolean
}

export async function viewRoll(work: Work, officer: Officer, id: string): Promise<RollView> {
  const { meeting, people, mayRun } = await requireMeeting(work, officer, id)
  const mine = invitationOf(officer, people)
  const marks = (await listMarks(work.tx, id)).filter(({ personId }) => personId === mine?.id)
  return {
    meeting,
    mayRun,
    mine,
    state: stateAt(timelineOf(marks), work.now),
    roll: mayRun ? await findRoll(work.tx, id) : undefined,
    isOpen: isOpen(meeting, work.now),
  }
}

export const SayPresent = z.union([
  z.strictObject({ code: z.string().min(1).max(40) }),
  z.strictObject({ pin: z.string().trim().max(20) }),
])
export type SayPresent = z.infer<typeof SayPresent>

/**
 * Marks whoever is invited as there, or in whose stead somebody goes. Works of its own: a try counts whatever comes of it. Refuses who is
 * not invited, a roll call that is not open, a code or PIN that is not the one shown, and more than a few tries.
 */
export async function sayPresent(officer: Officer, id: string, said: SayPresent): Promise<void> {
  const found = await perform(officer, async (work) => {
    const { meeting, people } = await requireMeeting(work, officer, id)
    const mine = invitationOf(officer, people)
    if (!mine) throw notInvited()
    const roll = await asProgram(work, () => findRoll(work.tx, id))
    if (!roll || !isOpen(meeting, work.now)) throw rollClosed()
    const isRight = 'code' in said ? isSame(said.code, roll.code) : isSame(digits(said.pin), roll.pin)
    const { now } = work
    const since = new Date(now.getTime() - restMs)
    const one = { meetingId: id, accountId: officer.id, now, since }
    const tries = await asProgram(work, () => countTry(work.tx, one))
    return { meeting, mine, isRight, tries }
  })
  if (found.tries > mostTries) throw pinSpent({ minutes: restMs / minuteMs })
  if (!found.isRight) throw pinWrong({ left: mostTries - found.tries })
  const { meeting, mine } = found
  const source = 'code' in said ? 'qr' : 'pin'
  await perform(officer, async (work) => {
    const row = {
      id: newId(work.now.getTime()),
      meetingId: id,
      personId: mine.id,
      state: 'present' as const,
      source,
      since: work.now,
      at: work.now,
      markedBy: officer.id,
    }
    await askAsProgram(work, () => insertMark(work.tx, row))
    await work.record(personMarked(id, { agencyId: meeting.agencyId, state: 'present', source }))
  })
}

const digits = (text: string) => text.replace(/\D/g, '')

function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}
