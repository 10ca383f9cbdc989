import { getAgency } from '#server/modules/agencies/index.ts'
import { balances, nameFees } from '#server/modules/payments/index.ts'
import { requireRole } from '#server/platform/web/guards.ts'
import { perform } from '#server/platform/work.ts'
import type { PageServerLoad } from './$types'
import { accountName } from './account-name.ts'

/** Every account of the books with what it holds now. */
export const load: PageServerLoad = async ({ locals }) => {
  const officer = requireRole(locals.actor, 'finance')
  return perform(officer, async (work) => {
    const fees = await nameFees(work, officer)
    const rows = []
    for (const { ledgerAccountId, agencyId, amount, count, ...account } of await balances(work, officer))
      rows.push({
        id: ledgerAccountId,
        name: accountName(account, fees),
        agency: (await getAgency(work, agencyId)).shortName,
        amount,
        count,
      })
    return { rows }
  })
}
