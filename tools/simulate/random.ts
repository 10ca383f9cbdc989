/** Chance that can be repeated: the same seed makes the same province. */
export interface Random {
  /** 0 ≤ x < 1 */
  next(): number
  /** from ≤ n ≤ to */
  int(from: number, to: number): number
  chance(probability: number): boolean
  pick<T>(list: readonly T[]): T
  /** An index of `cumulative`, a rising list of sums, by weight. */
  weighted(cumulative: readonly number[]): number
  /** A UUID version 7 of that instant. */
  id(at: number): string
}

/** sfc32, seeded by the text of the seed. */
export function createRandom(seed: string): Random {
  let a = 0x9e3779b9
  let b = 0x243f6a88
  let c = 0xb7e15162
  let d = 1
  for (const char of seed) d = Math.imul(d ^ char.charCodeAt(0), 0x01000193) >>> 0
  const bits = (): number => {
    const t = (a + b + d) | 0
    d = (d + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (c << 21) | (c >>> 11)
    c = (c + t) | 0
    return t >>> 0
  }
  for (let round = 0; round < 16; round++) bits()
  const next = () => bits() / 4294967296
  const int = (from: number, to: number) => from + Math.floor(next() * (to - from + 1))
  const hex = (digits: number) => bits().toString(16).padStart(8, '0').slice(0, digits)
  return {
    next,
    int,
    chance: (probability) => next() < probability,
    pick: (list) => list[Math.floor(next() * list.length)] as never,
    weighted(cumulative) {
      const mark = next() * (cumulative.at(-1) ?? 0)
      let low = 0
      let high = cumulative.length - 1
      while (low < high) {
        const middle = (low + high) >> 1
        if ((cumulative[middle] as number) > mark) high = middle
        else low = middle + 1
      }
      return low
    },
    id(at) {
      const time = at.toString(16).padStart(12, '0')
      const variant = '89ab'[bits() & 3]
      return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(3)}-${variant}${hex(3)}-${hex(8)}${hex(4)}`
    },
  }
}

export function cumulate(weights: readonly number[]): number[] {
  let sum = 0
  return weights.map((weight) => {
    sum += weight
    return sum
  })
}
