/** Places looked for by name on a form without script: what each field's search found. */
import { findPlaces } from '#server/modules/agencies/index.ts'
import type { FieldOption, PlacesFound } from './section-view.ts'

const prefix = '_tim.'
/** A page has few addresses; a hostile one gets no more work than it. */
const mostSearches = 8

/** The searches a page posted, by the name of their field. `communes` are the province's own. */
export function placesIn(
  control: Record<string, string>,
  communes: readonly { options: readonly FieldOption[] }[],
): PlacesFound {
  const among = new Set(communes.flatMap(({ options }) => options.map(({ value }) => value)))
  const asked = Object.entries(control)
    .filter(([name, query]) => name.startsWith(prefix) && query.trim() !== '')
    .slice(0, mostSearches)
  return Object.fromEntries(
    asked.map(([name, query]) => {
      // Within the province, where nothing else will do, the field says so by the name of its search.
      const [field, scope] = name.slice(prefix.length).split('?')
      const found = placeOptions(query, scope === 'trong' ? among : undefined)
      return [field, { query: query.slice(0, 80), found, isNew: control._viec === `tim:${field}` }]
    }),
  )
}

/** What a name finds, as choices of a list. */
export function placeOptions(query: string, among?: ReadonlySet<string>): FieldOption[] {
  return findPlaces(query, among ? { among } : {}).map(({ code, name, note }) => ({
    value: code,
    label: name,
    help: note,
  }))
}
