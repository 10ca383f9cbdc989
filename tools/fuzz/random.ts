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

/** Chance by mulberry32: small, quick and good enough to break files. */
export function createChance(seed: number): Chance {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
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
