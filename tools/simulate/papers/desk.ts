/** What the acts of a simulated document have in common: working time, the end of the past, and the log. */
import { addWorkingMinutes, type LegalCalendar, workingDaysBetween } from '#server/crafts/calendar/index.ts'
import type { Event } from '#server/platform/events.ts'
import { endOfLocalDay } from '#shared/dates.ts'
import type { PastLog } from '../past-log.ts'
import type { Office } from '../place.ts'
import type { Random } from '../random.ts'
import type { Numbers } from '../tables/numbers.ts'
import type { Letter, Paper, PaperAct, Papers, Received } from './paper.ts'
import type { PaperStaff } from './paper-staff.ts'

export interface Desk {
  random: Random
  calendar: LegalCalendar
  until: Date
  log: PastLog
  registers: Numbers
  arrivals: Numbers
  staffOf(office: Office): PaperStaff
  /** Others that write documents on this day. */
  othersOn(office: Office, day: string): Office[]
  written: Papers
  /** What is written from here on; an answer too. */
  write(letter: Letter): void
  /** Puts what came into its work file. */
  file(received: Received): void
}

/** So many working minutes later, mostly soon. */
export function after({ calendar, random }: Desk, from: Date, least: number, most: number): Date {
  const minutes = least + Math.floor(random.next() ** 2 * (most - least))
  // Nobody acts on the full minute.
  return new Date(addWorkingMinutes(calendar, from, minutes).getTime() + random.int(1, 59) * 1000)
}

/** The past ends, and so does an agency that was merged: its successor goes on with what it left. */
export function isOver({ until }: Desk, { validTo }: Office, at: Date): boolean {
  return at > until || (validTo !== null && at > endOfLocalDay(validTo))
}

/** Adds the act to the document and what it leaves in the log; false where the past ends before. */
export function act(
  desk: Desk,
  paper: Paper,
  { fact, onWrite, ...done }: PaperAct & { fact?: Event | undefined; onWrite?: (() => void) | undefined },
): boolean {
  if (isOver(desk, paper.office, done.at)) return false
  paper.acts.push(done)
  if (fact) record(desk, fact, { ...done, agencyId: paper.office.id, onWrite })
  else onWrite?.()
  return true
}

/** A fact by itself, of an officer of that agency or of the program. */
export function record(
  { log }: Desk,
  fact: Event,
  by: { at: Date; actorId: string | null; agencyId: string; onWrite?: (() => void) | undefined },
): void {
  const { at, actorId, agencyId, onWrite } = by
  const who = actorId
    ? { actorKind: 'officer', actorId, agencyId }
    : { actorKind: 'system', actorId: null, agencyId: null }
  log.add({ ...fact, at: at.getTime(), ...who, onWrite })
}

export function aboutOf({ office, kind }: Paper) {
  return { agencyId: office.id, kind, dossierId: null }
}

/** What the operations centre counts of a paper at this time: working days since its first text, or since its issue. Nothing past claims a signature. */
export function countedOf({ calendar }: Desk, { texts, content }: Paper, at: Date, since?: Date) {
  const begun = since ?? texts[0]?.at ?? at
  const days = Math.max(0, workingDaysBetween(calendar, begun, at))
  return { urgency: content.urgency ?? null, days, electronic: true, signed: false }
}
