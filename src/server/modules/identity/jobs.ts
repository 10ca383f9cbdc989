import { system } from '#server/platform/actor.ts'
import { defineSchedule } from '#server/platform/jobs/jobs.ts'
import { perform } from '#server/platform/work.ts'
import { attemptWindow, deviceDays } from './model.ts'
import { deleteExpired } from './queries/expired.ts'

/** Forgets what no longer serves: failures after an hour, sign-ins never finished, sessions and tokens 30 days after their end, devices half a year after their use. */
export const forgetExpired = defineSchedule({
  name: 'identity.forget-expired',
  cron: '17 * * * *',
  async run() {
    await perform(system, (work) =>
      deleteExpired(work.tx, {
        now: work.now,
        attemptsBefore: new Date(work.now.getTime() - attemptWindow),
        devicesBefore: new Date(work.now.getTime() - deviceDays * 86_400_000),
        endedBefore: new Date(work.now.getTime() - 30 * 86_400_000),
      }),
    )
  },
})
