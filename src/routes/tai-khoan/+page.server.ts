import type { PageServerLoad } from './$types'

export const load: PageServerLoad = ({ locals }) => ({
  agency: locals.session?.agency?.name,
  hasSeveralAgencies: (locals.session?.agencyCount ?? 0) > 1,
})
