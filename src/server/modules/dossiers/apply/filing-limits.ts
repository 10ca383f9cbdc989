/** How much one account may file. A client system files for many people and has a budget of its own. */

import type { Actor, Citizen } from '#server/platform/actor.ts'
import { type Budget, takeBudget } from '#server/platform/budget.ts'
import { createTurns } from '#server/platform/jobs/turns.ts'
import { isClientSystem } from '#server/platform/rights.ts'
import type { Work } from '#server/platform/work.ts'
import { dossiersSpent, draftsSpent } from '../refusals.ts'

const citizens: Budget = { kind: 'dossiers', capacity: 20, perHour: 20, refuse: dossiersSpent }
/** A counter that never rests takes about one in a minute. */
const counters: Budget = { kind: 'dossiers', capacity: 40, perHour: 120, refuse: dossiersSpent }
const drafts: Budget = { kind: 'drafts', capacity: 30, perHour: 30, refuse: draftsSpent }

/**
 * A row of one client system would be waited for by all its submissions at once; so each web process counts for itself, and
 * with several of them a client system has as many times this.
 */
const clientTurns = createTurns({ capacity: 1_500, perSecond: 50, refuse: dossiersSpent })

/** Counts a dossier that is about to be filed by a person; refuses with the seconds to wait. A refused one comes back. */
export async function countFiling(work: Work, filerId: string): Promise<void> {
  if (isClientSystem(work.actor)) return
  await takeBudget(work, filerId, work.actor.kind === 'officer' ? counters : citizens)
}

/** The same of a client system, at the last moment: what is counted here does not come back. */
export function takeTurn(actor: Actor, filerId: string): void {
  if (isClientSystem(actor)) clientTurns.take(filerId)
}

/** Counts a draft that is about to be made. */
export async function countDraft(work: Work, citizen: Citizen): Promise<void> {
  await takeBudget(work, citizen.id, drafts)
}
