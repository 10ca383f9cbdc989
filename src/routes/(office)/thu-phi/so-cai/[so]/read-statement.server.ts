/** One account of the books between two days of Vietnamese time, both included. */
import { error } from '@sveltejs/kit'
import { balances, nameFees, statement } from '#server/modules/payments/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import { perform } from '#server/platform/work.ts'
import { dayNumber, instantAt, isLocalDay, localDay } from '#shared/dates.ts'
import { m } from '#shared/messages/index.ts'
import { accountName } from '../account-name.ts'

export async function readStatement(officer: Officer, so: string, { searchParams }: URL) {
  return perform(officer, async (work) => {
    const today = localDay(work.now)
    const read = (name: string, otherwise: string) => {
      const typed = searchParams.get(name) ?? ''
      return isLocalDay(typed) ? typed : otherwise
    }
    const until = read('den', today)
    const from = read('tu', `${until.slice(0, 8)}01`)
    const account = (await balances(work, officer)).find((one) => String(one.ledgerAccountId) === so)
    if (!account) error(404, { message: m.ui.errors.notFound.title })
    const found = await statement(work, officer, {
      ledgerAccountId: account.ledgerAccountId,
      from: instantAt(dayNumber(from), 0),
      until: instantAt(dayNumber(until) + 1, 0),
    })
    if (!found) error(404, { message: m.ui.errors.notFound.title })
    return { name: accountName(account, await nameFees(work, officer)), from, until, ...found }
  })
}
