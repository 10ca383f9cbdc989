import { findAgency } from '#server/modules/agencies/index.ts'
import { listTasksFor } from '#server/modules/directives/index.ts'
import { requireOfficer } from '#server/platform/web/guards.ts'
import { perform } from '#server/platform/work.ts'
import type { PageServerLoad } from './$types'
import { presentTask } from './present-task.server.ts'

export const load: PageServerLoad = async ({ locals, url }) => {
  const officer = requireOfficer(locals.actor)
  const showsEnded = url.searchParams.get('xem') === 'da-xong'
  return perform(officer, async (work) => {
    const { tasks, open, ended } = await listTasksFor(work, officer, !showsEnded)
    return {
      showsEnded,
      open,
      ended,
      seesAll: officer.scope === 'province',
      mayOrder: officer.roles.includes('commander'),
      agency: (await findAgency(work, officer.agencyId))?.shortName ?? '',
      tasks: await Promise.all(tasks.map((task) => presentTask(work, task))),
    }
  })
}
