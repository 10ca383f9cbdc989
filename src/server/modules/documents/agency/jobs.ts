/** What goes on by itself with documents of agencies. */
import { defineSchedule, type Schedule } from '#server/platform/jobs/jobs.ts'
import { finishDrafts } from './sign-drafts.ts'

/** What a leader confirmed is signed, whatever stopped in between. */
const finish = defineSchedule({
  name: 'documents.finish-signings',
  cron: '* * * * *',
  run: async () => {
    await finishDrafts()
  },
})

export const agencyDocumentSchedules: readonly Schedule[] = [finish]
