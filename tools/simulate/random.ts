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

/** Every sixteen bits in hexadecimal: identifiers are put together from them. */
const quads = Array.from({ length: 65_536 }, (_, value) => value.toString(16).padStart(4, '0'))

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
      const time = Math.floor(at / 65_536)
      const variant = bits() & 3
      const version = quads[0x7000 | (bits() >>> 20)]
      const clock = quads[0x8000 | (variant << 12) | (bits() >>> 20)]
      const node = bits()
      return `${quads[time >>> 16]}${quads[time & 65_535]}-${quads[at % 65_536]}-${version}-${clock}-${quads[node >>> 16]}${quads[node & 65_535]}${quads[bits() >>> 16]}`
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
