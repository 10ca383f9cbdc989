/** A meeting while it runs: whose turn it is, for how long, and who is there. */
import type { Officer } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'
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
}

export async function viewSession(work: Work, officer: Officer, id: string): Promise<SessionView> {
  const attended = await requireMeeting(work, officer, id)
  const items = await listItems(work.tx, id)
  return {
    ...attended,
    items,
    current: currentOf(items)?.id,
    isNear: isNear(attended.meeting, work.now),
    attendance: await readAttendance(work, attended.meeting, attended.people),
  }
}
