/** What was recorded of a meeting, as its listening page shows it: by the time of day, point by point of the agenda. */
import { type Keeping, type ListeningView, mostGaps } from '#server/modules/meetings/index.ts'
import { dateWords, formatDateTime } from '#shared/dates.ts'
import { clockOf } from '#shared/messages/files/sound-clock.ts'
import { m } from '#shared/messages/index.ts'
import { dayClock } from '#ui/listen/day-clock.ts'
import { endOf } from '#ui/listen/places.ts'

const words = m.meetings.listening
/** So many players at once are enough for a page; the rest follow by links. */
const shown = 60
const mostDamaged = 20

type Recording = ListeningView['recordings'][number]

interface Asked {
  /** The point of the agenda whose chunks are listed; all where there is none such. */
  item: string | undefined
  /** The first of the list that is shown. */
  from: number
  /** The moment to be heard. */
  ms: number | undefined
}

export function presentListening(view: ListeningView, asked: Asked) {
  const { meeting, recordings, chosen, keeping, listeners, mayBeLet, isChair } = view
  return {
    id: meeting.id,
    title: meeting.title,
    isClosedClass: meeting.secrecy === 'closed',
    keeping: recordings.length > 0 ? keepingWords(keeping) : '',
    recordings: recordings.map((one) => ({
      id: one.id,
      href: addressOf(meeting.id, { ban: one.id }),
      words: words.track(
        whoseOf(one),
        dayClock(one.begunAt.getTime()),
        clockOf((one.lastNumber === null ? 0 : one.lengthMs) / 1000),
      ),
    })),
    chosen: chosen && keeping.state !== 'released' ? presentChosen(view, chosen, asked) : undefined,
    isChair,
    mayBeLet: mayBeLet.map(({ accountId, name }) => ({ value: accountId, label: name })),
    listeners: listeners.map(({ id, name, allowedAt }) => ({
      id,
      name,
      words: words.listeners.since(name, formatDateTime(allowedAt)),
    })),
    heard: view.heard?.flatMap(({ recordingId, name, at, fromMs, lastMs }, index) => {
      const of = recordings.find(({ id }) => id === recordingId)
      if (!of) return []
      const clock = (ms: number) => dayClock(of.begunAt.getTime() + ms)
      const line = words.heard.line(
        name,
        formatDateTime(at),
        whoseOf(of),
        clock(fromMs),
        clock(lastMs + minuteMs),
      )
      return [{ id: index, words: line }]
    }),
  }
}

const minuteMs = 60_000

function presentChosen({ meeting, items, places }: ListeningView, one: Recording, { item, from, ms }: Asked) {
  const begun = one.begunAt.getTime()
  const clock = (ms: number) => dayClock(begun + ms)
  const ofItem = items.map(({ id, position, title, startedAt, endedAt }) => {
    const fromMs = startedAt ? startedAt.getTime() - begun : Number.POSITIVE_INFINITY
    const toMs = endedAt ? endedAt.getTime() - begun : Number.POSITIVE_INFINITY
    const heard = places.filter((place) => endOf(place) > fromMs && place.startsMs < toMs)
    return { id, title: words.item(position, title), hasBegun: startedAt !== null, fromMs, toMs, heard }
  })
  const listed = ofItem.find(({ id }) => id === item)
  const list = listed?.heard ?? places
  const sought = ms === undefined ? from : list.findIndex((place) => endOf(place) > ms)
  const first = Math.min(Math.max(0, sought), Math.max(0, list.length - 1))
  const page = list.slice(first, first + shown)
  const at = (index: number) =>
    `${addressOf(meeting.id, { ban: one.id, muc: listed?.id, tu: String(index) })}#doan`
  const damaged = places.filter(({ isDamaged }) => isDamaged)
  return {
    id: one.id,
    whose: whoseOf(one),
    isOn: one.state === 'on',
    begunAt: begun,
    startsAt: ms,
    /** Number, beginning and length of each chunk in a row: the player's way. */
    places: places.flatMap(({ number, startsMs, lengthMs }) => [number, startsMs, lengthMs]),
    items: ofItem.map(({ id, title, hasBegun, fromMs, toMs, heard }) => ({
      id,
      title,
      href: `${addressOf(meeting.id, { ban: one.id, muc: id })}#doan`,
      hasSound: heard.length > 0,
      // A point that had begun before the recording is heard from its beginning on.
      fromMs: heard.length > 0 ? Math.max(fromMs, 0) : 0,
      toMs: heard.length > 0 && Number.isFinite(toMs) ? toMs : null,
      said: !hasBegun
        ? words.itemWaiting
        : heard.length === 0
          ? words.itemUnheard
          : words.itemFrom(clock(Math.max(fromMs, heard[0]?.startsMs ?? 0))),
    })),
    gaps: [
      ...one.gaps.map(({ fromMs, toMs, missing }) =>
        words.gap(clock(fromMs), clock(toMs), whyOf(one, missing)),
      ),
      ...(one.gaps.length < mostGaps ? [] : [words.firstGaps(mostGaps)]),
      ...atEnd(one, clock(Math.max(0, ...places.map(endOf)))),
    ],
    damaged: [
      ...damaged.slice(0, mostDamaged).map(({ startsMs }) => words.damaged(clock(startsMs))),
      ...(damaged.length > mostDamaged ? [words.moreDamaged(damaged.length - mostDamaged)] : []),
    ],
    list: {
      title: listed ? words.listOf(listed.title) : words.list,
      all: listed ? `${addressOf(meeting.id, { ban: one.id })}#doan` : '',
      isOpen: item !== undefined || from > 0 || ms !== undefined,
      part: list.length > 0 ? words.part(first + 1, first + page.length, list.length) : words.noPart,
      chunks: page.map(({ number, startsMs }) => ({
        number,
        label: words.chunk(clock(startsMs)),
        clock: clock(startsMs),
        src: `/hop/${meeting.id}/ghi-am/${one.id}/${number}`,
      })),
      before: first > 0 ? at(Math.max(0, first - shown)) : '',
      next: first + shown < list.length ? at(first + shown) : '',
    },
  }
}

/** What was recorded behind the last chunk that is here. */
function atEnd(one: Recording, from: string): string[] {
  const have = (one.lastNumber ?? -1) + 1
  const missing = Math.max(one.chunks ?? one.announced, have) - have
  return missing > 0 ? [words.gapToEnd(from, whyOf(one, missing))] : []
}

function whyOf({ state, givenUpReason }: Recording, missing: number): string {
  if (missing === 0) return words.why.off
  if (state === 'given up') return words.why['given up'](missing, givenUpReason ?? '')
  return state === 'whole' ? words.why.lost(missing) : words.why.waiting(missing)
}

function whoseOf({ personName }: Recording): string {
  const { whose } = m.meetings.recording
  return personName ? whose.person(personName) : whose.room
}

function keepingWords(keeping: Keeping): string {
  const of = words.keeping
  switch (keeping.state) {
    case 'released':
      return of.released(formatDateTime(keeping.at), keeping.chunks)
    case 'until':
      return of.until(dateWords(keeping.day))
    case 'until issued':
      return keeping.days === undefined ? of['no rule'] : of['until issued'](keeping.days)
    default:
      return of[keeping.state]
  }
}

function addressOf(meeting: string, asked: Record<string, string | undefined>): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(asked)) if (value) query.set(name, value)
  return `/hop/${meeting}/nghe?${query}`
}
