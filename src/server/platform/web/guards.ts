/** Who may go on: each guard returns the actor as what it is, or refuses. */

import { freshMinutes, signingTokenMinutes } from '#shared/fresh-minutes.ts'
import { defineRefusal } from '#shared/refusal.ts'
import type { Actor, Citizen, Officer } from '../actor.ts'
import type { Role } from '../roles.ts'

export const signInNeeded = defineRefusal('identity.sign_in_needed', 401)
export const citizensOnly = defineRefusal('identity.citizens_only', 403)
export const officersOnly = defineRefusal('identity.officers_only', 403)
export const roleNeeded = defineRefusal('identity.role_needed', 403)
export const confirmationNeeded = defineRefusal('identity.confirmation_needed', 403)
export const signingTokenNeeded = defineRefusal('identity.signing_token_needed', 403)

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

/** Whether this session's owner has proved within the last `freshMinutes` who they are. */
export function hasFreshFactor({ confirmedAt }: Actor, now: Date = new Date()): boolean {
  return confirmedAt !== undefined && now.getTime() - confirmedAt.getTime() < freshMinutes * 60_000
}

/**
 * For what a session left open must not allow: new tokens and factors, another password. Passes whoever
 * has proved within the last `freshMinutes` who they are: staff with a second factor, citizens anew at the identity
 * provider. Signing in counts, so does the page `/tai-khoan/xac-nhan/lai?ve=…`, which leads back. A token never passes;
 * what the command line does asks nobody.
 */
export function requireFreshFactor(actor: Actor, now: Date = new Date()): Citizen | Officer {
  const person = requireSignedIn(actor)
  if (!hasFreshFactor(actor, now)) throw confirmationNeeded({ minutes: freshMinutes })
  return person
}

/**
 * For a signature: passes a session as `requireFreshFactor` does, and a token that may sign, for `signingTokenMinutes` from
 * when it was made with such a proof or by the command line. An older one signs nothing, however long it goes on opening the rest.
 */
export function requireProofToSign(officer: Officer, now: Date): void {
  if (hasFreshFactor(officer, now)) return
  if (!officer.signsUntil) throw confirmationNeeded({ minutes: freshMinutes })
  if (officer.signsUntil <= now) throw signingTokenNeeded({ minutes: signingTokenMinutes })
}
