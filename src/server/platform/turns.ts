/** Politeness towards everyone else: each address has a bucket of turns that fills again slowly. */
import { defineRefusal, type Refusal } from '#server/platform/refusal.ts'

interface Bucket {
  turns: number
  at: number
}

export interface Turns {
  capacity: number
  perSecond: number
  /** What is said to those who come too often; told the seconds to wait. */
  refuse?: (details: { seconds: number }) => Refusal
}

const tooManyRequests = defineRefusal('platform.too_many_requests', 429)
const maximumAddresses = 20_000

/** Buckets by address; without an address all share one. */
export function createTurns({ capacity, perSecond, refuse = tooManyRequests }: Turns) {
  const buckets = new Map<string, Bucket>()
  return {
    /** Takes `cost` turns; refuses with the seconds to wait when the bucket holds fewer. */
    take(address: string | undefined, cost = 1, now = performance.now()): void {
      const key = address ?? ''
      const known = buckets.get(key)
      const turns = known ? Math.min(capacity, known.turns + ((now - known.at) / 1000) * perSecond) : capacity
      // Re-inserting keeps the addresses in the order of their last visit, so the idle ones go first.
      buckets.delete(key)
      const oldest = buckets.keys().next().value
      if (buckets.size >= maximumAddresses && oldest !== undefined) buckets.delete(oldest)
      buckets.set(key, { turns: turns < cost ? turns : turns - cost, at: now })
      if (turns < cost) throw refuse({ seconds: Math.ceil((cost - turns) / perSecond) })
    },
  }
}
