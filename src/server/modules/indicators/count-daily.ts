/** Adds facts about dossiers up into days, agencies and services, each fact once. */
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
import { localDay } from '#shared/dates.ts'
import { addDaily, type Place, type Sum, type Worth } from './daily-queries.ts'

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
  follow: ({ tx }, facts) => addDaily(tx, sumUp(facts)),
}
