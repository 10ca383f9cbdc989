/** Codes beside names of provinces, in any spelling; what can be several, or none, is asked. */
import { resolveProvince, sideOfMergers } from '#server/crafts/places/resolve-province.ts'
import type { CheckedTable } from './checked.ts'
import type { Field } from './contract.ts'

/** So many names must be provinces before a column is proposed as one of them. */
const mostly = 0.8
const fewest = 3

/** What a column of these texts is proposed as, where it names provinces. */
export function judgePlaces(texts: readonly string[]): Field['place'] {
  const names = [...new Set(texts)]
  const known = names.filter((name) => isKnown(name))
  if (known.length < fewest || known.length < names.length * mostly) return undefined
  const on = sideOfMergers(names)
  return { kind: 'province', ...(on && { on }) }
}

function isKnown(name: string): boolean {
  const resolved = resolveProvince(name)
  if ('province' in resolved) return true
  // One name that has had two codes.
  const { candidates } = resolved
  return candidates.length > 1 && candidates.every((one) => one.name === candidates[0]?.name)
}

/** A name nobody could give a code, and the provinces it may mean. */
export interface AskedPlace {
  table: number
  row: number
  column: string
  value: string
  candidates: string[]
}

export interface ResolvedPlaces {
  /** By the name of the field, a code or none for each accepted row. */
  codes: Map<string, (string | null)[]>
  asked: AskedPlace[]
}

/** Of the rows; what sums them names no province. */
export function resolvePlaces({ contract, accepted }: CheckedTable, table: number): ResolvedPlaces {
  const resolved: ResolvedPlaces = { codes: new Map(), asked: [] }
  for (const [at, { name, place }] of contract.fields.entries()) {
    if (!place) continue
    const codes = accepted.map(({ at: row, kind, values }) => {
      const value = values[at]
      if (typeof value !== 'string') return null
      const found = resolveProvince(value, place.on)
      if ('province' in found) return found.province.code
      const candidates = found.candidates.map((one) => `${one.name} (${one.code})`)
      if (kind === 'row') resolved.asked.push({ table, row, column: name, value, candidates })
      return null
    })
    resolved.codes.set(name, codes)
  }
  return resolved
}
