import { tooManyChecks } from './refusals.ts'

interface Bucket {
  turns: number
  at: number
}

export interface Turns {
  capacity: number
  perSecond: number
}

/** Politeness towards everyone else: each address has a bucket of turns that fills again slowly. */
export function createTurns({ capacity, perSecond }: Turns) {
  const buckets = new Map<string, Bucket>()
  return {
    /** Takes `cost` turns; refuses with the seconds to wait when the bucket holds fewer. */
    take(address: string, cost = 1, now = performance.now()): void {
      const known = buckets.get(address)
      const turns = known ? Math.min(capacity, known.turns + ((now - known.at) / 1000) * perSecond) : capacity
      // Re-inserting keeps the addresses in the order of their last visit, so the idle ones go first.
      buckets.delete(address)
      const oldest = buckets.keys().next().value
      if (buckets.size >= maximumAddresses && oldest !== undefined) buckets.delete(oldest)
      buckets.set(address, { turns: turns < cost ? turns : turns - cost, at: now })
      if (turns < cost) throw tooManyChecks({ seconds: Math.ceil((cost - turns) / perSecond) })
    },
  }
}

const maximumAddresses = 20_000

const turns = createTurns({ capacity: 30, perSecond: 0.5 })

/** A code costs one turn; a file, which is read and hashed, three. Without an address all share one bucket. */
export function takeCheckTurn(address: string | undefined, kind: 'code' | 'file'): void {
  turns.take(address ?? '', kind === 'file' ? 3 : 1)
}
