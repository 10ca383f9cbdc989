import { redirect } from '@sveltejs/kit'
import { requireRole } from '#server/platform/web/guards.ts'
import { perform } from '#server/platform/work.ts'
import type { PageServerLoad } from './$types'
import { listWaiting } from './waiting.server.ts'

export const load: PageServerLoad = async ({ locals }) => {
  const leader = requireRole(locals.actor, 'leader')
  const { rows } = await perform(leader, (work) => listWaiting(work, leader))
  if (rows[0]) redirect(303, `/ky-so/${rows[0].code}`)
}
