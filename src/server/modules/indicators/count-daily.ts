/** Adds facts about dossiers up into days, agencies and services, each fact once. */
import { sql } from 'kysely'
import type { FeedEvent } from '#server/platform/log/feed.ts'
import type { Follower } from '#server/platform/log/follower.ts'
import type { Work } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'

interface Sum {
  day: string
  agencyId: string
  serviceCode: string
  received: number
  finished: number
  onTime: number
  withdrawn: number
  ratings: number
  ratingSum: number
}

/** What one fact adds; undefined when it counts for nothing here. */
function worthOf({ name, data }: FeedEvent): Partial<Sum> | undefined {
  switch (name) {
    case 'dossiers.submitted':
      return { received: 1 }
    case 'dossiers.decided':
    case 'dossiers.refused':
    case 'dossiers.stopped':
      return { finished: 1, onTime: data.onTime === false ? 0 : 1 }
    case 'dossiers.withdrawn':
      return { withdrawn: 1 }
    case 'dossiers.rated':
      return { ratings: 1, ratingSum: Number(data.rating) }
    default:
      return undefined
  }
}

export function sumUp(events: readonly FeedEvent[]): Sum[] {
  const sums = new Map<string, Sum>()
  for (const event of events) {
    const worth = worthOf(event)
    if (!worth) continue
    const { agencyId, serviceCode } = event.data as { agencyId: string; serviceCode: string }
    const day = localDay(event.occurredAt)
    const key = `${day} ${agencyId} ${serviceCode}`
    const sum = sums.get(key) ?? {
      day,
      agencyId,
      serviceCode,
      received: 0,
      finished: 0,
      onTime: 0,
      withdrawn: 0,
      ratings: 0,
      ratingSum: 0,
    }
    for (const [name, amount] of Object.entries(worth) as [
      keyof Omit<Sum, 'day' | 'agencyId' | 'serviceCode'>,
      number,
    ][]) {
      sum[name] += amount
    }
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

export const dailyFollower: Follower = {
  name: 'indicators.daily',
  batch: 2000,
  restMs: 150,
  follow: (work, events) => addDaily(work, sumUp(events)),
}
