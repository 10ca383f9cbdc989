/** Who turns to which agency on each day of the past, and for what. */
import type pg from 'pg'
import type { LegalCalendar } from '#server/crafts/calendar/index.ts'
import { perform } from '#server/facts.ts'
import { listCommunes } from '#server/modules/agencies/index.ts'
import type { Service } from '#server/modules/catalogue/index.ts'
import { system } from '#server/platform/actor.ts'
import { type LocalDay, localDay, startOfLocalDay } from '#shared/dates.ts'
import { planDemoFilings, readDemoCitizens, servicesFor } from './demo-filings.ts'
import type { Request } from './file-dossier.ts'
import { collects, readTills } from './money/tills.ts'
import { momentsOfDay, spreadOverDays } from './past-days.ts'
import { committeesOn, demandOf, type Office, readOffices } from './place.ts'
import { openPopulation, type Population } from './population.ts'
import type { Random } from './random.ts'
import type { PastTables } from './tables/past-tables.ts'

export interface Requests {
  days: readonly LocalDay[]
  /** In the order of time. */
  on(day: LocalDay): Iterable<Request>
  offices: readonly Office[]
  population: Population
}

export async function planRequests(
  client: pg.ClientBase,
  tables: PastTables,
  options: {
    random: Random
    moneyRandom: Random
    calendar: LegalCalendar
    services: readonly Service[]
    dossiers: number
    days: number
    until: Date
  },
): Promise<Requests> {
  const { random, calendar, services, until } = options
  const today = localDay(until)
  const offices = await readOffices(client, options)
  const tills = await readTills(client, { today, dossiers: options.dossiers })
  const citizens = await readDemoCitizens(client)
  const population = await openPopulation(client, {
    random,
    table: tables.people,
    communes: await perform(system, (work) => listCommunes(work, today)),
    citizens,
    most: Math.max(100, Math.round(options.dossiers * 0.45)),
  })
  const passedToday = until.getTime() - startOfLocalDay(today).getTime()
  const plan = spreadOverDays(calendar, today, options.days, options.dossiers, passedToday)
  const counts = new Map(plan.map(({ day, dossiers }) => [day, dossiers]))
  const demoFilings = planDemoFilings(citizens, plan)
  const demoServices = {
    returned: servicesFor(services, 'returned'),
    waiting: servicesFor(services, 'waiting'),
  }
  const demand = demandOf(services)

  return {
    days: [...counts.keys()],
    *on(day) {
      const midnight = startOfLocalDay(day).getTime()
      const { list: committees, weights } = committeesOn(offices.values(), day)
      const end = day === today ? passedToday : undefined
      const demo = demoFilings.get(day) ?? []
      for (const [order, moment] of momentsOfDay(random, counts.get(day) ?? 0, end).entries()) {
        const submittedAt = new Date(midnight + moment)
        const { person: citizen, wanted } = demo[order] ?? {}
        const home = citizen && committees.find(({ unitCode }) => unitCode === citizen.unitCode)
        const committee = home ?? (committees[random.weighted(weights)] as Office)
        const usual = services[random.weighted(demand)] as Service
        const service = wanted ? random.pick(demoServices[wanted]) : usual
        const office =
          'agency' in service.agency ? (offices.get(service.agency.agency) ?? committee) : committee
        const person = citizen ?? population.someone(committee, submittedAt)
        const till = tills.get(office.id)
        const charging = collects(till, day) ? till : undefined
        yield { service, office, committee, person, day, submittedAt, wanted, till: charging }
      }
    },
    offices: [...offices.values()],
    population,
  }
}
