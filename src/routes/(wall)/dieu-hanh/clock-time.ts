/** Hours, minutes and seconds in Vietnam, which has kept UTC+7 all year since 1975. */
import { type LocalDay, localDay } from '#shared/dates.ts'

const offsetMs = 7 * 3_600_000

/** `11:04:22`. */
export function clockTime(at: number): string {
  return new Date(at + offsetMs).toISOString().slice(11, 19)
}

export function dayAt(at: number): LocalDay {
  return localDay(new Date(at))
}

/** `11:02` on the same day, else `20/11`. */
export function shortMoment(iso: string, today: LocalDay): string {
  const at = Date.parse(iso)
  const day = dayAt(at)
  return day === today ? clockTime(at).slice(0, 5) : `${day.slice(8)}/${day.slice(5, 7)}`
}
