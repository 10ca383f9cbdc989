/** The issues of `handleForm` in the order of the form, for `ErrorSummary`. */
export function issueList(
  issues: Record<string, string[]> | undefined,
): { field: string; message: string }[] {
  return Object.entries(issues ?? {}).flatMap(([field, messages]) =>
    messages.map((message) => ({ field, message })),
  )
}
