import { workingDaysBetween } from '#server/crafts/calendar/index.ts'
import { provinceCalendar } from '#server/platform/province.ts'
import type { Work } from '#server/platform/work.ts'
import type { Document } from '../queries.ts'
import { findFirstDraftAt } from './route-queries.ts'

type Counted = Pick<Document, 'id' | 'agencyId' | 'kind' | 'dossierId' | 'content'>

/** What a fact about a document that is written here says of it, with what the operations centre counts: working days since `since`, or since its first text. */
export async function aboutOf(
  work: Work,
  { id, agencyId, kind, dossierId, content }: Counted,
  { isSigned, since }: { isSigned: boolean; since?: Date | null },
) {
  const begun = since ?? (await findFirstDraftAt(work.tx, id)) ?? work.now
  const days = Math.max(workingDaysBetween(provinceCalendar(), begun, work.now), 0)
  return {
    agencyId,
    kind,
    dossierId,
    urgency: content.urgency ?? null,
    days,
    electronic: true,
    signed: isSigned,
  }
}
