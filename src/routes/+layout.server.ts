import { findAgency } from '#server/modules/agencies/index.ts'
import { countOpenTasks } from '#server/modules/directives/index.ts'
import { countUnread, countUnreadStaff } from '#server/modules/notifications/index.ts'
import { countOwed } from '#server/modules/payments/index.ts'
import type { Actor } from '#server/platform/actor.ts'
import { config } from '#server/platform/config.ts'
import { perform } from '#server/platform/work.ts'
import { roomsOf } from '#ui/layout/office-rooms.server.ts'
import { readPreferences } from '#ui/layout/preferences.server.ts'
import type { Viewer } from '#ui/layout/viewer.ts'
import type { LayoutServerLoad } from './$types'

export const load: LayoutServerLoad = async ({ locals, cookies, depends }) => {
  depends('nhip:head')
  return {
    viewer: await viewerOf(locals.actor),
    preferences: readPreferences(cookies),
    isDemo: config.NHIP_DEMO,
  }
}

async function viewerOf(actor: Actor): Promise<Viewer> {
  if (actor.kind === 'citizen') {
    return perform(actor, async (work) => ({
      kind: 'citizen',
      name: actor.name,
      unread: await countUnread(work, actor),
      owed: await countOwed(work, actor),
    }))
  }
  if (actor.kind !== 'officer') return { kind: 'anonymous' }
  return perform(actor, async (work) => ({
    kind: 'officer',
    name: actor.name,
    agency: (await findAgency(work, actor.agencyId))?.shortName ?? '',
    rooms: roomsOf(actor),
    tasks: await countOpenTasks(work, actor),
    unread: await countUnreadStaff(work, actor),
  }))
}
