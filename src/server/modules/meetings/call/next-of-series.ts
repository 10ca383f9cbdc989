/** What the form of a new meeting begins with. */
import type { Officer } from '#server/platform/actor.ts'
import { requireDocumentHandler } from '#server/platform/rights.ts'
import type { Work } from '#server/platform/work.ts'
import { addDays, instantAt, type LocalDay, localDay, localMinutes, weekdayOf } from '#shared/dates.ts'
import { findSeries, type Meeting } from '../look/queries.ts'
import { requireMeeting, requireRunner } from '../rights.ts'
import { type StaffPlace, staffOf } from './staff.ts'

/** The staff of the agency acted for: of them one presides and one keeps the record. */
export function whoMayRun(work: Work, officer: Officer): Promise<StaffPlace[]> {
  requireDocumentHandler(officer)
  return staffOf(work, officer.agencyId)
}

export interface Next {
  meeting: Meeting
  startsAt: Date
  endsAt: Date
  chair: string
  secretary: string
}

/** The meeting that follows this one in its series, as it is proposed: a week later, or on the same weekday of the next month. */
export async function nextOfSeries(work: Work, officer: Officer, id: string): Promise<Next> {
  const { meeting, people } = await requireMeeting(work, officer, id)
  const series = meeting.seriesId ? await findSeries(work.tx, meeting.seriesId) : undefined
  let day = later(localDay(meeting.startsAt), series?.rhythm ?? 'irregular')
  while (day < localDay(work.now)) day = later(day, series?.rhythm ?? 'irregular')
  const startsAt = instantAt(day, localMinutes(meeting.startsAt))
  const account = (part: 'chair' | 'secretary') => people.find((one) => one.part === part)?.accountId ?? ''
  return {
    meeting,
    startsAt,
    endsAt: new Date(startsAt.getTime() + (meeting.endsAt.getTime() - meeting.startsAt.getTime())),
    chair: account('chair'),
    secretary: account('secretary'),
  }
}

/** The same weekday: a week later, or the one of the same count in the next month. */
function later(day: LocalDay, rhythm: 'weekly' | 'monthly' | 'irregular'): LocalDay {
  if (rhythm !== 'monthly') return addDays(day, 7)
  const count = Math.ceil(Number(day.slice(8)) / 7)
  const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7))]
  const first = `${month === 12 ? year + 1 : year}-${String((month % 12) + 1).padStart(2, '0')}-01`
  const firstSame = addDays(first, (weekdayOf(day) - weekdayOf(first) + 7) % 7)
  const wanted = addDays(firstSame, (count - 1) * 7)
  // A month with four of them has no fifth.
  return wanted.slice(0, 7) === first.slice(0, 7) ? wanted : addDays(wanted, -7)
}

/** The same for whoever changes a meeting: the staff of the agency that calls it. */
export async function whoMayRunOf(work: Work, officer: Officer, id: string): Promise<StaffPlace[]> {
  const { meeting } = await requireRunner(work, officer, id, 'called')
  return staffOf(work, meeting.agencyId)
}
