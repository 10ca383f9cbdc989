import { defineSchedule } from '../jobs/jobs.ts'
import { endsByClock } from '../watch/clock-watch.ts'
import { collectGarbage } from './collect-garbage.ts'
import { expireUploads } from './upload.ts'

export const fileSchedules = [
  endsByClock(
    defineSchedule({
      name: 'files.expire-uploads',
      cron: '*/20 * * * *',
      run: async () => void (await expireUploads()),
    }),
  ),
  endsByClock(
    defineSchedule({
      name: 'files.collect-garbage',
      cron: '17 2 * * *',
      run: async () => void (await collectGarbage()),
    }),
  ),
]
