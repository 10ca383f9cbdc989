/** Nhắc hạn: whoever leads is told before the term ends, then the head, each once for a term, on working days. */
import { addWorkingDays, workingDaysBetween } from '#server/crafts/calendar/index.ts'
import { system } from '#server/platform/actor.ts'
import { allPages, eachApart } from '#server/platform/jobs/each-apart.ts'
import { defineSchedule } from '#server/platform/jobs/jobs.ts'
import { provinceCalendar } from '#server/platform/province.ts'
import { endsByClock } from '#server/platform/watch/clock-watch.ts'
import { perform, type Work } from '#server/platform/work.ts'
import { addDays, instantAt, type LocalDay, localDay, localMinutes, startOfLocalDay } from '#shared/dates.ts'
import { type Assignment, listToRemind, noteReminded } from './assignment-queries.ts'
import { termReminded } from './events.ts'
import { factOf } from './may-act.ts'
import { headsOf, tell, tellLead } from './tell.ts'

/** Two working days before the term whoever leads, one before it the head. */
const daysBefore = { lead: 2, head: 1 } as const
const atOnce = 500

/** Terms until then are near: whoever leads, or the head, is to know of them. */
export function termsNear(whom: keyof typeof daysBefore, now: Date): Date {
  return addWorkingDays(provinceCalendar(), now, daysBefore[whom])
}

function isOpenDay(day: LocalDay): boolean {
  return localDay(addWorkingDays(provinceCalendar(), startOfLocalDay(day), 0)) === day
}

/** Minutes of the day: the first and last run, and how long after one it is surely over. */
const [firstRun, lastRun, isOver] = [7 * 60, 17 * 60 + 45, 45]

/** The last moment whose terms have been reminded of by now, where nothing stands still. */
export function lastRemindedBy(now: Date): Date {
  const minutes = Math.min(localMinutes(now), lastRun + isOver) - isOver
  for (let day = localDay(now), at = minutes; ; day = addDays(day, -1), at = lastRun)
    if (at >= firstRun && isOpenDay(day)) return instantAt(day, at)
}

/**
 * Reminds of every term that is near and was not reminded of. Runs often and does each once; on a day on which offices are
 * closed nobody is told anything. One that fails stops no other. Returns how many were reminded.
 */
export async function remindOfTerms(now = new Date()): Promise<number> {
  if (!isOpenDay(localDay(now))) return 0
  let count = 0
  await eachApart(untold(now), async ({ whom, one }) => {
    await perform(system, (work) => remind(work, whom, one), { now })
    count++
  })
  return count
}

/** Page by page to the end, so that those that fail each time keep nobody's term from being told. */
async function* untold(now: Date): AsyncGenerator<{ whom: 'lead' | 'head'; one: Assignment }> {
  for (const whom of ['lead', 'head'] as const) {
    const until = termsNear(whom, now)
    const page = (after: Assignment | undefined) =>
      perform(system, ({ tx }) => listToRemind(tx, whom, until, { after, limit: atOnce }))
    for await (const one of allPages(page, atOnce)) yield { whom, one }
  }
}

async function remind(work: Work, whom: 'lead' | 'head', near: Assignment): Promise<void> {
  const { documentId, dueAt, agencyId } = near
  if (!dueAt) return
  await noteReminded(work.tx, documentId, whom, dueAt)
  // One fact for each term, however often the act before it is the same.
  const about = { ...near, lastSeq: dueAt.getTime() }
  const told =
    whom === 'lead'
      ? await tellLead(work, undefined, about, 'document_due_soon')
      : await tell(
          work,
          undefined,
          about,
          'document_due_head',
          (await headsOf(work, near.leadAgencyId ?? agencyId)).map((id) => [
            id,
            near.leadAgencyId ?? agencyId,
          ]),
        )
  if (told === 0) return
  const days = workingDaysBetween(provinceCalendar(), work.now, dueAt)
  await work.record(termReminded(documentId, { ...factOf(near, work.now), days, whom }))
}

export const remindOfDue = endsByClock(
  defineSchedule({
    name: 'documents.remind-of-due',
    // In office hours.
    cron: '*/15 7-17 * * *',
    run: async () => void (await remindOfTerms()),
  }),
)
