/** A form of an assignment as it comes back with mistakes. */
export interface Returned {
  values?: Record<string, unknown>
  issues?: Record<string, string[]>
  refusal?: string | null
  details?: Record<string, unknown>
}

/** Which of the forms of a page was posted, by its address. */
export function postedAction(url: { searchParams: { keys(): Iterable<string> } }): string | undefined {
  return [...url.searchParams.keys()].find((key) => key.startsWith('/'))?.slice(1)
}
