import { listServices } from '#server/modules/catalogue/index.ts'
import { listWork, WorkListQuery, type WorkListRow, workTabs } from '#server/modules/dossiers/index.ts'
import { listStaffOf } from '#server/modules/identity/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import { requireRole } from '#server/platform/guards.ts'
import { newId } from '#server/platform/id.ts'
import { perform } from '#server/platform/work.ts'
import { formatTime } from '#shared/dates.ts'
import { m } from '#shared/messages/index.ts'
import type { PageServerLoad } from './$types'
import { presentClock } from './present-clock.server.ts'

export const load: PageServerLoad = async ({ locals, url }) => {
  const officer = requireRole(locals.actor, 'one_stop', 'specialist', 'leader')
  const query = WorkListQuery.catch(WorkListQuery.parse({})).parse(Object.fromEntries(url.searchParams))
  return perform(officer, async (work) => {
    const { rows, counts, total, pageSize } = await listWork(work, officer, query)
    const services = await listServices(work)
    const names = new Map(services.map(({ code, plainName }) => [code, plainName]))
    const staff = new Map((await listStaffOf(work, officer.agencyId)).map(({ id, name }) => [id, name]))
    return {
      query: { tab: query.tab, q: query.q, service: query.service ?? '', mine: query.mine, page: query.page },
      rows: rows.map((row) => ({
        ...present(row, names, staff, work.now),
        mayAsk: mayAsk(officer, row),
      })),
      tabs: workTabs.map((tab) => ({
        tab,
        text: m.office.tabs[tab],
        count: tab === 'done' ? undefined : counts[tab],
      })),
      counts,
      total,
      pageSize,
      services: services
        .map(({ code, plainName }) => ({ code, name: plainName }))
        .sort((a, b) => a.name.localeCompare(b.name, 'vi')),
      at: formatTime(work.now),
      requestKey: newId(),
      mayAccept: officer.roles.includes('one_stop'),
    }
  })
}

/** Asked once, while it is before people who ask. */
function mayAsk({ roles }: Officer, { status, step, supplements }: WorkListRow): boolean {
  return (
    supplements === 0 &&
    (roles.includes('one_stop') || roles.includes('specialist')) &&
    ['submitted', 'accepted', 'processing'].includes(status) &&
    ['one_stop', 'specialist'].includes(step)
  )
}

function present(row: WorkListRow, names: Map<string, string>, staff: Map<string, string>, now: Date) {
  return {
    code: row.code,
    name: row.applicantName,
    service: names.get(row.serviceCode) ?? row.serviceCode,
    channel: m.office.channels[row.channel] ?? '',
    submitted: `${formatTime(row.submittedAt)}`,
    status: row.status,
    clock: presentClock(row, now),
    step: row.status === 'submitted' ? m.office.tabs.new : (m.dossiers.steps[row.step] ?? row.step),
    assignee: row.assigneeId ? (staff.get(row.assigneeId) ?? '') : m.office.unassigned,
  }
}
