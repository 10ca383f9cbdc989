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
import { localDay } from '#shared/dates.ts'

export interface UnverifiedService {
  service: Service
  figures: Figure[]
}

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
