/** In which ways the law lets a power to sign be handed over, and to whom. */
import type { Position } from '../model.ts'

export const ways = ['KT.', 'TL.', 'TUQ.'] as const
export type Way = (typeof ways)[number]

/**
 * In which ways whoever holds this position may hand its power over (Nghị định 30/2020/NĐ-CP Điều 13): the head in each; who signs thừa lệnh to a
 * deputy alone; a deputy, who signs in the head's place, and who signs thừa ủy quyền in none.
 */
export function waysFrom({ signs, authority }: Pick<Position, 'signs' | 'authority'>): Way[] {
  if (!signs || authority === 'KT.' || authority === 'TUQ.') return []
  return authority === 'TL.' ? ['KT.'] : [...ways]
}

/**
 * Whether whoever holds this position may be handed a power in that way: ký thay is for a deputy, thừa lệnh for who heads a unit (Điều 13 khoản 2, 4). To
 * whom a head gives ủy quyền other laws say too, down to a civil servant of the commune: it is theirs to answer for.
 */
export function mayTake(way: Way, { title, signs, authority }: Position): boolean {
  if (way === 'KT.') return authority === 'KT.' || title.startsWith('Phó ')
  return way === 'TUQ.' || (signs && authority !== 'KT.' && authority !== 'TUQ.')
}
