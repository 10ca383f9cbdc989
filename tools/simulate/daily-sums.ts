/** The day sums of the past, added up while it is written, as the follower would have. */
import type pg from 'pg'
import type { Action } from '#server/modules/dossiers/model.ts'
import { dayOfNumber, localDayNumber } from '#shared/dates.ts'
import type { Filed } from './file-dossier.ts'
import { openCopy } from './tables/copy-table.ts'

interface Sum {
  received: number
  finished: number
  onTime: number
  withdrawn: number
  ratings: number
  ratingSum: number
}

const counted = new Set(['submit', 'sign', 'refuse', 'stop', 'withdraw', 'rate'])

export function countDaily() {
  const sums = new Map<string, Sum>()

  function sumOf(at: Date, { office, service }: Filed): Sum {
    const key = `${localDayNumber(at)} ${office.id} ${service.code}`
    let sum = sums.get(key)
    if (!sum) {
      sum = { received: 0, finished: 0, onTime: 0, withdrawn: 0, ratings: 0, ratingSum: 0 }
      sums.set(key, sum)
    }
    return sum
  }

  return {
    count(filed: Filed, { kind, at, data }: Action): void {
      if (!counted.has(kind)) return
      const sum = sumOf(at, filed)
      if (kind === 'submit') sum.received += 1
      else if (kind === 'withdraw') sum.withdrawn += 1
      else if (kind === 'rate') {
        sum.ratings += 1
        sum.ratingSum += data.rating ?? 0
      } else {
        sum.finished += 1
        if (filed.life.state.onTime !== false) sum.onTime += 1
      }
    },
    /** Adds them to what is already there. */
    async store(client: pg.ClientBase): Promise<void> {
      const columns =
        'day, agency_id, service_code, received, finished, on_time, withdrawn, ratings, rating_sum'
      await client.query('create temp table past_daily (like indicators.daily) on commit drop')
      const table = openCopy('past_daily', columns)
      for (const [key, { received, finished, onTime, withdrawn, ratings, ratingSum }] of sums) {
        const [day, agencyId, serviceCode] = key.split(' ')
        table.add(
          dayOfNumber(Number(day)),
          agencyId,
          serviceCode,
          received,
          finished,
          onTime,
          withdrawn,
          ratings,
          ratingSum,
        )
      }
      await table.flush(client)
      await client.query(
        `insert into indicators.daily as d (${columns}) select ${columns} from past_daily
         on conflict (day, agency_id, service_code) do update
            set received = d.received + excluded.received, finished = d.finished + excluded.finished,
                on_time = d.on_time + excluded.on_time, withdrawn = d.withdrawn + excluded.withdrawn,
                ratings = d.ratings + excluded.ratings, rating_sum = d.rating_sum + excluded.rating_sum`,
      )
    },
  }
}
