/** The day sums of the past, added up while it is written, as the follower would have. */
import type pg from 'pg'
import type { ActionKind } from '#server/modules/dossiers/model.ts'
import { localDay } from '#shared/dates.ts'

interface Sum {
  received: number
  finished: number
  onTime: number
  withdrawn: number
  ratings: number
  ratingSum: number
}

export function countDaily() {
  const sums = new Map<string, Sum>()
  return {
    count(
      kind: ActionKind,
      at: Date,
      agencyId: string,
      serviceCode: string,
      { onTime, rating }: { onTime: boolean | null; rating: number | undefined },
    ): void {
      const key = `${localDay(at)}\t${agencyId}\t${serviceCode}`
      const sum = sums.get(key) ?? {
        received: 0,
        finished: 0,
        onTime: 0,
        withdrawn: 0,
        ratings: 0,
        ratingSum: 0,
      }
      if (kind === 'submit') sum.received += 1
      else if (kind === 'sign' || kind === 'refuse' || kind === 'stop') {
        sum.finished += 1
        if (onTime !== false) sum.onTime += 1
      } else if (kind === 'withdraw') sum.withdrawn += 1
      else if (kind === 'rate') {
        sum.ratings += 1
        sum.ratingSum += rating ?? 0
      } else return
      sums.set(key, sum)
    },
    /** Adds them to what is already there. */
    async store(client: pg.ClientBase): Promise<void> {
      const rows = [...sums].map(([key, sum]) => {
        const [day, agency, service] = key.split('\t')
        return { day, agency, service, ...sum }
      })
      await client.query(
        `insert into indicators.daily as d (day, agency_id, service_code, received, finished, on_time, withdrawn, ratings, rating_sum)
         select day, agency, service, received, finished, "onTime", withdrawn, ratings, "ratingSum"
           from jsonb_to_recordset($1::jsonb) as s(day date, agency text, service text, received int, finished int, "onTime" int,
                withdrawn int, ratings int, "ratingSum" int)
         on conflict (day, agency_id, service_code) do update
            set received = d.received + excluded.received, finished = d.finished + excluded.finished,
                on_time = d.on_time + excluded.on_time, withdrawn = d.withdrawn + excluded.withdrawn,
                ratings = d.ratings + excluded.ratings, rating_sum = d.rating_sum + excluded.rating_sum`,
        [JSON.stringify(rows)],
      )
    },
  }
}
