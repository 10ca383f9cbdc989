/** Who may see a meeting, who may run it, who may listen: decided here, and by the row policies beneath once more. */
import type { Officer } from '#server/platform/actor.ts'
import { handlesDocuments } from '#server/platform/rights.ts'
import type { Work } from '#server/platform/work.ts'
import { findMeeting, listPeople, lockMeeting, type Meeting, type Person } from './look/queries.ts'
import type { State } from './model.ts'
import { isListener } from './recording/listening-queries.ts'
import { meetingNotFound, notWritten, notYours, wrongState } from './refusals.ts'

/** Whoever works on documents at the agency that calls it; of a closed one only who called it. */
function isOfCaller(officer: Officer, meeting: Pick<Meeting, 'agencyId' | 'secrecy' | 'calledBy'>): boolean {
  return (
    handlesDocuments(officer) &&
    officer.agencyIds.includes(meeting.agencyId) &&
    (meeting.secrecy !== 'closed' || meeting.calledBy === officer.id)
  )
}

/** Their line among those invited: their own, or of whom they stand in for. */
export function invitationOf(officer: Officer, people: readonly Person[]): Person | undefined {
  return (
    people.find(({ accountId }) => accountId === officer.id) ??
    people.find(({ substituteId }) => substituteId === officer.id)
  )
}

/** Prepares it, moves it on, keeps its record: of the agency that calls it, who presides, the secretary. */
export function mayRun(officer: Officer, meeting: Meeting, people: readonly Person[]): boolean {
  return (
    isOfCaller(officer, meeting) ||
    people.some(
      ({ part, accountId }) => accountId === officer.id && (part === 'chair' || part === 'secretary'),
    )
  )
}

/** Presides: lets others listen. */
export function presides(officer: Officer, people: readonly Person[]): boolean {
  return people.some(({ part, accountId }) => part === 'chair' && accountId === officer.id)
}

/** Presides or keeps the record. */
export function leads(officer: Officer, people: readonly Person[]): boolean {
  return (
    presides(officer, people) ||
    people.some(({ part, accountId }) => part === 'secretary' && accountId === officer.id)
  )
}

/**
 * Hears all that was recorded: who presides, the secretary, and whom the former lets. A right apart: neither reading nor running a meeting
 * gives it.
 */
export async function mayHear(
  work: Work,
  officer: Officer,
  { meeting, people }: Pick<Attended, 'meeting' | 'people'>,
): Promise<boolean> {
  return leads(officer, people) || (await isListener(work.tx, meeting.id, officer.id))
}

/** A meeting in which what was said is read by this officer: whoever may see it; of a closed one nothing is written down. */
export async function requireReader(work: Work, officer: Officer, id: string): Promise<Attended> {
  const attended = await requireMeeting(work, officer, id)
  if (attended.meeting.secrecy === 'closed') throw notWritten()
  return attended
}

/** What was said is corrected by whoever runs the meeting. */
export async function requireWriter(work: Work, officer: Officer, id: string): Promise<Attended> {
  const attended = await requireReader(work, officer, id)
  if (!attended.mayRun) throw notYours()
  return attended
}

export interface Attended {
  meeting: Meeting
  people: Person[]
  mayRun: boolean
}

/** A meeting this officer may see; for others it does not exist. */
export async function requireMeeting(work: Work, officer: Officer, id: string): Promise<Attended> {
  return seen(work, officer, await findMeeting(work.tx, id))
}

/** A meeting this officer may run, held until the end of the work, in one of these states. */
export async function requireRunner(
  work: Work,
  officer: Officer,
  id: string,
  ...within: State[]
): Promise<Attended> {
  const found = await requireMeeting(work, officer, id)
  if (!found.mayRun) throw notYours()
  const attended = await seen(work, officer, await lockMeeting(work.tx, id))
  const { state } = attended.meeting
  if (within.length > 0 && !within.includes(state)) throw wrongState({ state })
  return attended
}

async function seen(work: Work, officer: Officer, meeting: Meeting | undefined): Promise<Attended> {
  if (!meeting) throw meetingNotFound()
  const people = await listPeople(work.tx, meeting.id)
  const runs = mayRun(officer, meeting, people)
  if (!runs && !invitationOf(officer, people)) throw meetingNotFound()
  return { meeting, people, mayRun: runs }
}
