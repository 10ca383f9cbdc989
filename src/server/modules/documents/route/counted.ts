import { workingDaysBetween } from '#server/crafts/calendar/index.ts'
import { provinceCalendar } from '#server/platform/province.ts'
import type { Work } from '#server/platform/work.ts'
import type { Document } from '../queries.ts'
import { findFirstDraftAt } from './route-queries.ts'

type Counted = Pick<Document, 'id' | 'source' | 'content'>

/** What the operations centre counts of a document of an agency: working days since `since`, or since its first text. Nothing of others. */
export async function countedOf(
  work: Work,
  { id, source, content }: Counted,
  { isSigned, since }: { isSigned: boolean; since?: Date | null },
): Promise<object> {
  if (source !== 'agency') return {}
  const begun = since ?? (await findFirstDraftAt(work.tx, id)) ?? work.now
  const days = Math.max(workingDaysBetween(provinceCalendar(), begun, work.now), 0)
  return { urgency: content.urgency ?? null, days, electronic: true, signed: isSigned }
}
