/** What was concluded, as the board shows it. */
import {
  type BoardView,
  isTakenTogether,
  type SentenceTask,
  seenOf,
  tasksOf,
} from '#server/modules/meetings/index.ts'
import { dateWords } from '#shared/dates.ts'
import { m } from '#shared/messages/index.ts'
import { dayClock } from '#ui/listen/day-clock.ts'

const words = m.meetings.board

export function presentBoard({
  meeting,
  items,
  sentences,
  proposals,
  texts,
  notice,
  hasMinutes,
  mayNotice,
  agency,
  agencies,
  unknownLeads,
  hears,
}: BoardView) {
  const open = sentences.filter(({ treatment }) => treatment === 'open')
  const points = [
    ...items.map(({ id, position, title }) => ({ id, title: `${position}. ${title}` })),
    { id: '', title: words.whole },
  ]
  return {
    id: meeting.id,
    title: meeting.title,
    points: points.map((point) => {
      const text = texts.get(point.id) ?? ''
      return { ...point, text, lines: text.split('\n').filter(Boolean), seen: seenOf(text) }
    }),
    groups: points
      .map((point) => ({
        ...point,
        sentences: sentences
          .filter(({ itemId }) => (itemId ?? '') === point.id)
          .map(({ id, words: said, wording, treatment, orders, reason, ...spoken }) => {
            const proposal = proposals.get(id)
            const isOpen = treatment === 'open'
            const tasks = isOpen && proposal ? tasksOf(proposal) : orders
            return {
              id,
              said,
              spoken: presentSpoken(meeting.id, spoken, hears),
              wording: wording === said ? '' : wording,
              treatment,
              is: words.treatments[treatment],
              reason,
              proposed: isOpen && proposal && proposal.treatment !== 'open' ? proposal.treatment : undefined,
              evidence: isOpen && proposal?.evidence ? words.evidence(proposal.evidence) : '',
              isInferred: isOpen && (proposal?.tasks.some((task) => task.isInferred) ?? false),
              tasks: tasks.map((task) => presentTask(task, unknownLeads)),
            }
          }),
      }))
      .filter((group) => group.sentences.length > 0),
    open: open.length,
    count: sentences.length,
    firstOpen: open[0]?.id ?? '',
    hasProposals: [...proposals.values()].some(isTakenTogether),
    /** Two may be called alike. */
    agencies: [...new Set(agencies)],
    /** Tasks that the notice will tell and nobody will follow up. */
    untracked: sentences.flatMap(({ orders }) => orders).filter(({ lead }) => unknownLeads.has(lead)).length,
    notice: notice && { href: notice.isSeen ? `/van-ban/${notice.id}` : '' },
    hasMinutes,
    mayNotice,
    isClosedClass: meeting.secrecy === 'closed',
    monitor: m.meetings.notice.monitorIs(agency),
  }
}

/** When it was said, and where that is heard. */
function presentSpoken(
  meeting: string,
  { saidAt, recordingId, fromMs }: Pick<BoardView['sentences'][number], 'saidAt' | 'recordingId' | 'fromMs'>,
  hears: boolean,
) {
  if (!saidAt) return undefined
  const href = hears && recordingId ? `/hop/${meeting}/nghe?ban=${recordingId}&luc=${fromMs ?? 0}` : ''
  return { words: words.spoken(dayClock(saidAt.getTime())), href }
}

function presentTask(
  { lead, others, term, dueOn, reportTo, condition }: SentenceTask,
  unknownLeads: ReadonlySet<string>,
) {
  const [year = '', month = '', day = ''] = dueOn?.split('-') ?? []
  const fields = words.fields
  return {
    lead,
    others: others.join('\n'),
    term,
    day,
    month,
    year,
    reportTo,
    condition,
    facts: [
      {
        label: fields.lead,
        value: unknownLeads.has(lead) ? words.unknownLead(lead) : lead,
        isStrong: true,
      },
      { label: fields.others, value: others.join('; ') },
      { label: fields.term, value: [term, dueOn ? dateWords(dueOn) : ''].filter(Boolean).join(' · ') },
      { label: fields.reportTo, value: reportTo },
      { label: fields.condition, value: condition },
    ].filter(({ value }) => value !== ''),
  }
}
