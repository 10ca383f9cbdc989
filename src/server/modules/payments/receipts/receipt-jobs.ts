/** What happens after receipts are due: they are signed, numbered late where they were owed, and their payers are told. */
import { hasSigningKeys } from '#server/modules/documents/index.ts'
import { notify } from '#server/modules/notifications/index.ts'
import { system } from '#server/platform/actor.ts'
import { defineJob, defineSchedule } from '#server/platform/jobs/jobs.ts'
import { perform } from '#server/platform/work.ts'
import { collectorEntered, receiptDue, receiptEnded } from '../events.ts'
import { issueOwed } from './issue-receipt.ts'
import { sumOwed } from './number-queries.ts'
import { isReceipt } from './receipt-queries.ts'
import { signReceipt, signReceipts } from './sign-receipt.ts'

/** The payer's “đã nhận” does not wait for this. Where there are no keys, or the receipt is owed, `payments.sign-receipts` comes later. */
const sign = defineJob({
  name: 'payments.sign-receipt',
  on: receiptDue,
  run: async (id) => {
    if (!hasSigningKeys()) return
    const isNumbered = await perform(system, (work) => isReceipt(work.tx, id))
    if (isNumbered) await signReceipt(id)
  },
})

const numberOwed = defineJob({
  name: 'payments.number-owed-receipts',
  on: collectorEntered,
  run: (_, { agencyId }) => issueOwed(agencyId),
})

/** Whoever holds a receipt that stands no longer is told. */
const tellEnded = defineJob({
  name: 'payments.tell-receipt-ended',
  on: receiptEnded,
  run: (id, { payerId: personId, how }) =>
    perform(system, async (work) => {
      if (!personId) return
      const kind = how === 'replace' ? 'receipt_replaced' : 'receipt_cancelled'
      await notify(work, { key: `${id}:${kind}`, personId, kind })
    }),
})

export const receiptJobs = [sign, numberOwed, tellEnded]

export const receiptSchedules = [
  defineSchedule({
    name: 'payments.sign-receipts',
    cron: '*/5 * * * *',
    run: async () => {
      await signReceipts()
    },
  }),
  // A tax code that holds from a later day: on that day what is owed is numbered.
  defineSchedule({
    name: 'payments.number-owed',
    cron: '10 0 * * *',
    run: async () => {
      for (const { agencyId } of await perform(system, (work) => sumOwed(work.tx))) await issueOwed(agencyId)
    },
  }),
]
