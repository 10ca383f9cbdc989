/** Nhắc họp: those invited are told a day before and again shortly before it begins, each once for each time it is called for. */
import { system } from '#server/platform/actor.ts'
import { eachApart } from '#server/platform/jobs/each-apart.ts'
import { defineSchedule } from '#server/platform/jobs/jobs.ts'
import { endsByClock } from '#server/platform/watch/clock-watch.ts'
import { perform } from '#server/platform/work.ts'
import { minuteMs } from '#shared/dates.ts'
import { listAhead, listPeople } from '../look/queries.ts'
import { tellInvited } from '../tell.ts'

const soonMs = 30 * minuteMs
const aheadMs = 24 * 60 * minuteMs
const atOnce = 1000

/** Reminds of every meeting that is near; who has been told is not told again. One that fails stops no other. */
export async function remindOfMeetings(now = new Date()): Promise<void> {
  const near = await perform(
    system,
    ({ tx }) => listAhead(tx, now, new Date(now.getTime() + aheadMs), atOnce),
    { now },
  )
  await eachApart(near, (meeting) =>
    perform(
      system,
      async (work) => {
        const isSoon = meeting.startsAt.getTime() - now.getTime() <= soonMs
        // Called within the day it needs no second word on the same day.
        if (!isSoon && meeting.startsAt.getTime() - meeting.calledAt.getTime() < aheadMs) return
        const fact = String(meeting.startsAt.getTime())
        const people = await listPeople(work.tx, meeting.id)
        await tellInvited(work, meeting, people, isSoon ? 'meeting_soon' : 'meeting_ahead', fact)
      },
      { now },
    ),
  )
}

export const remindMeetings = endsByClock(
  defineSchedule({ name: 'meetings.remind', cron: '*/5 * * * *', run: () => remindOfMeetings() }),
)
