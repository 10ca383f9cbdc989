import { system } from '#server/platform/actor.ts'
import { defineSchedule } from '#server/platform/jobs/jobs.ts'
import { endsByClock } from '#server/platform/watch/clock-watch.ts'
import { perform } from '#server/platform/work.ts'
import { deleteNotices } from './queries.ts'

const keptDays = 365

/** Forgets what was told a year ago, read or not: the dossier it told of stays where it was. */
export const forgetNotices = endsByClock(
  defineSchedule({
    name: 'notifications.forget-notices',
    cron: '30 3 * * *',
    run: () =>
      perform(system, (work) => deleteNotices(work.tx, new Date(work.now.getTime() - keptDays * 86_400_000))),
  }),
)
