import { formatTime } from '#shared/dates.ts'

/** A moment by the clock on the wall here: 14:05:09. */
export function dayClock(ms: number): string {
  const second = Math.floor(ms / 1000) % 60
  return `${formatTime(new Date(ms))}:${String(second).padStart(2, '0')}`
}
