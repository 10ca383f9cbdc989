import { requireRoom } from '#ui/layout/office-rooms.server.ts'
import type { LayoutServerLoad } from './$types'

export const load: LayoutServerLoad = ({ locals, url }) => {
  requireRoom(locals.actor, url.pathname)
}
