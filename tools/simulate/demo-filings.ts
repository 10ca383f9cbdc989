/** What the demo citizens filed in the simulated past: some of it finished, some of it still before an agency. */
import type pg from 'pg'
import type { Service } from '#server/modules/catalogue/index.ts'
import { searchKey } from '#shared/text/index.ts'
import type { Person } from './people.ts'

/** `returned`: with its result long ago. `waiting`: before a specialist, so that its result can be a real one. */
export type Wanted = 'returned' | 'waiting'

export interface DemoFiling {
  person: Person
  wanted: Wanted
}

const wishes: { wanted: Wanted; place: number }[] = [
  { wanted: 'returned', place: 0.35 },
  { wanted: 'returned', place: 0.8 },
  { wanted: 'waiting', place: 0.97 },
  { wanted: 'waiting', place: 0.98 },
]

/** For each day, what its first dossiers are. Days that are too quiet pass theirs on to the day before. */
export function planDemoFilings(
  people: readonly Person[],
  days: readonly { day: string; dossiers: number }[],
): Map<string, DemoFiling[]> {
  const plan = new Map<string, DemoFiling[]>()
  people.forEach((person, order) => {
    for (const { wanted, place } of wishes) {
      const spread = wanted === 'returned' ? order * 0.01 : 0
      let index = Math.min(days.length - 3, Math.floor(days.length * (place + spread)))
      while (index > 0 && (plan.get(days[index]?.day ?? '')?.length ?? 0) >= (days[index]?.dossiers ?? 0))
        index -= 1
      const day = days[index]?.day
      if (day) plan.set(day, [...(plan.get(day) ?? []), { person, wanted }])
    }
  })
  return plan
}

export async function readDemoCitizens(client: pg.ClientBase): Promise<Person[]> {
  const { rows } = await client.query<Omit<Person, 'nameKey'>>(`
    select p.id, p.id_number as "idNumber", p.full_name as "fullName", p.born_on::text as "bornOn", p.gender,
           coalesce(p.ethnicity, 'Kinh') as ethnicity, coalesce(p.phone, '') as phone, coalesce(p.address, '') as address,
           p.unit_code as "unitCode"
      from registry.person p
     where p.unit_code is not null and exists (select from identity.account a where a.person_id = p.id)
       and p.source = 'Dữ liệu chạy thử'
     order by p.id_number limit 20`)
  return rows.map((row) => ({ ...row, nameKey: searchKey(row.fullName) }))
}

/** What anyone may have asked for: copies, extracts and signatures; marriage, a house, a business, support. */
const likely: Record<Wanted, readonly string[]> = {
  returned: ['2.000815', '2.000635', '2.000884', '1.004873'],
  waiting: ['1.004873', '1.013225', '1.001612', '1.011607'],
}

/** A demo citizen asks their own commune; what is to wait takes long enough to be waiting still. */
export function servicesFor(services: readonly Service[], wanted: Wanted): Service[] {
  const ofCommunes = services.filter(({ agency }) => 'by' in agency)
  const chosen = ofCommunes.filter(({ code }) => likely[wanted].includes(code))
  return chosen.length > 0 ? chosen : ofCommunes
}

export function isAsWanted(wanted: Wanted, { status, step }: { status: string; step: string }): boolean {
  return wanted === 'returned' ? status === 'returned' : status === 'processing' && step === 'specialist'
}
