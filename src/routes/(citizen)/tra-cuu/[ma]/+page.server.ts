import { redirect } from '@sveltejs/kit'
import { urgencyOf, workingDaysBetween } from '#server/crafts/calendar/index.ts'
import { followDossier, hasResult, type PublicStatus, type Standing } from '#server/modules/dossiers/index.ts'
import { provinceCalendar } from '#server/platform/province.ts'
import { formatDateTime, localDay, timeLeftWords } from '#shared/dates.ts'
import { m } from '#shared/messages/index.ts'
import { Refusal } from '#shared/refusal.ts'
import { namesFor } from '../names.ts'
import { tidyCode } from '../tidy-code.ts'
import { trackAddress } from '../track-address.ts'

/**
 * Where a dossier stands: its state and day for whoever has the code, the rest with the check code or for the applicant.
 * One query and remembered names: many look at once.
 */
export const load = async ({ params, url, locals, setHeaders, getClientAddress }) => {
  const checkCode = (url.searchParams.get('kiem-tra') ?? '').trim().slice(0, 40)
  const code = tidyCode(params.ma)
  const asked = { typed: code ?? params.ma.slice(0, 80), checkCode, issue: undefined, checkIssue: undefined }
  if (!code) return { ...asked, issue: m.dossiers.read.track.unreadable, found: undefined }
  if (code !== params.ma) redirect(303, trackAddress(code, checkCode))
  setHeaders({ 'cache-control': 'no-store' })
  try {
    const { actor } = locals
    const standing = await followDossier({ code, checkCode, actor, address: getClientAddress() })
    return { ...asked, found: await describe(standing, new Date()) }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    if (error.code === 'dossiers.not_found')
      return { ...asked, issue: m.dossiers.read.track.notFound, found: undefined }
    if (error.code === 'dossiers.check_code_wrong')
      return { ...asked, checkIssue: m.refusal(error.code), found: undefined }
    throw error
  }
}

async function describe({ status, dueAt, whole }: Standing, now: Date) {
  const words = m.dossiers.statuses[status] ?? ''
  const asOf = m.dossiers.read.track.asOf(formatDateTime(now))
  const dueOn = dueAt && !isOver({ status }) ? localDay(dueAt) : null
  if (!whole) {
    return { title: words, state: isOver({ status }) ? endOf(status) : ('ok' as const), dueOn, asOf }
  }
  const names = await namesFor(whole.serviceCode, whole.serviceVersion, whole.handlingAgencyId)
  return {
    title: isOver(whole) ? words : m.dossiers.read.track.at(words, names.agency),
    dueOn,
    asOf,
    whole: {
      service: names.service,
      clock: clockOf(whole, now),
      dueAt: isOver(whole) ? null : whole.dueAt,
      events: eventsOf(whole),
    },
  }
}

function isOver({ status }: Pick<PublicStatus, 'status'>): boolean {
  return ['refused', 'withdrawn', 'stopped', 'decided', 'returned'].includes(status)
}

function endOf(status: PublicStatus['status']) {
  return hasResult(status) ? ('done' as const) : ('ended' as const)
}

function clockOf(status: PublicStatus, now: Date) {
  if (isOver(status)) return { state: endOf(status.status), words: m.dossiers.statuses[status.status] ?? '' }
  if (status.pausedSince)
    return {
      state: 'hold' as const,
      words: `${m.ui.clock.hold}, ${m.dossiers.read.track.paused.toLowerCase()}`,
    }
  if (!status.acceptedAt || !status.dueAt)
    return { state: 'ok' as const, words: m.dossiers.read.dossier.waiting }
  const state = urgencyOf(provinceCalendar(), status.dueAt, now)
  const workingDays = workingDaysBetween(provinceCalendar(), now, status.dueAt)
  return { state, words: timeLeftWords({ workingDays, workingMinutes: 0, overdue: state === 'late', state }) }
}

function eventsOf(status: PublicStatus) {
  const words = m.dossiers.read.track
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
  const { accept, process, sign, deliver } = m.dossiers.read.dossier.upcoming
  const next = status.acceptedAt
    ? status.status === 'processing'
      ? [sign, deliver]
      : [process, sign, deliver]
    : [accept, process, sign, deliver]
  return [...happened, ...next.map((title) => ({ title, isNext: true }))]
}
