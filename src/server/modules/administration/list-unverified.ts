import type { LegalCalendar } from '#server/crafts/calendar/index.ts'
import { type Agency, listAgencies } from '#server/modules/agencies/index.ts'
import {
  type Figure,
  listServices,
  type Service,
  unverifiedFigures,
} from '#server/modules/catalogue/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import { requireRole } from '#server/platform/web/guards.ts'
import type { Work } from '#server/platform/work.ts'
import { type LocalDay, localDay } from '#shared/dates.ts'

export interface UnverifiedService {
  service: Service
  figures: Figure[]
}

export interface UnverifiedDay {
  day: LocalDay
  name: string
  source: string
}

/** Days of the legal calendar, this year and later, whose decision nobody has found yet; the nearest first. */
export function listUnverifiedDays(calendar: LegalCalendar, today: LocalDay): UnverifiedDay[] {
  return calendar.tables.kinds
    .filter(
      ({ day, reason }) =>
        reason.unverified && !usual.has(reason.code) && day >= `${today.slice(0, 4)}-01-01`,
    )
    .slice(0, 60)
    .map(({ day, reason }) => ({ day, name: reason.name, source: reason.source }))
}

/** Days that follow from the working hours and from no decision of their own. */
const usual: ReadonlySet<string> = new Set(['workday', 'weekend'])

/** Every service with what is unverified in it, the least certain first; and the agencies whose code is. */
export async function listUnverified(
  work: Work,
  officer: Officer,
): Promise<{ services: UnverifiedService[]; agencies: Agency[]; agencyCount: number }> {
  requireRole(officer, 'administrator')
  const services = (await listServices(work)).map((service) => ({
    service,
    figures: unverifiedFigures(service),
  }))
  const agencies = await listAgencies(work, localDay(work.now))
  return {
    services: services.sort((one, other) => other.figures.length - one.figures.length),
    agencies: agencies.filter(({ unverified }) => unverified),
    agencyCount: agencies.length,
  }
}
