import { config } from '#server/platform/config.ts'
import { readPreferences } from '#ui/preferences.server.ts'
import type { Viewer } from '#ui/viewer.ts'
import type { LayoutServerLoad } from './$types'

export const load: LayoutServerLoad = ({ locals, cookies }) => ({
  viewer: viewerOf(locals),
  preferences: readPreferences(cookies),
  isDemo: config.NHIP_DEMO,
})

function viewerOf({ actor, session }: App.Locals): Viewer {
  if (actor.kind === 'citizen') return { kind: 'citizen', name: actor.name, unread: 0 }
  if (actor.kind === 'officer') {
    return { kind: 'officer', name: actor.name, agency: session?.agency?.name ?? '', roles: actor.roles, unread: 0 }
  }
  return { kind: 'anonymous' }
}
