/** A meeting as those invited see it, lists of meetings, and its calendar entry. */
import { writeCalendar } from '#server/crafts/calendar/icalendar.ts'
import { findDocumentIfVisible } from '#server/modules/documents/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import { config } from '#server/platform/config.ts'
import { handlesDocuments } from '#server/platform/rights.ts'
import type { Work } from '#server/platform/work.ts'
import { m } from '#shared/messages/index.ts'
import { invitationOf, mayHear, requireMeeting } from '../rights.ts'
import { minutesOf } from './minutes-of.ts'
import {
  countPeople,
  findBefore,
  findSeries,
  type Item,
  listItems,
  listMeetings,
  listPapers,
  type Meeting,
  type MeetingPlace,
  type Paper,
  type Person,
  type Series,
} from './queries.ts'

export interface MeetingView {
  meeting: Meeting
  people: Person[]
  items: Item[]
  papers: Paper[]
  series: Series | undefined
  /** The one before it in its series, where this officer may see it. */
  before: Meeting | undefined
  mayRun: boolean
  /** Their own line, or that of whom they stand in for. */
  mine: Person | undefined
  /** What was recorded of it, if anything was. */
  mayListen: boolean
  /** The minutes that stand. Not everybody who runs the meeting may open them. */
  minutes: { id: string; isSeen: boolean } | undefined
  /** Runs it, works on documents of the agency, and it is over and not closed to those. */
  mayMinute: boolean
}

export async function viewMeeting(work: Work, officer: Officer, id: string): Promise<MeetingView> {
  const { meeting, people, mayRun } = await requireMeeting(work, officer, id)
  const minutes = await minutesOf(work, meeting)
  const mayHaveSound = meeting.startedAt !== null && meeting.secrecy !== 'closed' && !meeting.isSimulated
  return {
    meeting,
    people,
    items: await listItems(work.tx, id),
    papers: await listPapers(work.tx, id),
    series: meeting.seriesId ? await findSeries(work.tx, meeting.seriesId) : undefined,
    before: await findBefore(work.tx, meeting),
    mayRun,
    mine: invitationOf(officer, people),
    mayListen: mayHaveSound && (await mayHear(work, officer, { meeting, people })),
    minutes: minutes
      ? { id: minutes, isSeen: (await findDocumentIfVisible(work, officer, minutes)) !== undefined }
      : undefined,
    mayMinute:
      mayRun &&
      meeting.state === 'closed' &&
      meeting.secrecy !== 'closed' &&
      handlesDocuments(officer) &&
      officer.agencyIds.includes(meeting.agencyId),
  }
}

export const pageSize = 50

export interface MeetingPage {
  meetings: (Meeting & { people: number })[]
  /** Where the next page begins; undefined at the end. */
  next: MeetingPlace | undefined
  mayCall: boolean
}

/** Those this officer is invited to and those of their agency: ahead and running, or over. */
export async function listFor(
  work: Work,
  officer: Officer,
  { isOver, after }: { isOver: boolean; after?: MeetingPlace | undefined },
): Promise<MeetingPage> {
  const found = await listMeetings(work.tx, { isOver, now: work.now, after, limit: pageSize + 1 })
  const shown = found.slice(0, pageSize)
  const counts = await countPeople(
    work.tx,
    shown.map(({ id }) => id),
  )
  return {
    meetings: shown.map((meeting) => ({ ...meeting, people: counts.get(meeting.id) ?? 0 })),
    next: found.length > pageSize ? shown.at(-1) : undefined,
    mayCall: handlesDocuments(officer),
  }
}

/** Lịch: the meeting as an entry of a calendar (RFC 5545), which a later one of a higher sequence replaces. */
export async function calendarOf(work: Work, officer: Officer, id: string): Promise<string> {
  const { meeting } = await requireMeeting(work, officer, id)
  const { title, place, startsAt, endsAt, sequence, state, secrecy } = meeting
  const words = m.meetings.calendar
  return writeCalendar(
    words.name,
    [
      {
        uid: `${id}@meetings`,
        at: startsAt,
        until: endsAt,
        // A calendar lies on telephones: of a closed meeting it says when and where alone.
        summary: secrecy === 'closed' ? words.closed : title,
        location: place,
        description: words.description,
        url: `${config.ORIGIN}/hop/${id}`,
        sequence,
        isCancelled: state === 'cancelled',
      },
    ],
    work.now,
  )
}
