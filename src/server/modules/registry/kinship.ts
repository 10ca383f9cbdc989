/** How two people are related by blood, as far as the register names fathers and mothers. */

/** One person with the parents the register knows. */
export interface Lineage {
  id: string
  fatherId: string | null
  motherId: string | null
}

export type Kinship =
  /** One is father or mother of the other. */
  | 'parent'
  /** Ancestor and descendant further apart. */
  | 'directLine'
  /** Of one father or mother. */
  | 'siblings'
  /** Uncle or aunt, and nephew or niece. */
  | 'uncleOrAunt'
  /** Of one grandfather or grandmother. */
  | 'cousins'
  /** Parents and grandparents of both are known, and none is shared. */
  | 'distant'
  /** Not related as far as is known, and not all of the two lines is known. */
  | 'unknown'

/**
 * Direct line, or within three generations: those of one origin, parents being the first generation, brothers and sisters the
 * second, first cousins the third (Luật Hôn nhân và gia đình 52/2014/QH13, Điều 3 khoản 17, 18).
 */
export function kinshipOf(one: string, other: string, known: ReadonlyMap<string, Lineage>): Kinship {
  const [up, across] = [ancestorsOf(one, known), ancestorsOf(other, known)]
  const direct = up.get(other) ?? across.get(one)
  if (direct !== undefined) return direct === 1 ? 'parent' : 'directLine'
  let nearest: [number, number] | undefined
  for (const [ancestor, far] of up) {
    const further = across.get(ancestor)
    if (further === undefined || far > 2 || further > 2) continue
    if (!nearest || far + further < nearest[0] + nearest[1]) nearest = [far, further]
  }
  if (nearest) {
    const sum = nearest[0] + nearest[1]
    return sum === 2 ? 'siblings' : sum === 3 ? 'uncleOrAunt' : 'cousins'
  }
  return isWholeLine(one, known) && isWholeLine(other, known) ? 'distant' : 'unknown'
}

/** The nearest way up to every ancestor, as far as the register was read. */
function ancestorsOf(id: string, known: ReadonlyMap<string, Lineage>): Map<string, number> {
  const found = new Map<string, number>()
  let generation = [id]
  for (let depth = 1; generation.length > 0 && depth <= deepest; depth++) {
    const parents = generation.flatMap((child) => parentsOf(child, known))
    generation = parents.filter((parent) => !found.has(parent))
    for (const parent of generation) found.set(parent, depth)
  }
  return found
}

/** As many generations up as the register is read. */
export const deepest = 4

function isWholeLine(id: string, known: ReadonlyMap<string, Lineage>): boolean {
  const parents = parentsOf(id, known)
  return parents.length === 2 && parents.every((parent) => parentsOf(parent, known).length === 2)
}

function parentsOf(id: string, known: ReadonlyMap<string, Lineage>): string[] {
  const person = known.get(id)
  return [person?.fatherId, person?.motherId].filter((parent) => typeof parent === 'string')
}
