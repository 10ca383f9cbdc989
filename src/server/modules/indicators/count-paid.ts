/** Adds charges of dossiers that were paid whole up into days, agencies, services and communes, each once. */
import { chargePaid } from '#server/modules/payments/index.ts'
import type { DataOf } from '#server/platform/events.ts'
import type { Follower } from '#server/platform/log/follower.ts'
import { on } from '#server/platform/log/on.ts'
import { localDay } from '#shared/dates.ts'
import {
  addPaid,
  type PaidPlace,
  type PaidSums,
  type PaidWorth,
  paidFollowerName,
  placesOfDossiers,
} from './paid-queries.ts'

interface Paid {
  at: Date
  data: DataOf<typeof chargePaid>
}

const dayMs = 86_400_000

/** What one fact adds. A charge in the place of one that was paid is no other payment: only the sum changes. */
export function worthOf({ at, data }: Paid): PaidWorth {
  const { amount, before = 0, channel, madeAt } = data
  const isCashless = channel !== 'cash'
  const added = amount - before
  const money = { amount: added, cashlessAmount: isCashless ? added : 0 }
  if (before > 0) return { paid: 0, cashless: 0, ...money, seconds: 0, withinDay: 0 }
  const waited = Math.max(0, at.getTime() - Date.parse(madeAt))
  const time = { seconds: Math.round(waited / 1000), withinDay: waited <= dayMs ? 1 : 0 }
  return { paid: 1, cashless: isCashless ? 1 : 0, ...money, ...time }
}

/** Keeps the sums by day and place. */
export function openPaidSums() {
  const sums = new Map<string, PaidSums & { day: string }>()
  return {
    add(at: Date, { agencyId, serviceCode, unitCode }: PaidPlace, worth: PaidWorth): void {
      const place = { day: localDay(at), agencyId, serviceCode, unitCode }
      const key = Object.values(place).join(' ')
      const none = { paid: 0, cashless: 0, amount: 0, cashlessAmount: 0, seconds: 0, withinDay: 0 }
      const sum = sums.get(key) ?? { ...place, ...none }
      for (const [name, more] of Object.entries(worth) as [keyof PaidWorth, number][]) sum[name] += more
      sums.set(key, sum)
    },
    list: () => [...sums.values()],
  }
}

export const paidFollower: Follower<Paid> = {
  name: paidFollowerName,
  on: [on(chargePaid, ({ data, occurredAt }) => ({ at: occurredAt, data }))],
  batch: 2000,
  restMs: 500,
  async follow({ tx }, facts) {
    const paid = facts.filter(({ data }) => data.subjectKind === 'dossier')
    if (paid.length === 0) return
    const places = await placesOfDossiers(
      tx,
      paid.map(({ data }) => data.subjectId),
    )
    const sums = openPaidSums()
    for (const fact of paid) {
      const place = places.get(fact.data.subjectId)
      if (place) sums.add(fact.at, { agencyId: fact.data.agencyId, ...place }, worthOf(fact))
    }
    await addPaid(tx, sums.list())
  },
}
