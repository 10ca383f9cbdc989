/** The meetings of a simulated past, held as people hold them: called, run, marked, concluded; the last ones with notices on their way to be signed. */

import { perform } from '#server/facts.ts'
import { getAgency } from '#server/modules/agencies/index.ts'
import { seeDraft, submitDraft } from '#server/modules/documents/index.ts'
import {
  callMeeting,
  closeMeeting,
  invite,
  markPerson,
  nextItem,
  startMeeting,
  takeProposals,
  typeConclusions,
  viewSession,
  writeNotice,
} from '#server/modules/meetings/index.ts'
import { markStaffNoticesRead } from '#server/modules/notifications/index.ts'
import { type Officer, system } from '#server/platform/actor.ts'
import { DatabaseClient } from '#server/platform/database/database-client.ts'
import { newId } from '#server/platform/id.ts'
import type { Work } from '#server/platform/work.ts'
import {
  addDays,
  formatIsoLocal,
  instantAt,
  type LocalDay,
  localDay,
  minuteMs,
  weekdayOf,
} from '#shared/dates.ts'
import { Refusal } from '#shared/refusal.ts'
import { agendaOf, dueAfter, type Told } from './agenda.ts'

/** Who calls, who presides and who looks at the layout of the notice, at the agency that holds them; and the agencies that come. */
export interface Table {
  secretary: Officer
  chair: Officer
  clerk: Officer
  /** Of other agencies, each with its head. */
  heads: readonly Officer[]
}

const weeks = 12
/** Their notices go their way; of those before the conclusions alone are kept. */
const noticed = 3
const title = 'Họp giao ban tuần của Ủy ban nhân dân thành phố'

/** A dozen weekly meetings until `until`, and one that afternoon to try. How many were held; none where there are some already. */
export async function holdMeetings(
  { secretary, chair, clerk, heads }: Table,
  { until, migratorUrl }: { until: Date; migratorUrl: string },
): Promise<number> {
  if (await hasMeetings(migratorUrl)) return 0
  const names: string[] = []
  for (const { agencyId } of heads)
    names.push((await perform(system, (work) => getAgency(work, agencyId))).name)
  const [first = '', second = ''] = names
  let follows: string | undefined
  for (let week = weeks; week > 0; week--) {
    const day = mondayBefore(localDay(until), week)
    const told = week % 2 === 0 ? [first, second] : [second, first]
    const those = { lead: told[0] || first, other: told[1] || first, due: dueAfter(day) }
    const id = await hold({ secretary, chair, heads, day, week, those, follows })
    if (week <= noticed) await notice({ secretary }, id, until)
    follows = id
  }
  await callToday({ secretary, chair, heads }, until, follows)
  // Of a past they have lived through they know.
  for (const officer of [secretary, chair, clerk, ...heads])
    await perform(officer, (work) => markStaffNoticesRead(work, officer), { now: until })
  await sayThatTheyAreMadeUp(migratorUrl)
  return weeks
}

interface Held extends Omit<Table, 'clerk'> {
  day: LocalDay
  week: number
  those: Told
  follows: string | undefined
}

