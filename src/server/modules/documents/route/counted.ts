import { workingDaysBetween } from '#server/crafts/calendar/index.ts'
import { provinceCalendar } from '#server/platform/province.ts'
import type { Work } from '#server/platform/work.ts'
import type { Document } from '../queries.ts'
import { findFirstDraftAt } from './route-queries.ts'

/** What the operations centre counts of an issued document of an agency; nothing of others. */
export async function countedOf(
  work: Work,
  { id, source, content }: Pick<Document, 'id' | 'source' | 'content'>,
): Promise<object> {
  if (source !== 'agency') return {}
  const begun = (await findFirstDraftAt(work.tx, id)) ?? work.now
  const days = Math.max(workingDaysBetween(provinceCalendar(), begun, work.now), 0)
  return { urgency: content.urgency ?? null, days, electronic: true, signed: true }
}
