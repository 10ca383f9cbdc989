/** What would make agency data lie: gaps between predecessor and successor, codes used twice, orphans. */
import { addDays } from '#shared/dates.ts'
import type { Agency, AgencyData, AgencySuccession, Unit, UnitSuccession } from './model.ts'

/** Nghị định 118/2025 and QĐ 20/2020/QĐ-TTg: a letter and two digits, then up to three groups. */
const agencyCode = /^[A-Z]\d{2}(?:\.\d{1,3}){0,3}$/

/** One line for each thing wrong; none when the data may be loaded. */
export function problemsOf(data: AgencyData): string[] {
  const units = new Map(data.units.map((unit) => [unit.id, unit]))
  const agencies = new Map(data.agencies.map((agency) => [agency.id, agency]))
  return [
    ...repeated(data.units.map(({ id }) => id)).map((id) => `unit ${id} is described twice`),
    ...repeated(data.agencies.map(({ id }) => id)).map((id) => `agency ${id} is described twice`),
    ...repeated(data.positions.map(({ id }) => id)).map((id) => `position ${id} is described twice`),
    ...overlapping(data.units).map((id) => `unit ${id} shares its code with another at the same time`),
    ...overlapping(data.agencies).map((id) => `agency ${id} shares its code with another at the same time`),
    ...data.units.flatMap((unit) => orphan('unit', unit, units)),
    ...data.agencies.flatMap((agency) => orphan('agency', agency, agencies)),
    ...data.agencies.flatMap((agency) => agencyProblems(agency, units)),
    ...successionProblems('unit', data.unitSuccessions, units),
    ...successionProblems('agency', data.agencySuccessions, agencies),
    ...mainProblems(data.agencies, data.agencySuccessions),
  ]
}

function agencyProblems({ id, code, unitId }: Agency, units: ReadonlyMap<string, Unit>): string[] {
  const problems: string[] = []
  if (!agencyCode.test(code)) problems.push(`agency ${id} has the malformed code ${code}`)
  if (unitId !== null && !units.has(unitId)) problems.push(`agency ${id} names the unknown unit ${unitId}`)
  return problems
}

interface Dated {
  id: string
  validFrom: string
  validTo: string | null
}

function successionProblems(
  what: string,
  successions: readonly UnitSuccession[],
  known: ReadonlyMap<string, Dated>,
): string[] {
  const followed = new Set(successions.map(({ predecessorId }) => predecessorId))
  const problems = [...known.values()]
    .filter(({ id, validTo }) => validTo !== null && !followed.has(id))
    .map(({ id }) => `${what} ${id} ends without a successor`)
  for (const { predecessorId, successorId, onDate } of successions) {
    const from = known.get(predecessorId)
    const to = known.get(successorId)
    if (!from) problems.push(`unknown ${what} ${predecessorId} is said to have a successor`)
    if (!to) problems.push(`${what} ${predecessorId} is followed by the unknown ${successorId}`)
    if (from && from.validTo !== addDays(onDate, -1)) {
      problems.push(`${what} ${predecessorId} ends on ${from.validTo}, but is followed on ${onDate}`)
    }
    if (to && (to.validFrom > onDate || (to.validTo !== null && to.validTo < onDate))) {
      problems.push(`${what} ${successorId} does not exist on ${onDate}, when it follows ${predecessorId}`)
    }
  }
  return problems
}

function mainProblems(agencies: readonly Agency[], successions: readonly AgencySuccession[]): string[] {
  return agencies.flatMap(({ id, validTo }) => {
    if (validTo === null) return []
    const mains = successions.filter(({ predecessorId, main }) => main && predecessorId === id).length
    return mains === 1 ? [] : [`agency ${id} has ${mains} main successors`]
  })
}

interface Part extends Dated {
  parentId: string | null
}

function orphan<Item extends Part>(what: string, item: Item, known: ReadonlyMap<string, Item>): string[] {
  const above = new Set([item.id])
  for (let next = item.parentId; next !== null; next = known.get(next)?.parentId ?? null) {
    if (!known.has(next)) return [`${what} ${item.id} names the unknown parent ${next}`]
    if (above.has(next)) return [`${what} ${item.id} is above itself`]
    above.add(next)
  }
  return []
}

function repeated(ids: readonly string[]): string[] {
  const seen = new Set<string>()
  return ids.filter((id) => seen.size === seen.add(id).size)
}

function overlapping(items: readonly (Dated & { code: string })[]): string[] {
  const sorted = items.toSorted(
    (a, b) => a.code.localeCompare(b.code) || a.validFrom.localeCompare(b.validFrom),
  )
  return sorted.flatMap((item, index) => {
    const before = sorted[index - 1]
    const clash = before?.code === item.code && (before.validTo === null || before.validTo >= item.validFrom)
    return clash ? [item.id] : []
  })
}
