import { currentValue, hasRecovered } from '#server/modules/indicators/index.ts'
import { system } from '#server/platform/actor.ts'
import { eachApart } from '#server/platform/jobs/each-apart.ts'
import { defineSchedule } from '#server/platform/jobs/jobs.ts'
import { endsByClock } from '#server/platform/watch/clock-watch.ts'
import { perform, type Work } from '#server/platform/work.ts'
import { taskClosed } from './events.ts'
import { changeTask, listReportedOfFigures, lockTask } from './queries.ts'

/** Closes every reported task whose figure is back at its target; nothing else closes one that a figure ordered. One that fails stops no other. */
export async function closeRecovered(): Promise<void> {
  const reported = await perform(system, ({ tx }) => listReportedOfFigures(tx, 1000))
  await eachApart(reported, ({ id }) => perform(system, (work) => closeIfRecovered(work, id)))
}

async function closeIfRecovered(work: Work, id: string): Promise<void> {
  const task = await lockTask(work.tx, id)
  if (task?.status !== 'reported' || task.origin !== 'figure') return
  const { agencyId, measure, serviceCode, target } = task
  const value = await currentValue(work, measure, agencyId, serviceCode)
  if (!hasRecovered(measure, value, target)) return
  await changeTask(work.tx, id, { status: 'closed', closedAt: work.now })
  await work.record(taskClosed(id, { agencyId, measure, serviceCode, value }))
}

export const watchTasks = endsByClock(
  defineSchedule({
    name: 'directives.close-recovered',
    cron: '* * * * *',
    run: closeRecovered,
  }),
)
