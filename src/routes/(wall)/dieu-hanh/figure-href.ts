/** Where a number opens into its dossiers, and where it becomes an order. */
interface Place {
  agency?: string | undefined
  service?: string | undefined
}

export function figureHref(figure: string, place: Place = {}): string {
  return `/dieu-hanh/so-lieu?${parametersOf(figure, place)}`
}

/** The same dossiers as a table. */
export function figureTableHref(figure: string, place: Place = {}): string {
  return `/dieu-hanh/so-lieu.csv?${parametersOf(figure, place)}`
}

export function orderHref(measure: string, place: Place = {}): string {
  return `/nhiem-vu/giao?${parametersOf(measure, place)}`
}

function parametersOf(figure: string, { agency, service }: Place): string {
  const parameters = new URLSearchParams({ 'chi-so': figure })
  if (agency) parameters.set('co-quan', agency)
  if (service) parameters.set('thu-tuc', service)
  return parameters.toString()
}
