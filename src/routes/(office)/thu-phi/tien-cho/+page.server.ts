import { listSuspense, suspenseKinds } from '#server/modules/payments/index.ts'
import { requireRole } from '#server/platform/web/guards.ts'
import { perform } from '#server/platform/work.ts'
import { formatDateTime } from '#shared/dates.ts'
import { m } from '#shared/messages/index.ts'
import type { PageServerLoad } from './$types'

const words = m.payments.finance

/** Money that is nobody's charge yet, longest waiting first, by name. */
export const load: PageServerLoad = async ({ locals, url }) => {
  const officer = requireRole(locals.actor, 'finance')
  const kind = suspenseKinds.find((one) => one === url.searchParams.get('loai'))
  return perform(officer, async (work) => {
    const waiting = await listSuspense(work, officer)
    return {
      kind: kind ?? '',
      kinds: [
        { value: '', name: words.waiting.all, count: waiting.length },
        ...suspenseKinds.map((value) => ({
          value,
          name: words.kinds[value] ?? value,
          count: waiting.filter((one) => one.kind === value).length,
        })),
      ],
      rows: waiting
        .filter((one) => !kind || one.kind === kind)
        .map((one) => ({
          id: one.id,
          kind: words.kinds[one.kind] ?? one.kind,
          amount: one.amount,
          at: formatDateTime(one.paidAt ?? one.openedAt),
          reason: words.reasons[one.reason] ?? '',
          reference: one.reference ?? one.near ?? '',
          memo: one.memo ?? '',
          state: words.waiting.states[one.state] ?? '',
        })),
    }
  })
}
