import { readDossierCode } from '#server/modules/dossiers/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import { getSealState, type SealState } from '#server/platform/log/seal/seal-state.ts'
import { requireRole } from '#server/platform/web/guards.ts'
import type { Work } from '#server/platform/work.ts'
import { type EventFilter, isIndexed, mostRowsLookedAt } from './model.ts'
import {
  type EventRow,
  findDossierId,
  listEventRows,
  listNewestSeals,
  newestEventId,
  rangeOfDay,
  type SealRow,
} from './queries.ts'

export const eventsPerPage = 50

export interface EventPage {
  events: EventRow[]
  /** Ask with `before` this number for what is older; undefined at the beginning of the log. */
  next: number | undefined
  /** Set when the search stopped at its bound: everything from this number on has been looked at. */
  lookedFrom: number | undefined
}

/** The event log, the newest first. Where no index answers the whole question it looks at so many rows and says so. */
export async function listEvents(work: Work, officer: Officer, filter: EventFilter): Promise<EventPage> {
  requireRole(officer, 'administrator')
  const newest = filter.before === undefined ? await newestEventId(work.tx) : filter.before - 1
  const day = filter.day === undefined ? { from: 1, to: newest } : await rangeOfDay(work.tx, filter.day)
  if (!day) return { events: [], next: undefined, lookedFrom: undefined }
  const to = Math.min(newest, day.to)
  const from = isIndexed(filter) ? day.from : Math.max(day.from, to - mostRowsLookedAt + 1)

  const rows = await listEventRows(work.tx, filter, { from, to }, eventsPerPage + 1)
  const events = rows.slice(0, eventsPerPage)
  const last = events.at(-1)
  if (rows.length > eventsPerPage && last) return { events, next: last.id, lookedFrom: undefined }
  if (from > day.from) return { events, next: from, lookedFrom: from }
  return { events, next: undefined, lookedFrom: undefined }
}

/** The subject of this dossier code as people type it. */
export async function findSubject(work: Work, typed: string): Promise<string | undefined> {
  const code = readDossierCode(typed)
  return code === undefined ? undefined : findDossierId(work.tx, code)
}

export interface LogState {
  seal: SealState | undefined
  /** The newest seals, the oldest of them first. */
  seals: SealRow[]
  /** Events no seal covers yet. */
  waiting: number
}

export async function getLogState(work: Work, officer: Officer): Promise<LogState> {
  requireRole(officer, 'administrator')
  const { seal, waiting } = await getSealState(work)
  const seals = await listNewestSeals(work.tx, 4)
  return { seal, waiting, seals: seals.reverse() }
}
