/** The third process: what was recorded of meetings is heard. It holds no model: the engine is a process of its own, there while there is work. */
import { startHearing } from '#server/modules/meetings/hearing/run.ts'
import { database } from '#server/platform/database/database.ts'
import { joinInstallation, leaveInstallation } from '#server/platform/installation.ts'
import { log } from '#server/platform/log.ts'
import { loopCondition, movingCondition, poolCondition } from '#server/platform/watch/process-conditions.ts'

const hearing = startHearing()
joinInstallation('speech', [poolCondition, loopCondition, movingCondition])
log.info('speech ready')
process.send?.('ready')

for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, stop)
process.once('disconnect', stop)

/** What is being heard is heard by whoever comes next. */
async function stop(): Promise<void> {
  setTimeout(() => process.exit(0), 3_000).unref()
  await hearing.stop()
  await leaveInstallation()
  await database.destroy()
  process.exit(0)
}
