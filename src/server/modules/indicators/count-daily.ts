/** Adds facts about dossiers up into days, agencies and services, each fact once. */
import { sql } from 'kysely'
import {
  dossierDecided,
  dossierRefused,
  dossierStopped,
  dossierSubmitted,
  dossierWithdrawn,
  serviceRated,
} from '#server/modules/dossiers/index.ts'
import type { Follower } from '#server/platform/log/follower.ts'
import { on } from '#server/platform/log/on.ts'
import type { Work } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'

interface Place {
  agencyId: string
  serviceCode: string
}

/** What can be added up; every fact adds at least one of them. */
interface Worth {
  received: number
  finished: number
  onTime: number
  withdrawn: number
  ratings: number
  ratingSum: number
}

interface Sum extends Place, Worth {
  day: string
}

/** What one fact adds, where and when. */
interface Counted extends Place {
  at: Date
  worth: Partial<Worth>
}

const nothing: Worth = { received: 0, finished: 0, onTime: 0, withdrawn: 0, ratings: 0, ratingSum: 0 }

function counted(
  { occurredAt: at, data }: { occurredAt: Date; data: Place },
  worth: Partial<Worth>,
): Counted {
  return { at, agencyId: data.agencyId, serviceCode: data.serviceCode, worth }
}

export function sumUp(facts: readonly Counted[]): Sum[] {
  const sums = new Map<string, Sum>()
  for (const { at, agencyId, serviceCode, worth } of facts) {
    const day = localDay(at)
    const key = `${day} ${agencyId} ${serviceCode}`
    const sum = sums.get(key) ?? { day, agencyId, serviceCode, ...nothing }
    for (const [name, amount] of Object.entries(worth) as [keyof Worth, number][]) sum[name] += amount
    sums.set(key, sum)
  }
  return [...sums.values()]
}

async function addDaily({ tx }: Work, sums: readonly Sum[]): Promise<void> {
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

export const dailyFollower: Follower<Counted> = {
  name: 'indicators.daily',
  on: [
    on(dossierSubmitted, (fact) => counted(fact, { received: 1 })),
    on([dossierDecided, dossierRefused, dossierStopped], (fact) =>
      counted(fact, { finished: 1, onTime: fact.data.onTime === false ? 0 : 1 }),
    ),
    on(dossierWithdrawn, (fact) => counted(fact, { withdrawn: 1 })),
    on(serviceRated, (fact) => counted(fact, { ratings: 1, ratingSum: fact.data.rating })),
  ],
  batch: 2000,
  restMs: 150,
  follow: (work, facts) => addDaily(work, sumUp(facts)),
}
