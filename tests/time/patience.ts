/** How long a test waits, in milliseconds, for what the worker, a job or another process does: only what hangs meets its end. */
export const patience = { timeout: 100_000, interval: 50 } as const
