/** Politeness towards everyone else: each caller has a bucket of turns that fills again slowly. */
import { isIPv6 } from 'node:net'
import { defineRefusal, type Refusal } from '#shared/refusal.ts'

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

export const tooManyRequests = defineRefusal('platform.too_many_requests', 429)
const maximumCallers = 20_000

/**
 * Buckets by caller, an address or an account; without one all share a bucket. They are this process's own: with several
 * web processes each gives as many turns. What must hold across them is a `budget`.
 */
export function createTurns({ capacity, perSecond, refuse = tooManyRequests }: Turns) {
  const buckets = new Map<string, Bucket>()
  const fill = (key: string, now: number): number => {
    const known = buckets.get(key)
    return known ? Math.min(capacity, known.turns + ((now - known.at) / 1000) * perSecond) : capacity
  }
  const keep = (key: string, turns: number, now: number): void => {
    // Re-inserting keeps the callers in the order of their last visit, so the idle ones go first.
    buckets.delete(key)
    const oldest = buckets.keys().next().value
    if (buckets.size >= maximumCallers && oldest !== undefined) buckets.delete(oldest)
    buckets.set(key, { turns, at: now })
  }
  return {
    /** Takes `cost` turns; refuses with the seconds to wait when the bucket holds fewer. */
    take(caller: string | undefined, cost = 1, now = performance.now()): void {
      const key = bucketOf(caller)
      const turns = fill(key, now)
      keep(key, turns < cost ? turns : turns - cost, now)
      if (turns < cost) throw refuse({ seconds: Math.ceil((cost - turns) / perSecond) })
    },
    /** Takes turns for what has turned out to cost more, as far as there are any. */
    spend(caller: string | undefined, cost: number, now = performance.now()): void {
      const key = bucketOf(caller)
      keep(key, Math.max(0, fill(key, now) - cost), now)
    },
  }
}

/** One household or server has a whole /64 of IPv6 (RFC 6177): its addresses count as one. */
function bucketOf(caller = ''): string {
  if (!isIPv6(caller)) return caller
  const [head = '', tail] = caller.split('%')[0]?.split('::') ?? []
  const groups = head === '' ? [] : head.split(':')
  const rest = tail ? tail.split(':').length : 0
  const whole =
    tail === undefined
      ? groups
      : [...groups, ...Array(Math.max(0, 8 - groups.length - rest)).fill('0'), ...tail.split(':')]
  return whole
    .slice(0, 4)
    .map((group) => Number.parseInt(group || '0', 16).toString(16))
    .join(':')
}
