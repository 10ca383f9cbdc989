import { redirect } from '@sveltejs/kit'
import { listCommunes } from '#server/modules/agencies/index.ts'
import { wall } from '#server/modules/wall/index.ts'
import { requireRole } from '#server/platform/web/guards.ts'
import { perform } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import { readMap } from '#ui/map/read-map.server.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals }) => {
  if (locals.actor.kind === 'anonymous') redirect(303, '/dang-nhap?ve=%2Fdieu-hanh')
  const officer = requireRole(locals.actor, 'monitor', 'commander')
  const communes = await perform(officer, (work) => listCommunes(work, localDay(work.now)))
  return {
    message: await wall.read(),
    map: await readMap(communes),
    mayOrder: officer.roles.includes('commander'),
  }
}
