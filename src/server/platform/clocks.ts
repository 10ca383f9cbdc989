/** How far clocks may be apart, or one may move by itself, without having jumped; in milliseconds. */
export const clocksApart = 60_000

/** The last moment that can have been written by now: what lies beyond was written by a clock that had jumped ahead. */
export function latestWritten(now: Date): Date {
  return new Date(now.getTime() + clocksApart)
}
