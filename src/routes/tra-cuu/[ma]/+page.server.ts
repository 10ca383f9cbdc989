import { redirect } from '@sveltejs/kit'
import { getPublicStatus, type PublicStatus } from '#server/modules/dossiers/index.ts'
import { urgencyOf, workingDaysBetween } from '#server/platform/calendar/index.ts'
import { provinceCalendar } from '#server/platform/province.ts'
import { Refusal } from '#server/platform/refusal.ts'
import { formatDateTime, timeLeftWords } from '#shared/dates.ts'
import { m } from '#shared/messages/index.ts'
import { namesFor } from '../names.ts'
import { tidyCode } from '../tidy-code.ts'

/** What anyone who holds the code may know. One query and remembered names: many look at once. */
export const load = async ({ params, setHeaders }) => {
  const code = tidyCode(params.ma)
  if (!code) return { typed: params.ma.slice(0, 80), issue: m.apply.track.unreadable, found: undefined }
  if (code !== params.ma) redirect(303, `/tra-cuu/${code}`)
  setHeaders({ 'cache-control': 'no-store' })
  const status = await getPublicStatus(code).catch((error: unknown) => {
    if (error instanceof Refusal) return undefined
    throw error
  })
  if (!status) return { typed: code, issue: m.apply.track.notFound, found: undefined }
  const now = new Date()
  const names = await namesFor(status.serviceCode, status.serviceVersion, status.handlingAgencyId)
  return {
    typed: code,
    issue: undefined,
    found: {
      service: names.service,
      title: isOver(status)
        ? (m.dossiers.statuses[status.status] ?? '')
        : m.apply.track.at(m.dossiers.statuses[status.status] ?? '', names.agency),
      clock: clockOf(status, now),
      dueAt: isOver(status) ? null : status.dueAt,
      events: eventsOf(status),
      asOf: m.apply.track.asOf(formatDateTime(now)),
    },
  }
}

function isOver({ status }: PublicStatus): boolean {
  return ['refused', 'withdrawn', 'stopped', 'decided', 'returned'].includes(status)
}

function clockOf(status: PublicStatus, now: Date) {
  if (isOver(status)) return { state: 'done' as const, words: m.dossiers.statuses[status.status] ?? '' }
  if (status.pausedSince)
    return { state: 'hold' as const, words: `${m.ui.clock.hold}, ${m.apply.track.paused.toLowerCase()}` }
  if (!status.acceptedAt || !status.dueAt) return { state: 'ok' as const, words: m.apply.dossier.waiting }
  const state = urgencyOf(provinceCalendar(), status.dueAt, now)
  const workingDays = workingDaysBetween(provinceCalendar(), now, status.dueAt)
  return { state, words: timeLeftWords({ workingDays, workingMinutes: 0, overdue: state === 'late', state }) }
}

function eventsOf(status: PublicStatus) {
  const words = m.apply.track
  const at = (instant: Date | null) => (instant ? formatDateTime(instant) : undefined)
  const happened = [
    { title: words.sent, at: at(status.submittedAt) },
    ...(status.acceptedAt ? [{ title: words.accepted, at: at(status.acceptedAt) }] : []),
    ...(status.pausedSince ? [{ title: words.paused, at: at(status.pausedSince) }] : []),
    ...(status.finishedAt
      ? [{ title: m.dossiers.statuses[status.status] ?? words.finished, at: at(status.finishedAt) }]
      : []),
  ]
  if (isOver(status)) return happened
  const { accept, process, sign, deliver } = m.apply.dossier.upcoming
  const next = status.acceptedAt
    ? status.status === 'processing'
      ? [sign, deliver]
      : [process, sign, deliver]
    : [accept, process, sign, deliver]
  return [...happened, ...next.map((title) => ({ title, isNext: true }))]
}
