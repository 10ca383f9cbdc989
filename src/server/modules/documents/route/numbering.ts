import { addWorkingDays } from '#server/crafts/calendar/index.ts'
import { covers } from '#server/modules/agencies/index.ts'
import { provinceCalendar } from '#server/platform/province.ts'
import type { Work } from '#server/platform/work.ts'
import { addDays, endOfLocalDay, localDay, startOfLocalDay } from '#shared/dates.ts'
import { type Document, findLastAction } from '../queries.ts'
import type { SealBy } from './model.ts'
import { caseOf } from './plan-route.ts'
import { holdRule, numberingRule } from './rules.ts'

/**
 * The book a document takes its number from today, and who seals it: by the rule it was submitted by, whatever rule came since. What answers
 * a dossier says its book itself.
 */
export async function numberingOf(
  work: Work,
  document: Pick<Document, 'id' | 'agencyId' | 'kind' | 'content' | 'source'>,
): Promise<{ register: string; seal?: SealBy }> {
  if (document.source !== 'agency') return { register: document.content.register }
  const submitted = (await findLastAction(work.tx, document.id, 'submit'))?.data as
    | { amount?: number | null; seal?: SealBy }
    | null
    | undefined
  const { about } = await caseOf(work, document)
  const { register, seal } = await numberingRule(work, { ...about, amount: submitted?.amount ?? null })
  return { register, seal: submitted?.seal ?? seal }
}

/**
 * Until when a number taken then is held without being confirmed: to the end of the day, or as many working days on as the rule of that day says, each
 * ending with its last hour (Bộ luật Dân sự 2015, Điều 148 khoản 6); and never beyond its year, for what is signed later bears a number of the
 * next (NĐ 30/2020/NĐ-CP Điều 15).
 */
export async function heldUntil(
  work: Work,
  document: Pick<Document, 'agencyId' | 'kind' | 'content'>,
  { takenAt, year }: { takenAt: Date; year: number },
): Promise<Date> {
  const then = { ...work, now: takenAt }
  const { about } = await caseOf(then, document)
  const { days } = await holdRule(then, about)
  const day = localDay(takenAt)
  // Counted from its own day, also where it was taken after hours.
  const next = startOfLocalDay(addDays(day, 1))
  const last = days === 0 ? day : localDay(addWorkingDays(provinceCalendar(), next, days - 1))
  return new Date(Math.min(endOfLocalDay(last).getTime(), startOfLocalDay(`${year + 1}-01-01`).getTime()))
}

/** A document as far as a power that was handed over is held against it. */
export type Numbered = Pick<
  Document,
  'id' | 'agencyId' | 'kind' | 'title' | 'content' | 'source' | 'status'
> & {
  register?: string | null
}

/**
 * Whether a power handed over reaches this document: by its type and the book it is numbered in, or would be today. Where it reaches some alone
 * and nothing is known of the document, it does not.
 */
export async function isWithin(
  work: Work,
  scope: Parameters<typeof covers>[0],
  document: Numbered | undefined,
): Promise<boolean> {
  if (!document || scope.registers === null) return covers(scope, { type: document?.kind })
  const reserved = document.status === 'draft' ? null : document.register
  const register = reserved ?? (await numberingOf(work, document)).register
  return covers(scope, { type: document.kind, register })
}
