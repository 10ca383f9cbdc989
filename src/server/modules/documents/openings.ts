/**
 * The one place where an opening by staff is written down. An opening (mở văn bản) is whatever hands an officer the words, the pages or the files of one
 * document, or shows its own page. A line about it in a list, a register or among what a search found is none, nor is an act upon it: acts
 * are facts of their own.
 */
import { recordAccess } from '#server/modules/registry/index.ts'
import type { Event } from '#server/platform/events.ts'
import type { Work } from '#server/platform/work.ts'
import { arrivalOpened, documentOpened, filedOpened } from './events.ts'
import type { Arrival } from './incoming/model.ts'
import type { Document } from './queries.ts'

/** A look at a page of ours, which asks for its pictures one by one, or a file taken along whole. */
export type Way = 'look' | 'take'

type Opened = Pick<Document, 'id' | 'agencyId' | 'kind' | 'dossierId' | 'ownerId' | 'status'>

/**
 * Writes that whoever acts opened this document, where they are staff; its owner sees it. What is looked at again within ten minutes, page after
 * page, is one opening; each file taken along is one.
 */
export async function recordOpening(work: Work, document: Opened, way: Way = 'look'): Promise<void> {
  const { id, agencyId, kind, dossierId, ownerId, status } = document
  const opened = status === 'draft' || status === 'signing' ? 'draft' : 'result'
  if (!(await write(work, documentOpened(id, { agencyId, kind, dossierId }), way, opened))) return
  if (ownerId && work.actor.kind === 'officer')
    await recordAccess(work, work.actor, ownerId, { purpose: 'dossier', dossierId, opened })
}

/** The same of what came and waits for a clerk. */
export async function recordArrivalOpening(
  work: Work,
  { id, agencyId, source }: Pick<Arrival, 'id' | 'agencyId' | 'source'>,
  way: Way = 'look',
): Promise<void> {
  await write(work, arrivalOpened(id, { agencyId, source }), way)
}

/** The same of a file that lies in a work file; without `documentId` of its package, or of its list of contents as a paper. */
export async function recordFiledOpening(
  work: Work,
  { id, agencyId }: { id: string; agencyId: string },
  documentId: string | null,
): Promise<void> {
  await write(work, filedOpened(id, { agencyId, documentId }), 'take')
}

/** By who opened what, for which agency: when that was last written down. */
const lately = new Map<string, number>()
const anewAfterMs = 10 * 60_000
const mostKept = 10_000

/** Whether it was another opening, and is written. */
async function write(work: Work, event: Event, way: Way, state = ''): Promise<boolean> {
  const { actor, now } = work
  if (actor.kind !== 'officer') return false
  const key = [actor.id, actor.agencyId, event.subjectId, state].join(' ')
  const last = lately.get(key)
  if (way === 'look' && last !== undefined && Math.abs(now.getTime() - last) < anewAfterMs) return false
  await work.record(event)
  // A work that fails has shown nothing and written nothing: the next opening is the first.
  work.onceDone(() => {
    if (lately.size >= mostKept) lately.clear()
    lately.set(key, now.getTime())
  })
  return true
}
