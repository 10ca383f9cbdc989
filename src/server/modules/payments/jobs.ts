/** What this room does by the clock, and who reads the feed for it. */
import type { Schedule } from '#server/platform/jobs/jobs.ts'
import { askEachMinute } from './asking/ask-gateways.ts'
import { forgetNotices, judgeWaitingEachMinute } from './notices/jobs.ts'
import { expireOrdersEachMinute } from './orders/move-order.ts'

export const paymentSchedules: readonly Schedule[] = [
  askEachMinute,
  expireOrdersEachMinute,
  forgetNotices,
  judgeWaitingEachMinute,
]
