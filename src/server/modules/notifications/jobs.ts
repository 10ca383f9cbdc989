import { system } from '#server/platform/actor.ts'
import { defineSchedule } from '#server/platform/jobs/jobs.ts'
import { endsByClock } from '#server/platform/watch/clock-watch.ts'
import { perform } from '#server/platform/work.ts'
import { deleteNotices } from './queries.ts'
import { deleteStaffNotices } from './staff-queries.ts'

const keptDays = 365

/** Forgets what was told a year ago, read or not: what it told of stays where it was. */
export const forgetNotices = endsByClock(
  defineSchedule({
    name: 'notifications.forget-notices',
    cron: '30 3 * * *',
    run: () =>
      perform(system, async (work) => {
        const before = new Date(work.now.getTime() - keptDays * 86_400_000)
        await deleteNotices(work.tx, before)
        await deleteStaffNotices(work.tx, before)
      }),
  }),
)
