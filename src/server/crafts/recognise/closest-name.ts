/** A name read with a letter or two wrong, found among names that are known. */
import { stripMarks } from '#shared/text/index.ts'

const longest = 120
/** Of its letters so many may be wrong. */
const share = 0.12

const key = (name: string) =>
  stripMarks(name)
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, '')
    .slice(0, longest)

/** The known name that this one is, accents and case aside and with few letters wrong; undefined where none, or several are as near. */
export function closestName(read: string, known: readonly string[]): string | undefined {
  const wanted = key(read)
  const most = Math.floor(wanted.length * share)
  let best: { name: string | undefined; distance: number } = { name: undefined, distance: most + 1 }
  for (const name of known) {
    const candidate = key(name)
    if (Math.abs(candidate.length - wanted.length) > most) continue
    const distance = differences(wanted, candidate)
    if (distance < best.distance) best = { name, distance }
    else if (distance === best.distance && distance <= most) best = { name: undefined, distance }
  }
  return best.name
}

/** Letters to change, add or leave out (Levenshtein). */
function differences(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at)
  for (let x = 0; x < one.length; x++) {
    const next = [x + 1]
    for (let y = 0; y < other.length; y++) {
      const changed = (row[y] ?? 0) + (one[x] === other[y] ? 0 : 1)
      next.push(Math.min(changed, (row[y + 1] ?? 0) + 1, (next[y] ?? 0) + 1))
    }
    row = next
  }
  return row.at(-1) ?? 0
}
