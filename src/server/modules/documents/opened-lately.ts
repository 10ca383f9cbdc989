/** By who opened what: when that was last written down. */
const openings = new Map<string, number>()
const anewAfterMs = 10 * 60_000
const mostKept = 10_000

/** Whether this is another opening: what is asked for again within ten minutes, page after page, is the same. */
export function opensAnew(officerId: string, id: string, now: Date): boolean {
  const key = `${officerId} ${id}`
  const last = openings.get(key)
  if (last !== undefined && Math.abs(now.getTime() - last) < anewAfterMs) return false
  if (openings.size >= mostKept) openings.clear()
  openings.set(key, now.getTime())
  return true
}
