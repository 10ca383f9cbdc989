/** A sketch of a text by which one of much the same words is found: the smallest hashes of its runs of words (bottom-k MinHash, Broder 1997). */
import { plainKey } from './model.ts'

const run = 4
const kept = 24
/** Shared by two readings of one letter; texts of one form share fewer. */
const alike = 12

/** At most 24 numbers; none of a text too short to be told from others. */
export function sketchOf(text: string): bigint[] {
  const words = plainKey(text.slice(0, 60_000)).split(' ')
  if (words.length < 40) return []
  const hashes = new Set<bigint>()
  for (let at = 0; at + run <= words.length; at++) hashes.add(hashOf(words.slice(at, at + run).join(' ')))
  return [...hashes].sort((one, other) => (one < other ? -1 : one > other ? 1 : 0)).slice(0, kept)
}

export function isAlike(one: readonly bigint[], other: readonly bigint[]): boolean {
  const known = new Set(one)
  return other.filter((hash) => known.has(hash)).length >= alike
}

/** FNV-1a of 63 bits: what fits PostgreSQL's bigint. */
function hashOf(text: string): bigint {
  let hash = 0xcbf29ce484222325n
  for (const byte of Buffer.from(text)) {
    hash ^= BigInt(byte)
    hash = (hash * 0x100000001b3n) & 0xffffffffffffffffn
  }
  return hash >> 1n
}
