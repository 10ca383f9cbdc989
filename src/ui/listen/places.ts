/** Where a recording has sound, and what is heard at a moment of it. */

/** A chunk: a file of its own, and its time in the recording. */
export interface Place {
  number: number
  startsMs: number
  lengthMs: number
}

export const endOf = ({ startsMs, lengthMs }: Place): number => startsMs + lengthMs

/** A recorder that begins takes a moment; a longer pause is told. */
const leastGapMs = 2_000

/** Which chunk is heard at a moment: where there is no sound the next one, behind the end the last. -1 where there is none at all. */
export function placeAt(places: readonly Place[], ms: number): number {
  const at = places.findIndex((place) => endOf(place) > ms)
  return at < 0 ? places.length - 1 : at
}

/** Which chunk had begun by a moment, the first one before all of them. */
export function placeBefore(places: readonly Place[], ms: number): number {
  return Math.max(
    0,
    places.findLastIndex(({ startsMs }) => startsMs <= ms),
  )
}

/** Between a chunk and the next, where nothing is to be heard for long enough to be told. */
export function gapBehind(
  places: readonly Place[],
  at: number,
): { fromMs: number; toMs: number } | undefined {
  const [here, next] = [places[at], places[at + 1]]
  if (!here || !next || next.startsMs - endOf(here) <= leastGapMs) return undefined
  return { fromMs: endOf(here), toMs: next.startsMs }
}

/** Numbers, beginnings and lengths in a row, as a page carries them. */
export function unpack(packed: readonly number[]): Place[] {
  return Array.from({ length: Math.floor(packed.length / 3) }, (_, index) => {
    const [number = 0, startsMs = 0, lengthMs = 0] = packed.slice(index * 3, index * 3 + 3)
    return { number, startsMs, lengthMs }
  })
}
