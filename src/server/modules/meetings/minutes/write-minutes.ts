/** Biên bản: a draft of the documents room, in one act, of what is known of a meeting that is over. */
import { getAgency } from '#server/modules/agencies/index.ts'
import { beginMinutes } from '#server/modules/documents/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import { requireDocumentHandler } from '#server/platform/rights.ts'
import type { Work } from '#server/platform/work.ts'
import { vi } from '#shared/messages/vi.ts'
import { recipientsOf } from '../conclude/begin-notice.ts'
import { meetingWords } from '../conclude/notice-text.ts'
import { listSentences } from '../conclude/queries.ts'
import { minutesBegun } from '../events.ts'
import { requireNoMinutes } from '../look/minutes-of.ts'
import { changeMeeting, listItems, type Meeting } from '../look/queries.ts'
import type { Part } from '../model.ts'
import { closedNoMinutes, notYours, wrongState } from '../refusals.ts'
import { requireRunner } from '../rights.ts'
import { readAttendance } from '../run/attendance.ts'
import { minutesText } from './minutes-text.ts'
import { calledOf, whoWasThere } from './who-was-there.ts'

/**
 * Begins the draft of the minutes of a meeting that is over and names the meeting as its source. Whoever presided or kept the record and was marked
 * absent is left blank. Refuses a meeting that is not over or is closed, whoever does not work on documents of the agency that called it, and
 * second minutes beside those that stand.
 */
export async function writeMinutes(
  work: Work,
  officer: Officer,
  id: string,
): Promise<{ documentId: string }> {
  requireDocumentHandler(officer)
  const attended = await requireRunner(work, officer, id, 'closed')
  const { meeting, people } = attended
  const { agencyId } = meeting
  if (!officer.agencyIds.includes(agencyId)) throw notYours()
  if (meeting.secrecy === 'closed') throw closedNoMinutes()
  await requireNoMinutes(work, meeting)
  const span = spanOf(meeting)
  const attendance = await readAttendance(work, meeting, people)
  const there = whoWasThere(people, attendance.people, span)
  const holder = (part: Part) => people.find((one) => one.part === part && !there.absentIds.has(one.id))
  const [chair, secretary] = [holder('chair'), holder('secretary')]
  const recipients = await recipientsOf(work, attended, [], [])
  const { kind } = await getAgency(work, agencyId)
  const words = vi.meetings.minutes
  const document = await beginMinutes(work, officer, {
    agencyId,
    meetingId: id,
    subject: words.subject(meetingWords(meeting)),
    body: minutesText({
      ...span,
      place: meeting.place,
      items: await listItems(work.tx, id),
      there,
      strangers: meeting.strangers,
      chair: chair ? calledOf(chair) : '',
      secretary: secretary ? calledOf(secretary) : '',
      sentences: await listSentences(work.tx, id),
    }),
    chair: chair?.name ?? '',
    secretary: secretary?.name ?? '',
    recipients: [words.toThose, vi.meetings.notice.kept],
    recipientAgencies: recipients.agencies.slice(0, 200),
    power: kind === 'people_committee' ? 'chair' : undefined,
  })
  await changeMeeting(work.tx, id, { minutesId: document.id })
  const [present, absent, unsaid] = [there.present.length, there.absent.length, there.unsaid.length]
  await work.record(minutesBegun(id, { agencyId, documentId: document.id, present, absent, unsaid }))
  return { documentId: document.id }
}

/** When it began and when it was closed, by the clock of the server. */
function spanOf({ state, startedAt, closedAt }: Meeting): { startedAt: Date; closedAt: Date } {
  if (!startedAt || !closedAt) throw wrongState({ state })
  return { startedAt, closedAt }
}
