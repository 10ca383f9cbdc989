/** Which province is meant by a name in any spelling: with or without accents, kind or capitals, shortened, or with letters that were lost. */
import { stripMarks } from '#shared/text/index.ts'
import { merged2025, type Province, provinces, since2025 } from './provinces.ts'

/** One province, or those it might be; none where nothing like it is known. */
export type ResolvedProvince = { province: Province } | { candidates: Province[] }

const lost = '\ufffd'
const kind = /^(?:tinh|thanhpho|tp)(?=.)/
const cityBehind = /(?<=.)city$/
const longest = 80

interface Known {
  key: string
  province: Province
}
const known: readonly Known[] = provinces.flatMap((province) =>
  [province.name, ...(province.also ?? [])].map((name) => ({ key: keyOf(name), province })),
)
const byKey = Map.groupBy(known, ({ key }) => key)

/**
 * `on`: a day of the time the source is about; a name that has had two codes is asked for without it. A letter that was lost may be any; where two provinces
 * fit, or one by less than half of its letters, nobody is taken: whoever knows the source is asked.
 */
export function resolveProvince(spelling: string, on?: string): ResolvedProvince {
  if (spelling.length > longest) return { candidates: [] }
  const key = keyOf(spelling)
  const isLost = key.includes(lost)
  const found = isLost ? known.filter((one) => fits(key, one.key)) : (byKey.get(key) ?? [])
  const fitting = placesOn(found, on)
  const [only] = fitting
  const isEnough = [...key].filter((letter) => letter !== lost).length * 2 >= key.length
  if (only && fitting.length === 1 && isEnough) return { province: only }
  return {
    candidates:
      fitting.length > 0 || isLost
        ? fitting
        : placesOn(
            known.filter((one) => isOneAway(key, one.key)),
            on,
          ),
  }
}

/** On which side of the mergers of July 2025 these names lie; undefined where all of them are good on both. */
export function sideOfMergers(spellings: Iterable<string>): string | undefined {
  let isOpen = false
  for (const spelling of spellings) {
    const [before, after] = [merged2025, since2025].map((on) => resolveProvince(spelling, on))
    if (!before || !after || !('province' in before)) continue
    if (!('province' in after)) return merged2025
    if (before.province.code !== after.province.code) isOpen = true
  }
  return isOpen ? undefined : since2025
}

function placesOn(found: readonly Known[], on: string | undefined): Province[] {
  const places = [...new Set(found.map(({ province }) => province))]
  if (on === undefined) return places
  // Of a time before a province ended, or of any since it began; a name given up long ago is still known by its code.
  const there = places.filter(
    ({ since, until }) => (since === undefined || since <= on) && (until === undefined || on <= until),
  )
  return there.length > 0
    ? there
    : places.filter(({ until }) => until !== undefined && until < merged2025 && on <= merged2025)
}

/** Letters alone, without accents. A letter somebody's program wrote as `<U+1EBE>` is that letter; what came out as `?` within a word was one. */
function keyOf(text: string): string {
  const whole = text
    .replace(/<U\+([0-9A-Fa-f]{4,6})>/g, (_, code: string) =>
      String.fromCodePoint(Math.min(0x10ffff, Number.parseInt(code, 16))),
    )
    .replace(/(?<=\p{L})\?|\?(?=\p{L})/gu, lost)
  const bare = stripMarks(whole.normalize('NFC')).toLowerCase()
  const letters = bare.replace(/[^a-z\ufffd]/g, '')
  return letters.replace(kind, '').replace(cityBehind, '')
}

/** Each lost letter stands for one, or before and behind the name for a blank. */
function fits(key: string, name: string): boolean {
  const inner = key.replace(/^\ufffd+/, '').replace(/\ufffd+$/, '')
  return [key, inner].some(
    (one) =>
      one.length === name.length && [...one].every((letter, at) => letter === lost || letter === name[at]),
  )
}

/** A slip of one letter, which a person settles. */
function isOneAway(one: string, other: string): boolean {
  if (Math.abs(one.length - other.length) > 1 || other.length < 4) return false
  let at = 0
  while (at < one.length && one[at] === other[at]) at += 1
  const [rest, otherRest] = [one.slice(at), other.slice(at)]
  return rest.slice(1) === otherRest.slice(1) || rest.slice(1) === otherRest || rest === otherRest.slice(1)
}
