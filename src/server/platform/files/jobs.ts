import { defineSchedule } from '#server/platform/jobs.ts'
import { collectGarbage } from './collect-garbage.ts'
import { expireUploads } from './upload.ts'

export const fileSchedules = [
  defineSchedule({
    name: 'files.expire-uploads',
    cron: '*/20 * * * *',
    run: async () => void (await expireUploads()),
  }),
  defineSchedule({
    name: 'files.collect-garbage',
    cron: '17 2 * * *',
    run: async () => void (await collectGarbage()),
  }),
]
