import { listServices, type Service } from '#server/modules/catalogue/index.ts'
import {
  type DossierPaper,
  listPapersOfDossiers,
  listWork,
  WorkListQuery,
  type WorkListRow,
  workTabs,
} from '#server/modules/dossiers/index.ts'
import { listStaffOf } from '#server/modules/identity/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import { newId } from '#server/platform/id.ts'
import { requireCaseHandler } from '#server/platform/rights.ts'
import { perform } from '#server/platform/work.ts'
import { formatDate, formatTime } from '#shared/dates.ts'
import { m } from '#shared/messages/index.ts'
import type { PageServerLoad } from './$types'
import { paperKind } from './paper-kind.ts'
import { presentClock } from './present-clock.server.ts'

export const load: PageServerLoad = async ({ locals, url }) => {
  const officer = requireCaseHandler(locals.actor)
  const query = WorkListQuery.catch(WorkListQuery.parse({})).parse(Object.fromEntries(url.searchParams))
  return perform(officer, async (work) => {
    const { rows, counts, total, pageSize } = await listWork(work, officer, query)
    const services = await listServices(work)
    const names = new Map(services.map(({ code, plainName }) => [code, plainName]))
    const papers = await listPapersOfDossiers(
      work.tx,
      rows.map(({ id }) => id),
    )
    const staff = new Map((await listStaffOf(work, officer.agencyId)).map(({ id, name }) => [id, name]))
    return {
      query: { tab: query.tab, q: query.q, service: query.service ?? '', mine: query.mine, page: query.page },
      rows: rows.map((row) => ({
        ...present(row, names, staff, work.now),
        mayAsk: mayAsk(officer, row),
        papers: papers
          .filter(({ dossierId }) => dossierId === row.id)
          .map((paper) =>
            presentPaper(
              paper,
              services.find(({ code }) => code === row.serviceCode),
            ),
          ),
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
    submitted: `${formatTime(row.submittedAt)}, ${formatDate(row.submittedAt)}`,
    status: row.status,
    clock: presentClock(row, now),
    step: row.status === 'submitted' ? m.office.tabs.new : (m.dossiers.steps[row.step] ?? row.step),
    assignee: row.assigneeId ? (staff.get(row.assigneeId) ?? '') : m.office.unassigned,
  }
}

/** A paper by the name its service gives it. */
function presentPaper({ seq, key, name, mediaType, size }: DossierPaper, service: Service | undefined) {
  return {
    seq,
    name: service?.papers.find((paper) => paper.key === key)?.name ?? name,
    kind: paperKind(mediaType, size),
  }
}
