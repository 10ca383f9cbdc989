import { setTimeout as rest } from 'node:timers/promises'

/** Only what hangs meets it: a machine with much else to do lets its worker come later. */
const patienceMs = 300_000

/**
 * Asks again and again until it is so: what the worker does comes a moment after the page was answered. Ends without a
 * word where that never comes, so that the assertion after it says what was there instead.
 */
export async function eventually(isSo: () => Promise<boolean>, restMs = 250): Promise<void> {
  for (const end = Date.now() + patienceMs; !(await isSo()) && Date.now() < end; ) await rest(restMs)
}
