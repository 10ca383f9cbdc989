import type { Agency } from './model.ts'
import { placeName } from './national-places.ts'

/** `Ủy ban nhân dân phường Thuận Hóa, thành phố Huế`: an agency of a commune with its province, any other as it is called. */
export function fullNameOf(
  { name, unitId }: Pick<Agency, 'name' | 'unitId'>,
  communes: readonly { id: string; code: string }[],
): string {
  const unit = communes.find(({ id }) => id === unitId)
  const province = unit && placeName(unit.code)?.split(', ')[1]
  return province ? `${name}, ${province}` : name
}
