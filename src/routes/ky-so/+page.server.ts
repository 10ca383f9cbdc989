import { redirect } from '@sveltejs/kit'
import { requireRole } from '#server/platform/guards.ts'
import { perform } from '#server/platform/work.ts'
import { m } from '#shared/messages/index.ts'
import type { PageServerLoad } from './$types'
import { listWaiting } from './waiting.server.ts'

export const load: PageServerLoad = async ({ locals, url }) => {
  const leader = requireRole(locals.actor, 'leader')
  const waiting = await perform(leader, (work) => listWaiting(work, leader))
  const [first] = waiting.rows
  const done = url.searchParams.get('xong')
  if (first) redirect(303, `/ky-so/${first.code}${done ? `?xong=${encodeURIComponent(done)}` : ''}`)
  return { done: m.office.done[done ?? ''] ?? '' }
}
