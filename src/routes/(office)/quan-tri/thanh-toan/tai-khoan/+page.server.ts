import { listAgencies } from '#server/modules/agencies/index.ts'
import { listAccountsFor } from '#server/modules/payments/index.ts'
import { requireRole } from '#server/platform/web/guards.ts'
import { perform } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import { agencyOptions } from '../../agency-options.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = ({ locals, url }) => {
  const officer = requireRole(locals.actor, 'administrator')
  const agencyId = url.searchParams.get('co-quan') ?? ''
  return perform(officer, async (work) => {
    const accounts = await listAccountsFor(work, officer)
    const agencies = await listAgencies(work, localDay(work.now))
    return {
      agencyId,
      agencies: agencyOptions(agencies),
      accounts: accounts
        .filter((account) => agencyId === '' || account.agencyId === agencyId)
        .map(({ id, agencyName, bin, number, holder, fee, state }) => ({
          id,
          agencyName,
          bin,
          number,
          holder,
          fee,
          state,
        })),
    }
  })
}
