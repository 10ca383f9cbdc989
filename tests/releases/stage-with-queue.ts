/** The demo's people with the queue beneath them: what follows a fact waits there for a worker. */
import { jobs } from '#server/background.ts'
import { boss } from '#server/platform/jobs/boss.ts'
import { createQueues, registerJobs } from '#server/platform/jobs/jobs.ts'
import type { Stage } from '#tests/rights/scenes.ts'
import { openStage } from '#tests/rights/stage.ts'

export async function openStageWithQueue(): Promise<Stage> {
  registerJobs(jobs)
  await boss.start()
  await createQueues(jobs, [])
  return openStage()
}
