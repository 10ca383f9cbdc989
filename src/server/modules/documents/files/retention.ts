/** Thời hạn bảo quản: the classes of `province/viet-nam/retention.json`, and the days they make. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { LocalDay } from '#shared/dates.ts'

const RetentionClass = z.strictObject({
  key: z.string().regex(/^[a-z][a-z0-9]{1,19}$/),
  name: z.string().min(1).max(60),
  /** Null: for ever. */
  years: z.int().min(1).max(200).nullable(),
  for: z.string().max(300),
  validFrom: z.iso.date(),
  /** The last day a work file may be given this class. */
  validTo: z.iso.date().optional(),
  /** The day somebody compared it with the text; null: nobody yet. */
  verified: z.iso.date().nullable(),
})
export type RetentionClass = z.infer<typeof RetentionClass>

const Retention = z.strictObject({
  note: z.string(),
  archiving: z.strictObject({
    months: z.int().positive(),
    constructionMonths: z.int().positive(),
    fromYears: z.int().positive(),
    warnDays: z.int().positive(),
  }),
  classes: z.array(RetentionClass).min(1).max(50),
})

let known: z.infer<typeof Retention> | undefined

/** Read once. Throws for a key that is missing, wrong or read by nobody. */
export function retention(): z.infer<typeof Retention> {
  known ??= Retention.parse(
    JSON.parse(readFileSync(join(process.cwd(), 'province/viet-nam/retention.json'), 'utf8')),
  )
  return known
}

/** The classes a work file may be given on this day. */
export function listClasses(on: LocalDay): RetentionClass[] {
  return retention().classes.filter(
    ({ validFrom, validTo }) => validFrom <= on && (validTo === undefined || on <= validTo),
  )
}

/** The class, also one that is given no more. */
export function findClass(key: string): RetentionClass | undefined {
  return retention().classes.find((one) => one.key === key)
}

/** Until the end of the year so many years after the one it was closed in; null: for ever. */
export function keepUntil({ years }: Pick<RetentionClass, 'years'>, closedOn: LocalDay): LocalDay | null {
  return years === null ? null : `${Number(closedOn.slice(0, 4)) + years}-12-31`
}

/** The last day to hand it to the archive (NĐ 30/2020/NĐ-CP Điều 30); null for what is kept for less than five years. */
export function archiveBy(
  { years }: Pick<RetentionClass, 'years'>,
  closedOn: LocalDay,
  isConstruction: boolean,
): LocalDay | null {
  const { months, constructionMonths, fromYears } = retention().archiving
  if (years !== null && years < fromYears) return null
  return monthsAfter(closedOn, isConstruction ? constructionMonths : months)
}

/** The same day so many months later, or the last of that month. */
function monthsAfter(day: LocalDay, months: number): LocalDay {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0))
  const at = new Date(Date.UTC(year, month - 1 + months, Math.min(date, last.getUTCDate())))
  return at.toISOString().slice(0, 10)
}
