import { yearOf } from '#server/modules/documents/index.ts'

/** The year an address names; this one where it names none. */
export function yearIn(params: URLSearchParams): number {
  const typed = params.get('nam') ?? ''
  return /^2\d{3}$/.test(typed) ? Number(typed) : yearOf(new Date())
}
