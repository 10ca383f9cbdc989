/** What was said in a meeting, as its page shows it. */
import {
  type HearingView,
  mostOfTranscript,
  nameOf,
  type TranscriptView,
  transcriptForms,
} from '#server/modules/meetings/index.ts'
import { formatDateTime } from '#shared/dates.ts'
import { m } from '#shared/messages/index.ts'
import { dayClock } from '#ui/listen/day-clock.ts'

const words = m.meetings.transcript

type Segment = TranscriptView['segments'][number]

export function presentTranscript(
  view: TranscriptView,
  progress: HearingView,
  { isEditing }: { isEditing: boolean },
) {
  const { meeting, items, chosen, segments, from, total, speakers, mayRun, heard, removed, people } = view
  const chair = people.find(({ part }) => part === 'chair')?.id
  const whole = chosen ? words.item(chosen.position, chosen.title) : words.whole
  const pageAt = (first: number) => `${addressOf(meeting.id, chosen?.id)}&tu=${first}`
  const { page } = mostOfTranscript
  return {
    id: meeting.id,
    title: meeting.title,
    isRunning: meeting.state === 'running',
    isSimulated: meeting.isSimulated,
    mayRun,
    items: items.map(({ id, position, title }) => ({
      id,
      title: words.item(position, title),
      href: addressOf(meeting.id, id),
      isChosen: id === chosen?.id,
    })),
    hearing: meeting.isSimulated ? undefined : presentHearing(progress),
    log: words.log(whole),
    segments: segments.map((one) => ({
      id: one.id,
      clock: clockOf(one),
      speaker: nameOf(one, speakers) || words.unknown,
      isUnknown: nameOf(one, speakers) === '',
      words: one.words,
      /** Whether somebody has written it, or how it was heard. */
      source: one.isWorded ? words.byHand : meeting.isSimulated ? '' : words.passes[one.pass],
      play:
        one.recordingId !== null && heard.has(one.recordingId)
          ? `/hop/${meeting.id}/nghe?ban=${one.recordingId}&luc=${one.fromMs ?? 0}`
          : '',
      isTakeable: mayRun && chair !== undefined && one.personId === chair,
      edit: mayRun ? `/hop/${meeting.id}/loi-noi?sua=${one.id}#sua-loi` : '',
    })),
    part: total > segments.length ? words.part(from + 1, from + segments.length, total) : '',
    before: from > 0 ? pageAt(Math.max(0, from - page)) : '',
    next: from + segments.length < total ? pageAt(from + segments.length) : '',
    files: transcriptForms.map((form) => ({
      href: `/hop/${meeting.id}/loi-noi/go-bang.${form}`,
      words: words.file.forms[form],
    })),
    editing: isEditing ? presentEditing(view) : undefined,
    removed: removed.map((one) => ({
      id: one.id,
      version: one.version,
      clock: clockOf(one),
      words: one.words,
    })),
  }
}

/** How far it is heard, and what is in the way: the engine counts only while something is left to hear. */
function presentHearing({ recordings, takenMs, heardMs, unheardMs, engine }: HearingView) {
  const minutes = (ms: number) => Math.round(ms / 60_000)
  const isAll = heardMs >= takenMs
  const far = isAll
    ? words.heard.all(minutes(takenMs))
    : words.heard.part(Math.floor(heardMs / 60_000), minutes(takenMs))
  return {
    far: recordings === 0 || takenMs === 0 ? words.heard.none : far,
    unheard: unheardMs > 0 ? words.heard.unheard(Math.ceil(unheardMs / 1000)) : '',
    engine: isAll && takenMs > 0 ? '' : (words.heard.engines[engine.state]?.(engine.percent) ?? ''),
  }
}

function presentEditing({ meeting, editing, speakers }: TranscriptView) {
  if (!editing) return undefined
  const { segment, next, changes } = editing
  return {
    id: segment.id,
    version: segment.version,
    clock: clockOf(segment),
    isGone: segment.removedAt !== null,
    words: segment.words,
    personId: segment.personId ?? '',
    speaker: segment.speaker,
    people: speakers.map(({ id, name, post }) => ({
      value: id,
      label: [name, post].filter(Boolean).join(', '),
    })),
    close: `/hop/${meeting.id}/loi-noi?loi=${segment.id}#loi-${segment.id}`,
    next: next && { id: next.id, version: next.version, words: next.words },
    changes: changes.map((one) => ({
      id: one.id,
      line: words.history.line(one.name, words.history.acts[one.act], formatDateTime(one.at)),
      before: words.history.before(nameOf(one, speakers) || words.unknown, one.words),
    })),
  }
}

const clockOf = ({ at }: Pick<Segment, 'at'>) => dayClock(at.getTime())

const addressOf = (meeting: string, item: string | undefined) =>
  `/hop/${meeting}/loi-noi?${item ? `muc=${item}` : ''}`
