/** A task as its pages show it. */
import { findAgency } from '#server/modules/agencies/index.ts'
import { findService } from '#server/modules/catalogue/index.ts'
import type { Task } from '#server/modules/directives/index.ts'
import type { Work } from '#server/platform/work.ts'
import { dateWords, formatTime, localDay } from '#shared/dates.ts'
import { m } from '#shared/messages/index.ts'

export async function presentTask(work: Work, task: Task) {
  const agency = await findAgency(work, task.agencyId)
  const service = task.serviceCode ? await findService(work, task.serviceCode) : undefined
  const isOpen = task.status === 'open' || task.status === 'reported'
  const isLate = isOpen && task.dueOn < localDay(work.now)
  const isToday = isOpen && task.dueOn === localDay(work.now)
  return {
    id: task.id,
    title: task.title,
    wording: task.wording,
    agency: agency?.shortName ?? task.agencyId,
    agencyId: task.agencyId,
    measure: task.measure,
    measureName: m.directives.measures[task.measure] ?? task.measure,
    serviceCode: task.serviceCode,
    service: task.serviceCode ? (service?.plainName ?? task.serviceCode) : m.directives.everyService,
    baseline: m.directives.value(task.measure, task.baseline),
    goal: m.directives.goal(task.measure, task.target),
    status: task.status,
    statusWords: m.directives.statuses[task.status] ?? task.status,
    due: m.directives.dueOn(dateWords(task.dueOn)),
    state: stateOf(task.status, isLate, isToday),
    isOpen,
    issued: m.directives.issuedBy(task.issuerName, moment(task.issuedAt)),
    ended: task.closedAt ? moment(task.closedAt) : '',
  }
}

function stateOf(status: Task['status'], isLate: boolean, isToday: boolean) {
  if (status === 'closed') return 'done' as const
  if (status === 'withdrawn') return 'hold' as const
  return isLate ? ('late' as const) : isToday ? ('soon' as const) : ('ok' as const)
}

export function moment(at: Date): string {
  return `${formatTime(at)}, ${dateWords(at)}`
}
