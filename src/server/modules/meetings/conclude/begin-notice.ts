/** Thông báo kết luận: a draft of the documents room, in one act, that orders what was concluded. */
import { z } from 'zod'
import { getAgency } from '#server/modules/agencies/index.ts'
import { beginNotice, matchAgencies } from '#server/modules/documents/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import { requireDocumentHandler } from '#server/platform/rights.ts'
import type { Work } from '#server/platform/work.ts'
import { formatDate, localDay } from '#shared/dates.ts'
import { newBlockId } from '#shared/document/ids.ts'
import { vi } from '#shared/messages/vi.ts'
import { noticeBegun } from '../events.ts'
import { changeMeeting, listItems, type Meeting, type Person } from '../look/queries.ts'
import { line } from '../model.ts'
import {
  closedNoNotice,
  nothingConcluded,
  noticeThere,
  notYours,
  sentencesOpen,
  taskInPast,
} from '../refusals.ts'
import { type Attended, requireRunner } from '../rights.ts'
import { readAttendance } from '../run/attendance.ts'
import { noticeOf } from './notice-of.ts'
import { blockIdOf, chairWords, meetingWords, noticeText } from './notice-text.ts'
import { decideSentence, listSentences, type Sentence } from './queries.ts'

export const BeginNotice = z.strictObject({
  /** Who watches over what is ordered. */
  monitor: line(300).default(''),
  /** Why sentences that are still open become nothing. */
  reason: line(500).default(''),
})
export type BeginNotice = z.input<typeof BeginNotice>

/**
 * Begins the draft of the notice and names the meeting as its source: each decision and task is a block of its own, each task whose lead is an
 * agency of today an order of that block, and whoever is told something is among the recipients. Refuses while a sentence is open and no reason
 * is given for it, where nothing was concluded, where a term is over, and a second notice beside one that stands.
 */
export async function writeNotice(
  work: Work,
  officer: Officer,
  id: string,
  input: BeginNotice,
): Promise<{ documentId: string }> {
  requireDocumentHandler(officer)
  const attended = await requireRunner(work, officer, id, 'running', 'closed')
  const { meeting, people } = attended
  if (!officer.agencyIds.includes(meeting.agencyId)) throw notYours()
  if (meeting.secrecy === 'closed') throw closedNoNotice()
  if (await noticeOf(work, meeting)) throw noticeThere()
  const { monitor, reason } = BeginNotice.parse(input)
  const all = await listSentences(work.tx, id)
  const left = await leaveOpen(work, officer, all, reason)
  const sentences = all.filter(({ treatment }) => treatment === 'decision' || treatment === 'task')
  if (sentences.length === 0) throw nothingConcluded()

  const { orders, unknown } = await ordersOf(work, sentences)
  const told = orders.flatMap(({ lead, others }) => [lead, ...others])
  const recipients = await recipientsOf(work, attended, told, [...unknown, monitor])
  const { kind } = await getAgency(work, meeting.agencyId)
  const chair = people.find(({ part }) => part === 'chair')
  const words = vi.meetings.notice
  const items = await listItems(work.tx, id)
  const came = await whoCame(work, meeting, people)
  const document = await beginNotice(work, officer, {
    agencyId: meeting.agencyId,
    meetingId: id,
    subject: words.subject(chairWords(chair), meetingWords(meeting)),
    body: noticeText({ meeting, items, chair, came, sentences, monitor }),
    orders,
    recipients: recipients.names.slice(0, 45).concat(words.kept),
    recipientAgencies: recipients.agencies.slice(0, 200),
    power: kind === 'people_committee' ? 'chair' : undefined,
  })
  await changeMeeting(work.tx, id, { documentId: document.id })
  const counts = { tasks: orders.length, sentences: sentences.length, left }
  await work.record(noticeBegun(id, { agencyId: meeting.agencyId, documentId: document.id, ...counts }))
  return { documentId: document.id }
}

/** Nơi nhận: whoever is told something, whoever was invited, these others by their names; what is an agency of today receives it here. */
export async function recipientsOf(
  work: Work,
  { meeting, people }: Attended,
  told: readonly { agencyId?: string | undefined; name: string }[],
  others: readonly string[],
): Promise<{ names: string[]; agencies: string[] }> {
  const invited = people.map(({ agencyId, agencyName }) => ({ agencyId, name: agencyName }))
  const named = others.map((name) => ({ agencyId: undefined, name }))
  const all = [...told.filter(({ agencyId }) => agencyId), ...named, ...invited].filter(({ name }) => name)
  const ids = await matchAgencies(work, [...new Set(all.map(({ name }) => name))])
  const byKey = new Map<string, { agencyId: string | undefined; name: string }>()
  for (const { agencyId = null, name } of all) {
    const one = { agencyId: agencyId ?? ids.get(name), name }
    const key = one.agencyId ?? name
    if (one.agencyId !== meeting.agencyId && !byKey.has(key)) byKey.set(key, one)
  }
  const each = [...byKey.values()]
  return {
    names: each.map(({ name }) => name),
    agencies: each.flatMap(({ agencyId }) => agencyId ?? []),
  }
}

/** Those who were there at all, as far as anybody said so. */
async function whoCame(work: Work, meeting: Meeting, people: readonly Person[]): Promise<Person[]> {
  const attendance = await readAttendance(work, meeting, people)
  const came = new Set(
    attendance.people
      .filter(({ state }) => state === 'present' || state === 'left')
      .map(({ personId }) => personId),
  )
  return people.filter(({ id }) => came.has(id))
}

/** What nobody decided on is nothing, with the reason; without one it is refused. */
async function leaveOpen(
  work: Work,
  officer: Officer,
  sentences: readonly Sentence[],
  reason: string,
): Promise<number> {
  const open = sentences.filter(({ treatment }) => treatment === 'open')
  if (open.length > 0 && reason.length < 5) throw sentencesOpen({ count: open.length })
  const decided = { orders: [], reason, decidedBy: officer.id, decidedAt: work.now }
  for (const { id, wording } of open)
    await decideSentence(work.tx, id, { treatment: 'none', wording, ...decided })
  return open.length
}

/**
 * An order for each task whose lead is an agency of today; the others are told by the words of the notice alone. Refuses a term that is over:
 * whoever is told would be late from the first day.
 */
async function ordersOf(work: Work, sentences: readonly Sentence[]) {
  const tasks = sentences.flatMap((sentence) =>
    sentence.orders.map((task) => ({ ...task, blockId: blockIdOf(sentence) })),
  )
  const ids = await matchAgencies(work, [...new Set(tasks.flatMap(({ lead, others }) => [lead, ...others]))])
  const today = localDay(work.now)
  const unknown = new Set<string>()
  const orders = tasks.flatMap(({ lead, others, dueOn, ...task }) => {
    const agencyId = ids.get(lead)
    if (!agencyId) {
      unknown.add(lead)
      return []
    }
    if (dueOn !== null && dueOn < today) throw taskInPast({ lead, day: formatDate(dueOn) })
    const told = others.map((name) => ({ name, agencyId: ids.get(name) }))
    return [{ ...task, id: newBlockId(), lead: { agencyId, name: lead }, others: told, dueOn }]
  })
  return { orders, unknown }
}
