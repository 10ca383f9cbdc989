/** The folder of data that is this province and nothing that is the platform. */
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { type LegalCalendar, loadCalendar } from '#server/crafts/calendar/index.ts'
import type { ProvinceWords } from '#shared/province-words.ts'
import { config } from './config.ts'

export const provinceFolder = resolve(config.NHIP_PROVINCES, config.NHIP_PROVINCE)

const line = z.string().trim().min(1)

const words = {
  name: line,
  shortName: line,
  englishName: line,
  hotline: z.string().regex(/^\d[\d ]{1,20}\d$/),
  hotlineHours: line,
  agencyCode: z.string().regex(/^[A-Z]\d{2}$/),
} satisfies Record<keyof ProvinceWords, z.ZodType<string>>

const Province = z.strictObject({
  ...words,
  /** The agency of the first administrator: the people's committee of the province. */
  committee: line,
  /** Where the papers of its own agencies are dated. */
  place: line,
  /** Codes of the services it puts first, in its order. */
  popularServices: z.array(line).max(20),
})

export type Province = z.infer<typeof Province>

let known: Province | undefined
let calendar: LegalCalendar | undefined

/** What this province is: its `province.json`, read once. Throws for a key that is missing, wrong or read by nobody. */
export function province(): Province {
  known ??= Province.parse(JSON.parse(readFileSync(join(provinceFolder, 'province.json'), 'utf8')))
  return known
}

/** The legal calendar of the province: read once, on first use. */
export function provinceCalendar(): LegalCalendar {
  calendar ??= loadCalendar(JSON.parse(readFileSync(join(provinceFolder, 'calendar.json'), 'utf8')))
  return calendar
}
