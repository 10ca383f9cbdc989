import { setTimeout as rest } from 'node:timers/promises'

/** How long a test waits, in milliseconds, for what the worker, a job or another process does: only what hangs meets its end. */
export const patience = { timeout: 100_000, interval: 50 } as const

/** Where much else is done, whoever sets or draws pages is asked to come again, and does. */
export async function patiently<T>(task: () => Promise<T>): Promise<T> {
  for (let again = 0; ; again++) {
    try {
      return await task()
    } catch (error) {
      if (again === 60 || !String(error).includes('platform.busy')) throw error
      await rest(1_000)
    }
  }
}
