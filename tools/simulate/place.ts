/** The province as the simulation needs it: who serves whom, since when, and what they are asked for. */
import type pg from 'pg'
import type { Service } from '#server/modules/catalogue/index.ts'
import type { Member, Staff } from './life.ts'
import { aName } from './people.ts'
import { cumulate, type Random } from './random.ts'

export interface Office {
  id: string
  code: string
  shortName: string
  name: string
  symbol: string
  kind: string
  level: string
  unitCode: string | null
  validFrom: string
  validTo: string | null
  staff: Staff
}

/** How often each service is asked for; one that is not named counts 1. */
const demand: Record<string, number> = {
  '2.000815': 30,
  '2.000884': 10,
  '2.000635': 12,
  '1.001193': 9,
  '1.004873': 8,
  '1.000894': 4,
  '1.000656': 4,
  '1.001612': 5,
  '2.000720': 3,
  '1.013831': 7,
  '1.001776': 4,
  '1.013225': 3,
  '2.002481': 2,
}

export async function readOffices(
  client: pg.ClientBase,
  { random, moneyRandom }: { random: Random; moneyRandom: Random },
): Promise<Map<string, Office>> {
  const { rows } = await client.query(`
    select a.id, a.code, a.short_name as "shortName", a.name, a.symbol, a.kind, a.level, split_part(a.unit_id, '@', 1) as "unitCode",
           a.valid_from::text as "validFrom", a.valid_to::text as "validTo"
      from agencies.agency a order by a.id`)
  const staff = await client.query<{ agencyId: string; id: string; name: string; role: string }>(`
    select g.agency_id as "agencyId", a.id, a.display_name as name, g.role
      from identity.role_grant g join identity.account a on a.id = g.account_id
     where g.valid_to is null or g.valid_to >= current_date order by a.id`)
  const offices = new Map<string, Office>()
  for (const row of rows) {
    const madeUp = (by = random): Member => {
      const id = by.id(1_600_000_000_000)
      return { id, name: aName(by, by.chance(0.5) ? 'male' : 'female'), isMadeUp: true }
    }
    const anyone = (role: string): Member => {
      const real = staff.rows.find((one) => one.agencyId === row.id && one.role === role)
      if (real) return { id: real.id, name: real.name, isMadeUp: false }
      return madeUp()
    }
    const twoOf = (role: string): [Member, Member] => {
      const real = staff.rows.filter((one) => one.agencyId === row.id && one.role === role)
      const [first, second] = real.map(({ id, name }) => ({ id, name, isMadeUp: false }))
      return first && second ? [first, second] : [madeUp(moneyRandom), madeUp(moneyRandom)]
    }
    offices.set(row.id, {
      ...row,
      staff: {
        oneStop: anyone('one_stop'),
        specialist: anyone('specialist'),
        leader: anyone('leader'),
        finance: twoOf('finance'),
        // Most agencies are punctual; a few are the reason why someone watches.
        lateness: random.chance(0.12) ? 0.08 + random.next() * 0.12 : random.next() * 0.025,
      },
    })
  }
  return offices
}

/** The commune committees of a day, with what each weighs: a phường is busier than a xã. */
export function committeesOn(offices: Iterable<Office>, day: string): { list: Office[]; weights: number[] } {
  const list = [...offices].filter(
    ({ kind, level, unitCode, validFrom, validTo }) =>
      kind === 'people_committee' &&
      level === 'commune' &&
      unitCode &&
      validFrom <= day &&
      (!validTo || validTo >= day),
  )
  return {
    list,
    weights: cumulate(list.map(({ id, shortName }) => (/phường/i.test(shortName) ? 3 : 1) * busyness(id))),
  }
}

/** A steady number between 0.6 and 1.6 for an agency, so that each has its own size. */
function busyness(id: string): number {
  let hash = 7
  for (const char of id) hash = (hash * 31 + char.charCodeAt(0)) >>> 0
  return 0.6 + (hash % 1000) / 1000
}

export function demandOf(services: readonly Service[]): number[] {
  return cumulate(services.map(({ code }) => demand[code] ?? 1))
}
