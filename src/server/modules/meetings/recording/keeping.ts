/** Until when the sound of a meeting is kept, as its page says it. */
import { isOrderedToKeep, issuedAtOf } from '#server/modules/documents/index.ts'
import type { Work } from '#server/platform/work.ts'
import { addDays, type LocalDay, localDay } from '#shared/dates.ts'
import type { Meeting } from '../look/queries.ts'
import { daysKept, keepingRules, keptUntil } from './keeping-rules.ts'
import { findKeeping } from './listening-queries.ts'

export type Keeping =
  | { state: 'released'; at: Date; chunks: number }
  /** Its notice is not issued: until then it is kept, and so many days after. */
  | { state: 'until issued'; days: number | undefined }
  /** Of this class the province has no rule. */
  | { state: 'no rule' }
  /** An order to keep stands on a work file its notice lies in. */
  | { state: 'ordered' }
  | { state: 'until'; day: LocalDay }

export async function keepingOf(
  work: Work,
  meeting: Pick<Meeting, 'id' | 'secrecy' | 'documentId'>,
): Promise<Keeping> {
  const known = await findKeeping(work.tx, meeting.id)
  if (known?.releasedAt) return { state: 'released', at: known.releasedAt, chunks: known.chunks ?? 0 }
  const today = localDay(work.now)
  const issued = meeting.documentId ? await issuedAtOf(work, meeting.documentId) : undefined
  if (!issued) return { state: 'until issued', days: daysKept(meeting.secrecy, today) }
  const until = keptUntil(meeting.secrecy, localDay(issued.issuedAt))
  if (until === undefined) return { state: 'no rule' }
  if (await isOrderedToKeep(work, issued.id)) return { state: 'ordered' }
  return { state: 'until', day: lastDay(until, known?.goesAfter, today) }
}

/** Nobody who is to be told of it beforehand finds it gone: without a warning it stays as long as one takes, whatever day it was due. */
export function lastDay(until: LocalDay, goesAfter: LocalDay | null | undefined, today: LocalDay): LocalDay {
  const [earliest, told] = [addDays(today, keepingRules().warnDays), isTold(until, goesAfter)]
  if (told) return told
  return until < earliest ? earliest : until
}

/** The day that was told, as long as it is not over before the sound may go. */
export function isTold(until: LocalDay, goesAfter: LocalDay | null | undefined): LocalDay | undefined {
  return goesAfter && goesAfter >= until ? goesAfter : undefined
}
