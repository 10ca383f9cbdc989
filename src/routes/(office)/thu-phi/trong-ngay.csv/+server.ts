/** The day by the ways money came, to take along. */
import { receivedOn } from '#server/modules/payments/index.ts'
import { answerCsv, writeCsv } from '#server/platform/web/csv.ts'
import { requireRole } from '#server/platform/web/guards.ts'
import { perform } from '#server/platform/work.ts'
import { isLocalDay, localDay } from '#shared/dates.ts'
import { m } from '#shared/messages/index.ts'
import type { RequestHandler } from './$types'

const words = m.payments.finance

export const GET: RequestHandler = async ({ locals, url }) => {
  const officer = requireRole(locals.actor, 'finance')
  const asked = url.searchParams.get('ngay') ?? ''
  const day = isLocalDay(asked) ? asked : localDay(new Date())
  const rows = await perform(officer, (work) => receivedOn(work, officer, day))
  const head = [words.overview.channel, words.overview.count, words.overview.amount]
  const lines = rows.map(({ channel, count, amount }) => [
    words.channels[channel] ?? channel,
    String(count),
    String(amount),
  ])
  return answerCsv(writeCsv(head, lines), `thu-phi-${day}.csv`)
}
