import { z } from 'zod'
import { listAgencies } from '#server/modules/agencies/index.ts'
import { listAccounts } from '#server/modules/identity/index.ts'
import { requireRole } from '#server/platform/web/guards.ts'
import { perform } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import { agencyOptions } from '../agency-options.ts'
import type { PageServerLoad } from './$types'

const Query = z.object({
  q: z.string().trim().max(200).catch(''),
  loai: z.enum(['citizen', 'staff', 'client']).optional().catch(undefined),
  cq: z
    .string()
    .regex(/^[a-z0-9-]{1,100}$/)
    .optional()
    .catch(undefined),
  sau: z.string().max(400).optional().catch(undefined),
})

export const load: PageServerLoad = ({ locals, url }) => {
  const officer = requireRole(locals.actor, 'administrator')
  const { q, loai, cq, sau } = Query.parse({ q: '', ...Object.fromEntries(url.searchParams) })
  return perform(officer, async (work) => {
    const { accounts, cursor } = await listAccounts(work, officer, {
      query: q,
      ...(loai ? { kind: loai } : {}),
      ...(cq ? { agencyId: cq } : {}),
      ...(sau ? { cursor: sau } : {}),
    })
    const agencies = await listAgencies(work, localDay(work.now))
    return {
      accounts,
      cursor,
      query: { q, loai: loai ?? '', cq: cq ?? '', isFirst: sau === undefined },
      agencies: agencyOptions(agencies),
    }
  })
}
