import { redirect } from '@sveltejs/kit'
import { findAgency } from '#server/modules/agencies/index.ts'
import { listStaffNotices, markStaffNoticesRead } from '#server/modules/notifications/index.ts'
import { requireOfficer } from '#server/platform/web/guards.ts'
import { perform } from '#server/platform/work.ts'
import { formatDateTime } from '#shared/dates.ts'
import { m } from '#shared/messages/index.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals }) => {
  const officer = requireOfficer(locals.actor)
  return perform(officer, async (work) => {
    const names = new Map<string, string>()
    const notices = []
    for (const { id, kind, agencyId, data, createdAt, readAt } of await listStaffNotices(work, officer)) {
      const isHere = officer.agencyIds.includes(agencyId)
      if (!isHere && !names.has(agencyId))
        names.set(agencyId, (await findAgency(work, agencyId))?.shortName ?? agencyId)
      notices.push({
        id,
        title: m.notifications.staff.kinds[kind]?.(data) ?? m.notifications.title,
        /** For whose work, where it is not the agency acted for: it opens after changing over. */
        elsewhere: isHere ? undefined : names.get(agencyId),
        at: formatDateTime(createdAt),
        isUnread: readAt === null,
      })
    }
    return { notices }
  })
}

export const actions: Actions = {
  default: async ({ locals }) => {
    const officer = requireOfficer(locals.actor)
    await perform(officer, (work) => markStaffNoticesRead(work, officer))
    redirect(303, '/can-bo/thong-bao')
  },
}
