import { redirect } from '@sveltejs/kit'
import { requireRole } from '#server/platform/web/guards.ts'
import { perform } from '#server/platform/work.ts'
import type { PageServerLoad } from './$types'
import { listWaiting } from './waiting.server.ts'

export const load: PageServerLoad = async ({ locals }) => {
  const leader = requireRole(locals.actor, 'leader')
  const waiting = await perform(leader, (work) => listWaiting(work, leader))
  const { rows } = waiting
  const first = rows.find(({ isMyTurn }) => isMyTurn) ?? rows[0]
  if (first) redirect(303, `/ky-so/${first.code}`)
  return { waiting }
}
