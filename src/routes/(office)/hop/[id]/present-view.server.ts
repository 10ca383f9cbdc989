/** A meeting as its page shows it. */
import type { MeetingView, Outcome } from '#server/modules/meetings/index.ts'
import { dateWords, localDay } from '#shared/dates.ts'
import { formatFileSize } from '#shared/file-size.ts'
import { m } from '#shared/messages/index.ts'
import { whenWords } from '../present-meeting.server.ts'

const words = m.meetings

export function presentView(
  {
    meeting,
    people,
    items,
    papers,
    series,
    before,
    mayRun,
    mine,
    mayListen,
    minutes,
    mayMinute,
  }: MeetingView,
  now: Date,
) {
  const { id, title, place, state, secrecy, cancelledWhy } = meeting
  const person = (part: string) => people.find((one) => one.part === part)
  return {
    id,
    title,
    state,
    mayRun,
    mayChange: mayRun && state === 'called',
    mayAdd: mayRun && (state === 'called' || state === 'running'),
    stateWords: words.states[state],
    hasBegun: state === 'running' || state === 'closed',
    isSimulated: meeting.isSimulated,
    isClosedClass: secrecy === 'closed',
    mayListen,
    // Whoever neither runs it nor may open them is told of none.
    minutesDocument:
      minutes && (mayRun || minutes.isSeen)
        ? { href: minutes.isSeen ? `/van-ban/${minutes.id}` : '' }
        : undefined,
    mayMinute,
    isOverdue: state === 'called' && meeting.endsAt < now,
    cancelledWhy: cancelledWhy ?? '',
    secrecyWords: secrecy === 'closed' ? words.secrecies.closed.help : '',
    facts: [
      { label: words.columns.when, value: whenWords(meeting), isStrong: true },
      { label: words.columns.place, value: place },
      { label: words.call.chair, value: calledOf(person('chair')) },
      { label: words.call.secretary, value: calledOf(person('secretary')) },
      { label: words.call.secrecy, value: words.secrecies[secrecy].name },
      ...(series
        ? [
            {
              label: words.series,
              value: `${series.title}, ${words.rhythms[series.rhythm].toLocaleLowerCase('vi')}`,
            },
          ]
        : []),
    ],
    before: before ? { href: `/hop/${before.id}`, text: words.beforeOne(whenWords(before)) } : undefined,
    mine: mine?.id ?? '',
    items: items.map((item) => ({
      id: item.id,
      number: item.position,
      title: item.title,
      reporter: item.reporter,
      minutes: item.minutes,
      hasBegun: item.startedAt !== null,
      papers: papers.filter(({ itemId }) => itemId === item.id).map(paperOf),
    })),
    minutes: items.reduce((sum, item) => sum + item.minutes, 0),
    papers: papers.filter(({ itemId }) => itemId === null).map(paperOf),
    people: people.map((one) => ({
      id: one.id,
      part: one.part,
      partWords: words.parts[one.part],
      name: one.name,
      from: [one.post, one.agencyName].filter(Boolean).join(', '),
      substitute: one.substituteName ?? '',
      hasAccount: one.accountId !== null,
    })),
  }
}

function calledOf(one: { name: string; post: string } | undefined): string {
  return one ? [one.name, one.post].filter(Boolean).join(', ') : ''
}

function paperOf({ id, name, size }: { id: string; name: string; size: number }) {
  return { id, name, size: formatFileSize(size) }
}

/** What became of the tasks of a notice, each with how far it is. */
export function presentOutcomes(outcomes: readonly Outcome[], now: Date) {
  const today = localDay(now)
  return outcomes.map(({ meeting, tasks }) => {
    const rows = tasks.map(({ task: { id, title, others, status, dueOn }, agency }) => {
      const isOpen = status === 'open' || status === 'reported'
      const isLate = isOpen && dueOn !== null && dueOn < today
      return {
        id,
        title,
        agency,
        others: others.map(({ name }) => name).join('; '),
        due: dueOn ? dateWords(dueOn) : words.outcomes.noDue,
        state: !isOpen ? ('done' as const) : isLate ? ('late' as const) : ('ok' as const),
        status: m.directives.statusesOf.document[status],
      }
    })
    const count = (state: string) => rows.filter((row) => row.state === state).length
    return {
      id: meeting.id,
      when: words.outcomes.of(whenWords(meeting)),
      counts: words.outcomes.counts(count('done'), rows.length, count('late')),
      rows,
    }
  })
}
