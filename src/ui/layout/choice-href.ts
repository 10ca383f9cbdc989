/** What a frame must know of the address. */
export interface PageUrl {
  pathname: string
  searchParams: Iterable<[string, string]>
}

/** The address of this very page with one more choice of its reader, for `handlePreferences` to remember. */
export function choiceHref(url: PageUrl, name: 'chu' | 'nen' | 'ngon-ngu', value: string): string {
  // `?/save` names a form action, not something the page shows.
  const kept = [...url.searchParams].filter(([key]) => !key.startsWith('/'))
  return `?${new URLSearchParams([...kept, [name, value]])}`
}
