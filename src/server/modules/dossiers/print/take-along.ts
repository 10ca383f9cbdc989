/** What officers and citizens take along: the work list as a table, due days as a calendar. */

import { type CalendarEntry, writeCalendar } from '#server/crafts/calendar/icalendar.ts'
import { listServices } from '#server/modules/catalogue/index.ts'
import { listBeingSigned } from '#server/modules/documents/index.ts'
import { namesOfStaff } from '#server/modules/identity/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import { config } from '#server/platform/config.ts'
import { writeCsv } from '#server/platform/web/csv.ts'
import type { Work } from '#server/platform/work.ts'
import { formatDate, formatTime } from '#shared/dates.ts'
import { m } from '#shared/messages/index.ts'
import { supplementDue } from '../clock.ts'
import { isRefusalAwaited } from '../model.ts'
import type { DossierView } from '../read/view-dossier.ts'
import { takeWorkList } from '../read/work-list.ts'
import type { WorkListQuery } from '../read/work-list-query.ts'
import { bindingAt, isRunning } from '../states.ts'

/** The work list with its filters, at most 10,000 rows. It names people: that each was listed is recorded. */
export async function workListCsv(
  work: Work,
  officer: Officer,
  query: WorkListQuery,
): Promise<Iterable<string>> {
  const rows = await takeWorkList(work, officer, query, { naming: true })
  const services = await serviceNames(work)
  const signing = await listBeingSigned(
    work,
    rows.map(({ id }) => id),
  )
  const staff = await namesOfStaff(
    work,
    rows.flatMap(({ assigneeId }) => assigneeId ?? []),
  )
  return writeCsv(
    m.dossiers.workList.takeAlong.columns,
    rows.map((row) => [
      row.code,
      row.serviceCode,
      services.get(row.serviceCode) ?? row.serviceCode,
      row.applicantName,
      m.dossiers.statuses[row.status] ?? row.status,
      signing.has(row.id)
        ? m.dossiers.beingSigned
        : isRefusalAwaited(row)
          ? m.dossiers.refusalAwaited
          : (m.dossiers.steps[row.step] ?? row.step),
      staff.get(row.assigneeId ?? '') ?? '',
      moment(row.submittedAt),
      moment(row.acceptedAt),
      moment(bindingAt(row)),
      moment(row.finishedAt),
    ]),
  )
}

/** The deadlines of the same rows, without a name. */
export async function workListCalendar(work: Work, officer: Officer, query: WorkListQuery): Promise<string> {
  const rows = await takeWorkList(work, officer, query, { naming: false })
  const services = await serviceNames(work)
  const words = m.dossiers.workList.takeAlong
  const entries = rows.flatMap((row): CalendarEntry[] => {
    const at = bindingAt(row)
    if (!at) return []
    const service = services.get(row.serviceCode) ?? row.serviceCode
    return [
      {
        uid: uidOf(row.id, 'due'),
        at,
        summary: row.status === 'submitted' ? words.acceptBy(row.code) : words.due(row.code),
        description: service,
        url: `${config.ORIGIN}/mot-cua/${row.code}`,
      },
    ]
  })
  return writeCalendar(words.calendarName, entries, work.now)
}

/**
 * The days of one dossier: until when it is to be completed, by when somebody has to come in person where the service asks
 * it, and when the result is due. A dossier that has ended has none to come.
 */
export async function dossierCalendar(
  work: Work,
  { dossier, service, actions, state }: DossierView,
): Promise<string> {
  const words = m.dossiers.read.calendar
  const entry = (kind: string, at: Date, summary: string, description: string, allDay = false) => ({
    uid: uidOf(dossier.id, kind),
    at,
    allDay,
    summary,
    description,
    url: `${config.ORIGIN}/ho-so/${dossier.code}`,
  })
  const about = `${service.plainName}, ${dossier.code}`
  const entries: CalendarEntry[] = []
  const asked = actions.findLast(({ kind }) => kind === 'ask_supplement')
  if (dossier.status === 'supplement' && asked) {
    const until = supplementDue(state.terms, asked.at)
    entries.push(entry('supplement', until, words.supplement(dossier.code), about))
  }
  if (dossier.dueAt && isRunning(dossier.status)) {
    for (const { key, name } of service.steps.filter(({ role }) => role === 'applicant')) {
      entries.push(entry(`attend-${key}`, dossier.dueAt, words.attend(name), words.attendBy(about), true))
    }
    entries.push(entry('due', dossier.dueAt, words.due(dossier.code), about))
  }
  return writeCalendar(words.name(dossier.code), entries, work.now)
}

function uidOf(id: string, kind: string): string {
  return `${id}-${kind}@${new URL(config.ORIGIN).hostname}`
}

async function serviceNames(work: Work): Promise<Map<string, string>> {
  return new Map((await listServices(work)).map(({ code, plainName }) => [code, plainName]))
}

function moment(at: Date | null): string {
  return at ? `${formatDate(at)} ${formatTime(at)}` : ''
}
