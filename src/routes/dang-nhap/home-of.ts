import type { Actor } from '#server/platform/actor.ts'

/** Where work begins for this person. */
export function homeOf(actor: Actor): string {
  if (actor.kind !== 'officer') return '/'
  const has = (...roles: string[]) => roles.some((role) => (actor.roles as string[]).includes(role))
  if (has('one_stop', 'specialist')) return '/mot-cua'
  if (has('monitor', 'commander')) return '/dieu-hanh'
  if (has('leader')) return '/ky-so'
  return has('administrator') ? '/quan-tri' : '/'
}
