/** Nhắc hạn: whoever leads is told before the term ends, then the head, each once for a term, on working days. */
import { addWorkingDays, workingDaysBetween } from '#server/crafts/calendar/index.ts'
import { system } from '#server/platform/actor.ts'
import { eachApart } from '#server/platform/jobs/each-apart.ts'
import { defineSchedule } from '#server/platform/jobs/jobs.ts'
import { provinceCalendar } from '#server/platform/province.ts'
import { endsByClock } from '#server/platform/watch/clock-watch.ts'
import { perform, type Work } from '#server/platform/work.ts'
import { localDay, startOfLocalDay } from '#shared/dates.ts'
import { type Assignment, listToRemind, noteReminded } from './assignment-queries.ts'
import { termReminded } from './events.ts'
import { factOf } from './may-act.ts'
import { headsOf, tell, tellLead } from './tell.ts'

/** Two working days before the term whoever leads, one before it the head. */
const daysBefore = { lead: 2, head: 1 } as const
const atOnce = 500

/**
 * Reminds of every term that is near and was not reminded of. Runs often and does each once; on a day on which offices are
 * closed nobody is told anything. Returns how many were reminded.
 */
export async function remindOfTerms(now = new Date()): Promise<number> {
  const calendar = provinceCalendar()
  const today = localDay(now)
  if (localDay(addWorkingDays(calendar, startOfLocalDay(today), 0)) !== today) return 0
  let count = 0
  for (const whom of ['lead', 'head'] as const) {
    const until = addWorkingDays(calendar, now, daysBefore[whom])
    const near = await perform(system, ({ tx }) => listToRemind(tx, whom, until, atOnce))
    await eachApart(near, async (one) => {
      await perform(system, (work) => remind(work, whom, one), { now })
      count++
    })
  }
  return count
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
  await work.record(termReminded(documentId, { ...factOf(near), days, whom }))
}

export const remindOfDue = endsByClock(
  defineSchedule({
    name: 'documents.remind-of-due',
    // In office hours.
    cron: '*/15 7-17 * * *',
    run: async () => void (await remindOfTerms()),
  }),
)
