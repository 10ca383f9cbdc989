import { localDay } from '#shared/dates.ts'
import type { NumberSeries } from '../queries.ts'
import type { SigningPower } from './signing-power.ts'

/** Numbers begin anew with each year of Vietnamese time, per agency and register (NĐ 30/2020 Điều 15). */
export function seriesOf(register: string, { agency }: SigningPower, now: Date): NumberSeries {
  return { agencyId: agency.id, register, year: Number(localDay(now).slice(0, 4)) }
}
