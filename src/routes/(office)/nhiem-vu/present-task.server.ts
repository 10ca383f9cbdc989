/** A task as its pages show it. */
import { findAgency } from '#server/modules/agencies/index.ts'
import { findService } from '#server/modules/catalogue/index.ts'
import type { DocumentTask, FigureTask, Task } from '#server/modules/directives/index.ts'
import type { Work } from '#server/platform/work.ts'
import { dateWords, formatTime, localDay } from '#shared/dates.ts'
import { m } from '#shared/messages/index.ts'

export async function presentTask(work: Work, task: Task) {
  const agency = await findAgency(work, task.agencyId)
  const isOpen = task.status === 'open' || task.status === 'reported'
  const isLate = isOpen && task.dueOn !== null && task.dueOn < localDay(work.now)
  const isToday = isOpen && task.dueOn === localDay(work.now)
  return {
    id: task.id,
    title: task.title,
    wording: task.wording,
    agency: agency?.shortName ?? task.agencyId,
    agencyId: task.agencyId,
    figure: task.origin === 'figure' ? await presentFigure(work, task) : null,
    document: task.origin === 'document' ? await presentOrigin(work, task) : null,
    status: task.status,
    statusWords: m.directives.statusesOf[task.origin][task.status],
    due: task.dueOn ? m.directives.dueOn(dateWords(task.dueOn)) : task.term || m.directives.ofDocument.noDue,
    state: stateOf(task.status, isLate, isToday),
    isOpen,
    issued: m.directives.issuedBy(task.issuerName, moment(task.issuedAt)),
    ended: task.closedAt ? moment(task.closedAt) : '',
    endReason: task.endReason ?? '',
  }
}

async function presentFigure(work: Work, { measure, serviceCode, baseline, target }: FigureTask) {
  const service = serviceCode ? await findService(work, serviceCode) : undefined
  return {
    measure,
    measureName: m.directives.measures[measure] ?? measure,
    serviceCode,
    service: serviceCode ? (service?.plainName ?? serviceCode) : m.directives.everyService,
    baseline: m.directives.value(measure, baseline),
    goal: m.directives.goal(measure, target),
  }
}

async function presentOrigin(work: Work, task: DocumentTask) {
  const { documentId, documentSymbol, term, reportTo, condition, others } = task
  const issuer = (await findAgency(work, task.issuingAgencyId))?.shortName ?? task.issuingAgencyId
  return {
    id: documentId,
    symbol: documentSymbol,
    issuer,
    term,
    reportTo,
    condition,
    others: others.map(({ name }) => name),
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
