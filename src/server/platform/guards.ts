/** Who may go on: each guard returns the actor as what it is, or refuses. */
import type { Actor, Citizen, Officer, Role } from '#server/platform/actor.ts'
import { defineRefusal } from '#server/platform/refusal.ts'

export const signInNeeded = defineRefusal('identity.sign_in_needed', 401)
export const citizensOnly = defineRefusal('identity.citizens_only', 403)
export const officersOnly = defineRefusal('identity.officers_only', 403)
export const roleNeeded = defineRefusal('identity.role_needed', 403)

export function requireCitizen(actor: Actor): Citizen {
  if (actor.kind === 'citizen') return actor
  throw actor.kind === 'anonymous' ? signInNeeded() : citizensOnly()
}

export function requireOfficer(actor: Actor): Officer {
  if (actor.kind === 'officer') return actor
  throw actor.kind === 'anonymous' ? signInNeeded() : officersOnly()
}

/** An officer entrusted with at least one of these roles at the agency acted for. */
export function requireRole(actor: Actor, ...anyOf: [Role, ...Role[]]): Officer {
  const officer = requireOfficer(actor)
  if (!anyOf.some((role) => officer.roles.includes(role))) throw roleNeeded({ roles: anyOf })
  return officer
}

/** Whoever has signed in, as a citizen or as an officer. */
export function requireSignedIn(actor: Actor): Citizen | Officer {
  if (actor.kind === 'citizen' || actor.kind === 'officer') return actor
  throw signInNeeded()
}
