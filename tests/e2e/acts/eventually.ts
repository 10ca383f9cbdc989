import { setTimeout as rest } from 'node:timers/promises'

/** Only what hangs meets it: a machine with much else to do lets its worker come later. */
const patienceMs = 300_000

/**
 * Looks again and again until there is something, and says what it saw last: what the worker does comes a moment after the
 * page was answered. Ends without a word where that never comes, so that the assertion after it says what was there instead.
 */
export async function eventually<T>(look: () => Promise<T>, restMs = 250): Promise<T> {
  for (const end = Date.now() + patienceMs; ; await rest(restMs)) {
    const seen = await look()
    if (seen || Date.now() > end) return seen
  }
}
