/** Payers are told that money is on its way back to them, and that it is there. */
import { notify } from '#server/modules/notifications/index.ts'
import { system } from '#server/platform/actor.ts'
import { defineJob } from '#server/platform/jobs/jobs.ts'
import { perform } from '#server/platform/work.ts'
import { refundApproved, refundDone } from '../events.ts'
import { findRefund } from './refund-queries.ts'

function tell(kind: 'refund_approved' | 'refund_done', on: typeof refundApproved) {
  return defineJob({
    name: `payments.tell-${kind.replace('_', '-')}`,
    on,
    run: (id) =>
      perform(system, async (work) => {
        const personId = (await findRefund(work.tx, id))?.payerId
        if (personId) await notify(work, { key: `${id}:${kind}`, personId, kind })
      }),
  })
}

export const refundJobs = [tell('refund_approved', refundApproved), tell('refund_done', refundDone)]
