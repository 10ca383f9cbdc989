import { viewFaces } from '#server/modules/meetings/index.ts'
import { requireRole } from '#server/platform/web/guards.ts'
import { perform } from '#server/platform/work.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = ({ locals }) => {
  const officer = requireRole(locals.actor, 'administrator')
  return perform(officer, (work) => viewFaces(work, officer))
}
