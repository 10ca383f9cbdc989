/** A meeting while it runs, as its page shows it. */
import { maySend, type SessionView } from '#server/modules/meetings/index.ts'
import { formatTime, minuteMs } from '#shared/dates.ts'
import { m } from '#shared/messages/index.ts'

const words = m.meetings.session

export function presentSession(
  { meeting, people, mayRun, items, current, attendance, isNear, hasMinutes }: SessionView,
  now: Date,
) {
  const presence = new Map(attendance.people.map((one) => [one.personId, one]))
  const numberOf = new Map(items.map(({ id, position }) => [id, position]))
  const running = items.find(({ id }) => id === current)
  const next = items.find(({ startedAt }) => startedAt === null)
  return {
    id: meeting.id,
    title: meeting.title,
    state: meeting.state,
    mayRun,
    mayStart: mayRun && isNear,
    mayMark: mayRun && meeting.state !== 'cancelled' && !hasMinutes,
    hasMinutes: mayRun && hasMinutes,
    isClosedClass: meeting.secrecy === 'closed',
    count: items.length,
    serverNow: now.getTime(),
    running: running?.startedAt
      ? {
          id: running.id,
          number: running.position,
          title: running.title,
          reporter: running.reporter,
          minutes: running.minutes,
          startedAt: running.startedAt.getTime(),
        }
      : undefined,
    next: next?.title ?? '',
    items: items.map(({ id, position, title, minutes, startedAt, endedAt }) => ({
      id,
      number: position,
      title,
      state: startedAt === null ? words.waiting : endedAt === null ? words.running : '',
      took:
        startedAt && endedAt
          ? words.took(Math.round((endedAt.getTime() - startedAt.getTime()) / minuteMs), minutes)
          : words.budget(minutes),
      isLate: startedAt !== null && (endedAt ?? now).getTime() - startedAt.getTime() > minutes * minuteMs,
    })),
    quorum: {
      words: words.attendance.quorum(attendance.quorum.present, attendance.quorum.of),
      reached: attendance.quorum.isReached ? words.attendance.reached : words.attendance.notReached,
      isReached: attendance.quorum.isReached,
    },
    strangers: meeting.strangers,
    people: people.map((person) => {
      const one = presence.get(person.id)
      const state = one?.state ?? ('none' as const)
      return {
        id: person.id,
        name: person.name,
        from: [person.post, person.agencyName].filter(Boolean).join(', '),
        maySend: mayRun && (meeting.state === 'called' || meeting.state === 'running') && maySend(person),
        substitute: person.substituteName ? words.attendance.substitute(person.substituteName) : '',
        state,
        said: saidOf(one),
        reason: one?.reason ?? '',
        by: one?.source ? (words.attendance.by[one.source] ?? '') : '',
        // Of whom nobody has said anything nothing is said: that is no absence.
        items: (one?.state ? one.items : [])
          .map(({ itemId, at }) =>
            words.attendance.item(numberOf.get(itemId) ?? 0, words.attendance.atItem[at]),
          )
          .join('; '),
      }
    }),
  }
}

/** “Có mặt từ 08:05”; of whoever is absent why, where somebody knows. */
function saidOf(one: SessionView['attendance']['people'][number] | undefined): string {
  const { attendance } = words
  const state = attendance.states[one?.state ?? 'none']
  if (!one?.since) return state
  const reason = one.state === 'absent' ? one.reason : ''
  return reason ? attendance.absentFor(state, reason) : attendance.since(state, formatTime(one.since))
}

/** Whom somebody may send, as a list to choose from; whoever goes already is among them. */
export function presentStaff(
  staff: readonly { accountId: string; name: string; post: string }[],
  { substituteId, substituteName }: { substituteId: string | null; substituteName: string | null },
) {
  const options = staff.map(({ accountId, name, post }) => ({
    value: accountId,
    label: [name, post].filter(Boolean).join(', '),
  }))
  if (!substituteId || options.some(({ value }) => value === substituteId)) return options
  return [{ value: substituteId, label: substituteName ?? '' }, ...options]
}
