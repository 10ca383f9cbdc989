import { type Agency, type listCommunes, placeName } from '#server/modules/agencies/index.ts'

/** `Ủy ban nhân dân phường Thuận Hóa, thành phố Huế`: an agency of a commune with its province, any other as it is called. */
export function fullNameOf(
  { name, unitId }: Agency,
  communes: Awaited<ReturnType<typeof listCommunes>>,
): string {
  const unit = communes.find(({ id }) => id === unitId)
  const province = unit && placeName(unit.code)?.split(', ')[1]
  return province ? `${name}, ${province}` : name
}
