/** The address of this very page with one more choice of its reader, for `handlePreferences` to remember. */
export function choiceHref(url: URL, name: 'chu' | 'nen' | 'ngon-ngu', value: string): string {
  // `?/save` names a form action, not something the page shows.
  const kept = [...url.searchParams].filter(([key]) => !key.startsWith('/'))
  return `?${new URLSearchParams([...kept, [name, value]])}`
}
