/** A meeting while it runs: whose turn it is, for how long, and who is there. */
import type { Officer } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'
import { minutesOf } from '../look/minutes-of.ts'
import { listItems } from '../look/queries.ts'
import { type Attended, requireMeeting } from '../rights.ts'
import { type Attendance, readAttendance } from './attendance.ts'
import { isNear } from './near.ts'
import { currentOf } from './run-meeting.ts'

export interface SessionView extends Attended {
  items: Awaited<ReturnType<typeof listItems>>
  /** The id of the point whose turn it is. */
  current: string | undefined
  attendance: Attendance
  /** Its hour is near: it may be begun. */
  isNear: boolean
  /** Minutes stand that say who was there: it is not said otherwise here. */
  hasMinutes: boolean
}

export async function viewSession(work: Work, officer: Officer, id: string): Promise<SessionView> {
  const attended = await requireMeeting(work, officer, id)
  const items = await listItems(work.tx, id)
  return {
    ...attended,
    items,
    current: currentOf(items)?.id,
    isNear: isNear(attended.meeting, work.now),
    hasMinutes: (await minutesOf(work, attended.meeting)) !== undefined,
    attendance: await readAttendance(work, attended.meeting, attended.people),
  }
}
