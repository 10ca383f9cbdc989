import { seeded } from '#server/modules/catalogue/fixtures.ts'

/** A source of chance that gives the same for the same seed. */
export interface Chance {
  /** Below 1. */
  next(): number
  /** From 0 to below `limit`. */
  below(limit: number): number
  /** True this often. */
  is(share: number): boolean
  pick<T>(list: readonly T[]): T
}

/** Small, quick and good enough to break files. */
export function createChance(seed: number): Chance {
  const next = seeded(seed)
  const below = (limit: number) => Math.floor(next() * limit)
  return {
    next,
    below,
    is: (share) => next() < share,
    pick: (list) => {
      if (list.length === 0) throw new RangeError('nothing to pick from')
      return list[below(list.length)] as (typeof list)[number]
    },
  }
}
