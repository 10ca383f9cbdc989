/** The folder of data that is this province and nothing that is the platform. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type LegalCalendar, loadCalendar } from '#server/crafts/calendar/index.ts'
import { config } from '#server/platform/config.ts'

export const provinceFolder = join(process.cwd(), 'province', config.NHIP_PROVINCE)

let calendar: LegalCalendar | undefined

/** The legal calendar of the province: read once, on first use. */
export function provinceCalendar(): LegalCalendar {
  calendar ??= loadCalendar(JSON.parse(readFileSync(join(provinceFolder, 'calendar.json'), 'utf8')))
  return calendar
}
