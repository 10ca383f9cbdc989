/** The second process: everything that happens after the fact. */
import './worker-role.ts'
import { database } from '#server/platform/database/database.ts'
import { joinInstallation, leaveInstallation } from '#server/platform/installation.ts'
import { startJobs, stopJobs } from '#server/platform/jobs/jobs.ts'
import { startFollowers, stopFollowers } from '#server/platform/log/follower.ts'
import { startSealing, stopSealing } from '#server/platform/log/seal/sealing.ts'
import { log } from '#server/platform/log.ts'
import { conditions } from './conditions.ts'
import { followers, jobs, openQueue, schedules } from './facts.ts'

await openQueue()
await startJobs(jobs, schedules)
startFollowers(followers)
startSealing()
joinInstallation('worker', conditions)
log.info('worker ready')
process.send?.('ready')

for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, stop)
process.once('disconnect', stop)

async function stop(): Promise<void> {
  setTimeout(() => process.exit(0), 8_000).unref()
  await Promise.all([stopFollowers(), stopJobs()])
  await stopSealing()
  await leaveInstallation()
  await database.destroy()
  process.exit(0)
}
