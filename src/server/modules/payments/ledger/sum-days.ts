/** Cộng ngày: sums of each account and day, so that a balance need not read every entry there ever was. */
import type { Follower } from '#server/platform/log/follower.ts'
import { on } from '#server/platform/log/on.ts'
import { posted } from '../events.ts'
import { sumDays } from './posting-queries.ts'

export const daySumFollower: Follower<true> = {
  name: 'payments.day-sums',
  on: [on(posted, () => true as const)],
  batch: 5000,
  restMs: 500,
  async follow({ tx }, facts) {
    if (facts.length > 0) await sumDays(tx)
  },
}
