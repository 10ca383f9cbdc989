import { requireRole } from '#server/platform/web/guards.ts'
import type { LayoutServerLoad } from './$types'

/** Turns everyone else away from the whole area; each page and action asks again for itself. */
export const load: LayoutServerLoad = ({ locals }) => {
  requireRole(locals.actor, 'administrator')
}
