/** Nghe lại: what the listening page of a meeting shows to whoever may listen. */
import type { Officer } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'
import { type Item, listItems, type Meeting } from '../look/queries.ts'
import { mayNotListen } from '../refusals.ts'
import { leads, presides, requireMeeting } from '../rights.ts'
import { type Keeping, keepingOf } from './keeping.ts'
import { type ListedRecording, listRecordings } from './listen.ts'
import { whoMayBeLet } from './listeners.ts'
import {
  type Listener,
  listHeard,
  listListeners,
  listPlaces,
  type Place,
  type Stretch,
} from './listening-queries.ts'
import { mostChunks } from './model.ts'

const mostHeard = 200

export interface ListeningView {
  meeting: Meeting
  items: Item[]
  /** Those this officer may hear. */
  recordings: ListedRecording[]
  /** The one that is asked for, or else the first; and where it has sound. */
  chosen: ListedRecording | undefined
  places: Place[]
  keeping: Keeping
  /** Whom who presides lets listen, and whom they may; of neither anybody else decides. */
  listeners: Listener[]
  mayBeLet: { accountId: string; name: string }[]
  isChair: boolean
  /** Who heard what, for who presides and the secretary. */
  heard: Stretch[] | undefined
}

/** Refuses whoever sees the meeting and may hear nothing of it (`meetings.may_not_listen`). */
export async function viewListening(
  work: Work,
  officer: Officer,
  meetingId: string,
  { recording }: { recording?: string | undefined } = {},
): Promise<ListeningView> {
  const { meeting, people } = await requireMeeting(work, officer, meetingId)
  const isLeading = leads(officer, people)
  const listeners = await listListeners(work.tx, meetingId)
  const recordings = (await listRecordings(work, officer, meetingId)).filter(({ isHeard }) => isHeard)
  const isLet = listeners.some(({ accountId }) => accountId === officer.id)
  if (!isLeading && !isLet && recordings.length === 0) throw mayNotListen()
  const keeping = await keepingOf(work, meeting)
  const chosen = recordings.find(({ id }) => id === recording) ?? recordings[0]
  const isThere = chosen !== undefined && keeping.state !== 'released'
  const isChair = presides(officer, people)
  const known = new Set(listeners.map(({ accountId }) => accountId))
  return {
    meeting,
    items: await listItems(work.tx, meetingId),
    recordings,
    chosen,
    places: isThere ? await listPlaces(work.tx, chosen.id, mostChunks) : [],
    keeping,
    listeners,
    mayBeLet: isChair ? whoMayBeLet(meeting, people).filter(({ accountId }) => !known.has(accountId)) : [],
    isChair,
    heard: isLeading ? await listHeard(work.tx, meetingId, mostHeard) : undefined,
  }
}
