import { receivedOn, sumSuspense, suspenseKinds } from '#server/modules/payments/index.ts'
import { requireRole } from '#server/platform/web/guards.ts'
import { perform } from '#server/platform/work.ts'
import { isLocalDay, localDay } from '#shared/dates.ts'
import { m } from '#shared/messages/index.ts'
import { formatNumber } from '#shared/money.ts'
import type { PageServerLoad } from './$types'

const words = m.payments.finance

/** The day by the ways money came, and what waits for people. */
export const load: PageServerLoad = async ({ locals, url }) => {
  const officer = requireRole(locals.actor, 'finance')
  return perform(officer, async (work) => {
    const today = localDay(work.now)
    const asked = url.searchParams.get('ngay') ?? ''
    const day = isLocalDay(asked) && asked <= today ? asked : today
    const received = await receivedOn(work, officer, day)
    const total = received.reduce((sum, { amount }) => sum + amount, 0)
    const cash = received.find(({ channel }) => channel === 'cash')?.amount ?? 0
    const waiting = await sumSuspense(work, officer)
    return {
      day,
      today,
      total,
      cashless:
        total > 0 ? words.overview.cashless(`${formatNumber(((total - cash) / total) * 100, 1)} %`) : '',
      channels: received.map(({ channel, ...row }) => ({ ...row, name: words.channels[channel] ?? channel })),
      waiting: suspenseKinds.flatMap((kind) => {
        const own = waiting.find((one) => one.kind === kind)
        return own ? [{ ...own, name: words.kinds[kind] ?? kind }] : []
      }),
    }
  })
}
