/** When the doors of a meeting open. */
import { minuteMs } from '#shared/dates.ts'
import type { Meeting } from '../look/queries.ts'

/** Before the hour it is called for. */
const openBeforeMs = 60 * minuteMs

/** Called, and within the hour before it is to begin, or later: then it can be begun and those invited can say that they are there. */
export function isNear({ state, startsAt }: Pick<Meeting, 'state' | 'startsAt'>, now: Date): boolean {
  return state === 'called' && startsAt.getTime() - openBeforeMs <= now.getTime()
}
