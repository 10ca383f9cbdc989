import type { Citizen } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'
import { consentGiven, consentWithdrawn } from './events.ts'
import { type Consent, insertConsent, listConsentsOf } from './queries/consents.ts'

/**
 * A person's yes or no to one purpose, with the words they were shown (Luật 91/2025/QH15). Never changed afterwards:
 * a later word stands beside it and counts instead. Silence is not consent.
 */
export async function recordConsent(
  work: Work,
  citizen: Citizen,
  { purpose, given, wording }: Omit<Consent, 'at'>,
): Promise<void> {
  await insertConsent(work.tx, citizen.id, { purpose, given, wording, at: work.now })
  await work.record(given ? consentGiven(citizen.id, { purpose }) : consentWithdrawn(citizen.id, { purpose }))
}

/** The newest word on each purpose. */
export function listConsents(work: Work, citizen: Pick<Citizen, 'id'>): Promise<Consent[]> {
  return listConsentsOf(work.tx, citizen.id)
}

export async function hasConsent(work: Work, personId: string, purpose: string): Promise<boolean> {
  const consents = await listConsentsOf(work.tx, personId)
  return consents.some((consent) => consent.purpose === purpose && consent.given)
}
