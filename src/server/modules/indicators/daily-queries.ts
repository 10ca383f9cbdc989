import { sql } from 'kysely'
import type { Tx } from '#server/platform/database/database.ts'

export interface Place {
  agencyId: string
  serviceCode: string
}

/** What can be added up; every fact adds at least one of them. */
export interface Worth {
  received: number
  finished: number
  onTime: number
  withdrawn: number
  ratings: number
  ratingSum: number
}

export interface Sum extends Place, Worth {
  day: string
}

/** Adds sums to those of their days, agencies and services. */
export async function addDaily(tx: Tx<'indicators'>, sums: readonly Sum[]): Promise<void> {
  if (sums.length === 0) return
  await sql`
    insert into indicators.daily as d (day, agency_id, service_code, received, finished, on_time, withdrawn, ratings, rating_sum)
    select day, "agencyId", "serviceCode", received, finished, "onTime", withdrawn, ratings, "ratingSum"
      from jsonb_to_recordset(${JSON.stringify(sums)}::jsonb)
        as s(day date, "agencyId" text, "serviceCode" text, received int, finished int, "onTime" int, withdrawn int, ratings int, "ratingSum" int)
    on conflict (day, agency_id, service_code) do update
       set received = d.received + excluded.received, finished = d.finished + excluded.finished,
           on_time = d.on_time + excluded.on_time, withdrawn = d.withdrawn + excluded.withdrawn,
           ratings = d.ratings + excluded.ratings, rating_sum = d.rating_sum + excluded.rating_sum`.execute(
    tx,
  )
}
