/** Who has an incoming document, as its page and the list of work show it. */
import { urgencyOf, workingDaysBetween, workingMinutesBetween } from '#server/crafts/calendar/index.ts'
import { findAgency } from '#server/modules/agencies/index.ts'
import { changesOf, listWhom, openAssigned } from '#server/modules/documents/index.ts'
import { listStaffNames } from '#server/modules/identity/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import { provinceCalendar } from '#server/platform/province.ts'
import type { Work } from '#server/platform/work.ts'
import { formatDate, formatDateTime, localDay, timeLeftWords } from '#shared/dates.ts'
import { m } from '#shared/messages/index.ts'

const words = m.documents.assign

interface Whose {
  agencyId: string | null
  accountId: string | null
}

/** Names of agencies and people, each asked once. */
export async function namesFor(work: Work, whose: readonly Whose[]) {
  const people = await listStaffNames(
    work,
    whose.flatMap(({ accountId }) => accountId ?? []),
  )
  const agencies = new Map<string, string>()
  for (const { agencyId } of whose)
    if (agencyId && !agencies.has(agencyId))
      agencies.set(agencyId, (await findAgency(work, agencyId))?.shortName ?? agencyId)
  return ({ agencyId, accountId }: Whose): string => {
    const unit = agencies.get(agencyId ?? '') ?? ''
    const person = people.get(accountId ?? '')
    return person ? (unit ? words.atUnit(person, unit) : person) : unit && words.wholeUnit(unit)
  }
}

/** The clock of a term: how pressing it is, in shape and words. */
export function presentTerm(dueAt: Date | null, isOpen: boolean, now: Date) {
  if (!dueAt) return { state: 'ended' as const, words: words.noTerm }
  if (!isOpen) return { state: 'done' as const, words: formatDate(dueAt) }
  const calendar = provinceCalendar()
  const state = urgencyOf(calendar, dueAt, now)
  const left = timeLeftWords({
    workingDays: workingDaysBetween(calendar, now, dueAt),
    workingMinutes: Math.floor(workingMinutesBetween(calendar, now, dueAt)),
    overdue: now > dueAt,
    state,
  })
  return { state, words: `${left}, ${formatDate(dueAt)}` }
}

/** What `Assigned.svelte` shows; refuses for a document this officer's agency neither received nor was given. */
export async function assignedOf(work: Work, officer: Officer, documentId: string) {
  const { assignment: a, parts, may } = await openAssigned(work, officer, documentId)
  const lead = { agencyId: a.leadAgencyId, accountId: a.leadAccountId }
  const giver = { agencyId: null, accountId: a.assignedBy }
  const nameOf = await namesFor(work, [lead, giver, ...parts])
  const isOpen = a.state === 'waiting' || a.state === 'assigned'
  const fact = (label: string, value: string | null | undefined) => (value ? [{ label, value }] : [])
  const choices =
    may.assign || may.handOn ? await listWhom(work, may.assign ? a.agencyId : (a.leadAgencyId ?? '')) : []
  const changes = (await changesOf(work, [documentId])).get(documentId) ?? []
  const groups = Map.groupBy(choices, ({ agencyName }) => agencyName)
  return {
    documentId,
    title: a.symbol || words.noSymbol,
    subject: a.subject || words.noSubject,
    organ: a.organ,
    isOwn: officer.agencyIds.includes(a.agencyId),
    stateWords: words.states[a.state],
    /** What its sender did to it since; where it stands no longer, that is why it is closed. */
    changes,
    closingReason: changes.findLast(({ isFrozen }) => isFrozen)?.words ?? '',
    term: a.state === 'waiting' ? undefined : presentTerm(a.dueAt, isOpen, work.now),
    facts: [
      ...fact(words.facts.lead, isOpen && a.state === 'waiting' ? '' : nameOf(lead)),
      ...fact(words.facts.parts, parts.map(nameOf).join('; ')),
      ...fact(words.facts.instruction, a.instruction),
      ...fact(words.facts.assigned, a.assignedAt && words.by(nameOf(giver), formatDateTime(a.assignedAt))),
      ...fact(words.facts.progress, a.progressAt && words.said(a.progress, formatDateTime(a.progressAt))),
      ...fact(
        words.facts.asked,
        a.askedUntil && words.askedUntil(formatDate(a.askedUntil), a.askedWhy ?? ''),
      ),
      ...fact(words.facts.returned, a.state === 'waiting' ? a.returnedWhy : ''),
      ...fact(words.facts.closed, a.closedWhy),
    ],
    answer: a.answeredBy && { href: `/van-ban/${a.answeredBy}`, symbol: a.answerSymbol ?? '' },
    isGiven: a.leadAgencyId !== null && a.state === 'assigned',
    isAsked: a.askedUntil !== null,
    /** What more time was asked for, as the form for it begins. */
    asked: a.askedUntil ?? (a.dueAt ? localDay(a.dueAt) : ''),
    instruction: a.instruction,
    may,
    groups: [...groups].map(([label, options]) => ({
      label,
      options: options.map(({ agencyId, accountId, name }) => ({
        value: accountId ? `${agencyId} ${accountId}` : agencyId,
        label: accountId ? name : words.wholeUnit(name),
      })),
    })),
  }
}
export type Assigned = Awaited<ReturnType<typeof assignedOf>>
