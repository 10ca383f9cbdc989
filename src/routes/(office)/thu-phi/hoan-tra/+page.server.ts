import { listRefunds } from '#server/modules/payments/index.ts'
import { requireRole } from '#server/platform/web/guards.ts'
import { perform } from '#server/platform/work.ts'
import { formatDateTime } from '#shared/dates.ts'
import { m } from '#shared/messages/index.ts'
import type { PageServerLoad } from './$types'

const words = m.payments.finance.refunds

/** What is given back, what waits for somebody first. */
export const load: PageServerLoad = async ({ locals }) => {
  const officer = requireRole(locals.actor, 'finance')
  return perform(officer, async (work) => ({
    rows: (await listRefunds(work, officer)).map(
      ({ id, amount, way, state, askedAt, reference, reason }) => ({
        id,
        amount,
        way: words.ways[way] ?? way,
        state: words.states[state] ?? state,
        at: formatDateTime(askedAt),
        reference: reference ?? '',
        reason,
      }),
    ),
  }))
}
