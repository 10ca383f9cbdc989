import { listSuspense, sumSuspense, suspenseKinds } from '#server/modules/payments/index.ts'
import { requireRole } from '#server/platform/web/guards.ts'
import { perform } from '#server/platform/work.ts'
import { formatDate, localDay } from '#shared/dates.ts'
import { m } from '#shared/messages/index.ts'
import { normalise } from '#shared/text/index.ts'
import type { PageServerLoad } from './$types'

const words = m.payments.finance

/** Money that is nobody's charge yet, longest waiting first, by name. */
export const load: PageServerLoad = async ({ locals, url }) => {
  const officer = requireRole(locals.actor, 'finance')
  const kind = suspenseKinds.find((one) => one === url.searchParams.get('loai'))
  return perform(officer, async (work) => {
    const waiting = await listSuspense(work, officer, { kind })
    const sums = await sumSuspense(work, officer)
    const countOf = (kind: string) => sums.find((one) => one.kind === kind)?.count ?? 0
    const all = sums.reduce((sum, { count }) => sum + count, 0)
    const count = kind ? countOf(kind) : all
    return {
      kind: kind ?? '',
      kinds: [
        { value: '', name: words.waiting.all, count: all },
        ...suspenseKinds.map((value) => ({
          value,
          name: words.kinds[value] ?? value,
          count: countOf(value),
        })),
      ],
      rest: waiting.length < count ? words.waiting.rest(waiting.length, count) : '',
      rows: waiting.map((one) => ({
        id: one.id,
        kind: words.kinds[one.kind] ?? one.kind,
        amount: one.amount,
        at: formatDate(localDay(one.paidAt ?? one.openedAt)),
        reason: words.reasons[one.reason] ?? '',
        reference: one.reference ?? one.near ?? '',
        // Without marks that turn or hide what follows: anybody may have written it.
        memo: normalise(one.memo ?? ''),
        state: words.waiting.states[one.state] ?? '',
      })),
    }
  })
}
