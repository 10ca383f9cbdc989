/** What the forms of an assignment post, as its use cases take it. */
import { z } from 'zod'
import { AssignDocument, HandOn, MoreTime } from '#server/modules/documents/index.ts'
import { type DayBoxes, parseVietnameseDate } from '#shared/dates.ts'
import { m } from '#shared/messages/index.ts'

const DayParts = z.object({ day: z.string().max(40), month: z.string().max(20), year: z.string().max(20) })

/** Three boxes; left empty, no day. */
const OptionalDay = DayParts.optional().transform((typed, context) => {
  if (!typed || Object.values(typed).every((part) => part === '')) return undefined
  return dayOf(typed, context)
})
const Day = DayParts.transform(dayOf)

const Days = z
  .string()
  .max(10)
  .optional()
  .transform((typed, context) => {
    if (!typed) return undefined
    if (/^\d{1,3}$/.test(typed) && Number(typed) <= 365) return Number(typed)
    context.addIssue({ code: 'custom', message: m.documents.assign.daysWrong })
    return z.NEVER
  })

const term = { days: Days, due: OptionalDay }

export const AssignForm = z
  .object({ ...AssignDocument.omit({ dueOn: true }).shape, ...term })
  .transform(({ due, ...given }) => ({ ...given, dueOn: due }))
export const HandOnForm = HandOn
export const TermForm = z.object(term).transform(({ due, days }) => ({ days, dueOn: due }))
export const MoreTimeForm = z
  .object({ reason: MoreTime.shape.reason, due: Day })
  .transform(({ reason, due }) => ({ reason, until: due }))

function dayOf(typed: DayBoxes, context: z.RefinementCtx): string {
  const day = parseVietnameseDate(typed)
  if (day.ok) return day.day
  context.addIssue({ code: 'custom', message: day.message })
  return z.NEVER
}
