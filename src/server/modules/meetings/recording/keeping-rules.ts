/** Thời hạn giữ tiếng: how long the sound of a meeting of each class is kept once its notice was issued, by the province's `recordings.json`. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { provinceFolder } from '#server/platform/province.ts'
import { addDays, type LocalDay } from '#shared/dates.ts'
import type { Secrecy } from '../model.ts'
import { lateDays } from './model.ts'

const KeepingRules = z.strictObject({
  note: z.string(),
  /** So long before it ends the secretary is told. */
  warnDays: z.int().min(1).max(90),
  classes: z
    .array(
      z.strictObject({
        secrecy: z.enum(['open', 'internal']),
        /** What a machine still holds comes before it is over. */
        days: z.int().min(lateDays).max(36_500),
        validFrom: z.iso.date(),
        /** The last day a notice is issued to which it applies. */
        validTo: z.iso.date().optional(),
        /** The day somebody compared it with what the province decided; null: nobody yet. */
        verified: z.iso.date().nullable(),
      }),
    )
    .max(100),
})
type KeepingRules = z.infer<typeof KeepingRules>

let known: KeepingRules | undefined

const none: KeepingRules = { note: '', warnDays: 14, classes: [] }

/** Read once; a province without the file has no rule yet. Throws for a key that is missing, wrong or read by nobody. */
export function keepingRules(): KeepingRules {
  known ??= readRules(provinceFolder)
  return known
}

export function readRules(folder: string): KeepingRules {
  const file = join(folder, 'recordings.json')
  return existsSync(file) ? KeepingRules.parse(JSON.parse(readFileSync(file, 'utf8'))) : none
}

/** For how many days sound of this class is kept whose notice is issued on this day; undefined where no rule applies: then it is kept. */
export function daysKept(secrecy: Secrecy, on: LocalDay, rules = keepingRules()): number | undefined {
  return rules.classes
    .filter((one) => one.secrecy === secrecy && one.validFrom <= on && (!one.validTo || on <= one.validTo))
    .toSorted((a, b) => a.validFrom.localeCompare(b.validFrom))
    .at(-1)?.days
}

/** The last day it is kept. */
export function keptUntil(secrecy: Secrecy, issuedOn: LocalDay): LocalDay | undefined {
  const days = daysKept(secrecy, issuedOn)
  return days === undefined ? undefined : addDays(issuedOn, days)
}
