import type { Tx } from '#server/platform/database/database.ts'

export interface Consent {
  purpose: string
  given: boolean
  wording: string
  at: Date
}

export async function insertConsent(tx: Tx<'registry'>, personId: string, consent: Consent): Promise<void> {
  await tx
    .insertInto('registry.consent')
    .values({ personId, ...consent })
    .execute()
}

/** The newest word on each purpose. */
export async function listConsentsOf(tx: Tx<'registry'>, personId: string): Promise<Consent[]> {
  return tx
    .selectFrom('registry.consent')
    .distinctOn('purpose')
    .select(['purpose', 'given', 'wording', 'at'])
    .where('personId', '=', personId)
    .orderBy('purpose')
    .orderBy('id', 'desc')
    .execute()
}
