/** Sums of what was paid, and what of money cannot be counted yet. */
import { sql } from 'kysely'
import type { Tx } from '#server/platform/database/database.ts'
import type { LocalDay } from '#shared/dates.ts'

type Db = Tx<'indicators' | 'reporting'>

/** Who adds them up. */
export const paidFollowerName = 'indicators.paid'

export interface PaidPlace {
  agencyId: string
  serviceCode: string
  /** Empty where the dossier has no commune. */
  unitCode: string
}

/** What can be added up of charges that were paid whole. */
export interface PaidWorth {
  paid: number
  cashless: number
  /** In đồng. */
  amount: number
  cashlessAmount: number
  /** From charge to settling. */
  seconds: number
  withinDay: number
}

export type PaidSums = PaidPlace & PaidWorth

/** Where these dossiers lie, as filed; those that are not there are left out. */
export async function placesOfDossiers(
  tx: Db,
  ids: readonly string[],
): Promise<Map<string, Omit<PaidPlace, 'agencyId'>>> {
  const { rows } = await sql<{ id: string } & Omit<PaidPlace, 'agencyId'>>`
    select id, service_code, coalesce(unit_code, '') as unit_code from reporting.dossier
     where id = any (${ids}::uuid[])`.execute(tx)
  return new Map(rows.map(({ id, ...place }) => [id, place]))
}

/** Adds sums to those of their days, agencies, services and communes. */
export async function addPaid(tx: Db, sums: readonly (PaidSums & { day: LocalDay })[]): Promise<void> {
  if (sums.length === 0) return
  await sql`
    insert into indicators.paid_daily as d
           (day, agency_id, service_code, unit_code, paid, cashless, amount, cashless_amount, seconds, within_day)
    select day, "agencyId", "serviceCode", "unitCode", paid, cashless, amount, "cashlessAmount", seconds, "withinDay"
      from jsonb_to_recordset(${JSON.stringify(sums)}::jsonb)
        as s(day date, "agencyId" text, "serviceCode" text, "unitCode" text, paid int, cashless int, amount bigint,
             "cashlessAmount" bigint, seconds bigint, "withinDay" int)
    on conflict (day, agency_id, service_code, unit_code) do update
       set paid = d.paid + excluded.paid, cashless = d.cashless + excluded.cashless,
           amount = d.amount + excluded.amount, cashless_amount = d.cashless_amount + excluded.cashless_amount,
           seconds = d.seconds + excluded.seconds, within_day = d.within_day + excluded.within_day`.execute(
    tx,
  )
}

/** What was paid from one day to another, both included, by agency, service and commune. */
export async function sumPaid(tx: Db, from: LocalDay, to: LocalDay): Promise<PaidSums[]> {
  const { rows } = await sql<PaidSums>`
    select agency_id, service_code, unit_code, sum(paid)::int as paid, sum(cashless)::int as cashless,
           sum(amount)::bigint as amount, sum(cashless_amount)::bigint as cashless_amount,
           sum(seconds)::bigint as seconds, sum(within_day)::int as within_day
      from indicators.paid_daily where day between ${from}::date and ${to}::date
     group by agency_id, service_code, unit_code`.execute(tx)
  return rows
}

/** What is not counted: money nobody has said yet what it is for, and dossiers that wait for money. */
export interface Uncounted {
  agencyId: string
  /** Of transfers, and in đồng. */
  unclear: number
  unclearAmount: number
  waiting: number
}

/** By agency, as far as this actor sees them. */
export async function readUncounted(tx: Db): Promise<Uncounted[]> {
  const { rows } = await sql<Uncounted>`
    select agency_id, sum(unclear)::int as unclear, sum(amount)::bigint as unclear_amount, sum(waiting)::int as waiting
      from (select agency_id, 1 as unclear, amount, 0 as waiting from reporting.unclear_money
            union all
            select agency_id, 0, 0, 1 from reporting.dossier where status = 'duty') as uncounted
     group by agency_id`.execute(tx)
  return rows
}
