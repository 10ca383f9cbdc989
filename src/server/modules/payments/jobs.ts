/** What this room does after a fact and by the clock. */
import type { AnyJob, Schedule } from '#server/platform/jobs/jobs.ts'
import { askEachMinute } from './asking/ask-gateways.ts'
import { forgetNotices, judgeWaitingEachMinute } from './notices/jobs.ts'
import { expireOrdersEachMinute } from './orders/move-order.ts'
import { receiptJobs, receiptSchedules } from './receipts/receipt-jobs.ts'
import { refundJobs } from './refunds/refund-jobs.ts'
import { sendRefundsAgainNow, sendRefundsEachMinute } from './refunds/send-refunds.ts'

export const paymentJobs: readonly AnyJob[] = [...receiptJobs, ...refundJobs]

export const paymentSchedules: readonly Schedule[] = [
  askEachMinute,
  expireOrdersEachMinute,
  forgetNotices,
  judgeWaitingEachMinute,
  sendRefundsAgainNow,
  sendRefundsEachMinute,
  ...receiptSchedules,
]
