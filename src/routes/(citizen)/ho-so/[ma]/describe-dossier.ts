/** A dossier as its applicant reads it: words for states, people and times. */

import { remaining } from '#server/crafts/calendar/index.ts'
import { findAgency } from '#server/modules/agencies/index.ts'
import {
  type Action,
  type DossierView,
  hasResult,
  isExtendedBeforeDue,
  isInProcess,
  isRefusalAwaited,
  namesIn,
} from '#server/modules/dossiers/index.ts'
import { provinceCalendar } from '#server/platform/province.ts'
import type { Work } from '#server/platform/work.ts'
import { formatDateTime, timeLeftWords } from '#shared/dates.ts'
import { m } from '#shared/messages/index.ts'
import { recountedWords } from '#ui/dossiers/recounted-words.ts'

export interface ClockWords {
  state: 'ok' | 'soon' | 'today' | 'late' | 'hold' | 'done' | 'ended'
  words: string
}

/** How the limit stands now, in one phrase. */
export function clockWords(
  { dossier, state }: Pick<DossierView, 'dossier' | 'state'>,
  now: Date,
): ClockWords {
  const { status } = dossier
  const words = m.dossiers.statuses[status] ?? status
  if (!isInProcess(status)) return { state: hasResult(status) ? 'done' : 'ended', words }
  // The very moment and words the clerk sees; what is late here the agency answers for, not the applicant.
  if (status === 'submitted') {
    const isOver = now > dossier.acceptBy
    const promised = m.dossiers.acceptBefore(formatDateTime(dossier.acceptBy))
    return { state: isOver ? 'late' : 'ok', words: isOver ? m.dossiers.acceptLate : promised }
  }
  if (status === 'supplement' || status === 'duty')
    return { state: 'hold', words: m.ui.clock.hold.concat(', ', words.toLocaleLowerCase('vi')) }
  const left = remaining(provinceCalendar(), state.clock, now)
  const unit = state.clock.budget?.unit ?? 'working_days'
  return { state: left.state, words: timeLeftWords(left, unit) }
}

/** What happened, by whom, when; then, hollow, what is to come. */
export async function timelineOf(work: Work, { actions, dossier, prerequisites }: DossierView) {
  const events = []
  for (const action of actions) {
    events.push({
      title: isExtendedBeforeDue(actions, action)
        ? m.dossiers.extendedBeforeDue
        : (m.dossiers.happened[action.kind] ?? action.kind),
      by: await doerOf(work, action),
      detail: namesIn(prerequisites, action) || (await detailOf(work, action)),
      at: formatDateTime(action.at),
    })
  }
  if (isRefusalAwaited(dossier)) return events
  const isUnaccepted = dossier.status === 'supplement' && !dossier.acceptedAt
  const next = upcoming[isUnaccepted ? 'submitted' : dossier.status] ?? []
  return [...events, ...next.map((step) => ({ title: m.dossiers.read.dossier.upcoming[step], isNext: true }))]
}

type Upcoming = keyof typeof m.dossiers.read.dossier.upcoming
const upcoming: Record<string, Upcoming[]> = {
  submitted: ['accept', 'process', 'sign', 'deliver'],
  accepted: ['process', 'sign', 'deliver'],
  processing: ['sign', 'deliver'],
  supplement: ['process', 'sign', 'deliver'],
  decided: ['deliver'],
}

/** Applicants may know who handles their dossier (NĐ 118/2025/NĐ-CP): the name and the agency. */
async function doerOf(work: Work, { actorKind, actorName, agencyId }: Action): Promise<string | undefined> {
  if (actorKind !== 'officer') return undefined
  const agency = agencyId ? await findAgency(work, agencyId) : undefined
  return agency ? m.dossiers.read.dossier.officer(actorName, agency.name) : actorName
}

async function detailOf(work: Work, { kind, data, agencyId }: Action): Promise<string | undefined> {
  const goesElsewhere = data.toAgencyId !== undefined && data.toAgencyId !== agencyId
  if (kind === 'forward' && goesElsewhere) return (await findAgency(work, data.toAgencyId ?? ''))?.name
  if (kind === 'answer_supplement') return recountedWords(data).join(' ') || undefined
  // What officers write to each other on the way is theirs; what binds the applicant is told.
  if (kind === 'rate') return m.dossiers.apply.rating.levels[Number(data.rating) - 1]
  const told = ['ask_supplement', 'refuse', 'extend', 'withdraw', 'stop']
  return told.includes(kind) && data.reason ? String(data.reason) : undefined
}
