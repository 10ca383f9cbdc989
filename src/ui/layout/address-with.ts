/** This list again, narrowed by the same filters, with `change` in the address; what is empty is left out. */
export function addressWith(
  path: string,
  filters: readonly { name: string; value: string }[],
  change: Record<string, string> = {},
): string {
  const kept = Object.fromEntries(filters.map(({ name, value }) => [name, value]))
  const search = new URLSearchParams(
    Object.entries({ ...kept, ...change }).filter(([, value]) => value !== ''),
  )
  return search.size > 0 ? `${path}?${search}` : path
}
