import { redirect } from '@sveltejs/kit'
import { findService } from '#server/modules/catalogue/index.ts'
import { listNotices, markNoticesRead } from '#server/modules/notifications/index.ts'
import { perform } from '#server/platform/work.ts'
import { formatDate, formatDateTime } from '#shared/dates.ts'
import { m } from '#shared/messages/index.ts'
import { citizenOf, citizenOrPark } from '#ui/form/citizen-page.server.ts'

export const load = async (event) => {
  // Who works in an office has theirs there.
  if (event.locals.actor.kind === 'officer') redirect(303, '/can-bo/thong-bao')
  const citizen = citizenOf(event)
  event.setHeaders({ 'cache-control': 'no-store' })
  return perform(citizen, async (work) => {
    const notices = []
    for (const { id, kind, data, createdAt, readAt } of await listNotices(work, citizen)) {
      const { code, serviceCode, dueAt, beforeDue, judgment, judgedOn } = data
      const told = kind === 'extended' && beforeDue === true ? 'extended_before_due' : kind
      const service = typeof serviceCode === 'string' ? await findService(work, serviceCode) : undefined
      const due = typeof dueAt === 'string' ? formatDateTime(new Date(dueAt)) : ''
      const about =
        typeof judgment === 'string' && typeof judgedOn === 'string'
          ? m.notifications.judgment(judgment, formatDate(judgedOn))
          : due
      notices.push({
        id,
        title: m.notifications.kinds[told]?.(about) ?? m.notifications.title,
        service: service?.plainName,
        code: typeof code === 'string' ? code : undefined,
        href: typeof data.askedId === 'string' ? `/xac-nhan/${data.askedId}` : undefined,
        at: formatDateTime(createdAt),
        isUnread: readAt === null,
      })
    }
    return { notices }
  })
}

export const actions = {
  default: async (event) => {
    const citizen = await citizenOrPark(event, [])
    await perform(citizen, (work) => markNoticesRead(work, citizen))
    redirect(303, '/thong-bao')
  },
}