async function hold({ secretary, chair, heads, day, week, those, follows }: Held): Promise<string> {
  const at = (minutes: number) => instantAt(day, 8 * 60 + minutes)
  const agenda = agendaOf(week)
  const as = <T>(now: Date, task: (work: Work) => Promise<T>) => perform(secretary, task, { now })
  const { id } = await as(at(-3 * 24 * 60), (work) =>
    callMeeting(work, secretary, {
      requestKey: newId(),
      title,
      place: 'Phòng họp số 1',
      startsAt: formatIsoLocal(at(0)),
      endsAt: formatIsoLocal(at(90)),
      chair: chair.id,
      secretary: secretary.id,
      ...(follows ? { follows } : { rhythm: 'weekly' as const }),
      items: agenda.map(({ title, reporter, minutes }) => ({ title, reporter, minutes })),
    }),
  )
  if (!follows)
    for (const head of heads)
      await as(at(-3 * 24 * 60), (work) =>
        invite(work, secretary, id, { agencyId: head.agencyId, people: [head.id] }),
      )
  await as(at(2), (work) => startMeeting(work, secretary, id))
  const { people, items } = await as(at(2), (work) => viewSession(work, secretary, id))
  for (const [index, { id: personId }] of people.entries()) {
    const isLate = (index + week) % 5 === 4
    await as(at(isLate ? 17 : 3), (work) =>
      markPerson(work, secretary, id, {
        personId,
        state: 'present',
        ...(isLate ? {} : { fromStart: 'yes' as const }),
      }),
    )
  }
  let minutes = 2
  for (const [index, item] of items.entries()) {
    minutes += item.minutes + ((week + index) % 3) * 4 - 2
    const text = agenda[index]?.concluded(those) ?? ''
    await as(at(minutes), (work) => typeConclusions(work, secretary, id, { itemId: item.id, text }))
    await as(at(minutes), (work) => nextItem(work, secretary, id, { from: item.id }))
  }
  await as(at(minutes + 5), (work) => takeProposals(work, secretary, id))
  await as(at(minutes + 6), (work) => closeMeeting(work, secretary, id))
  return id
}

/** Sent on its way where the past ends: whoever tries the program out approves and signs it, and its tasks come. */
async function notice({ secretary }: Pick<Table, 'secretary'>, id: string, now: Date): Promise<void> {
  const at = { now }
  try {
    const { documentId } = await perform(
      secretary,
      (work) =>
        writeNotice(work, secretary, id, {
          monitor: 'Văn phòng Ủy ban nhân dân thành phố',
          reason: 'Lời dẫn, không phải kết luận',
        }),
      at,
    )
    const { version } = await perform(secretary, (work) => seeDraft(work, secretary, documentId), at)
    const draft = { version, amount: null }
    await perform(secretary, (work) => submitDraft(work, secretary, documentId, draft), at)
  } catch (error) {
    // What the rules of the agency do not allow here stays a draft on somebody's desk.
    if (!(error instanceof Refusal)) throw error
  }
}

/** At two, or an hour from now where that is over: called the day before. */
async function callToday(
  { secretary, chair }: Omit<Table, 'clerk'>,
  until: Date,
  follows: string | undefined,
): Promise<void> {
  const two = instantAt(localDay(until), 14 * 60)
  const startsAt = two > until ? two : new Date(until.getTime() + 60 * minuteMs)
  await perform(
    secretary,
    (work) =>
      callMeeting(work, secretary, {
        requestKey: newId(),
        title: 'Họp về kết quả thực hiện kết luận giao ban và kế hoạch tháng tới',
        place: 'Phòng họp số 2',
        startsAt: formatIsoLocal(startsAt),
        endsAt: formatIsoLocal(new Date(startsAt.getTime() + 90 * minuteMs)),
        chair: chair.id,
        secretary: secretary.id,
        ...(follows ? { follows } : {}),
        items: [
          { title: 'Kết quả thực hiện kết luận phiên trước', reporter: 'Văn phòng', minutes: 15 },
          { title: 'Kế hoạch tháng tới', reporter: 'Sở Tài chính', minutes: 30 },
          { title: 'Việc khác', reporter: '', minutes: 10 },
        ],
      }),
    { now: new Date(until.getTime() - 24 * 60 * minuteMs) },
  )
}

/** The Monday so many weeks before this day. */
function mondayBefore(day: LocalDay, weeksBefore: number): LocalDay {
  return addDays(day, -((weekdayOf(day) + 6) % 7) - (weeksBefore - 1) * 7 - (weekdayOf(day) === 1 ? 7 : 0))
}

async function hasMeetings(url: string): Promise<boolean> {
  const rows = await asked(url, 'select exists (select from meetings.meeting) as is_there')
  return rows[0]?.is_there === true
}

/** No use case says it of a meeting people hold. */
async function sayThatTheyAreMadeUp(url: string): Promise<void> {
  await asked(url, `update meetings.meeting set is_simulated = true where state = 'closed'`)
}

async function asked(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new DatabaseClient(url)
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}
