import { sql } from 'kysely'
import type { Tx } from '#server/platform/database/database.ts'

export interface SignInState {
  id: string
  verifier: string
  nonce: string
  returnTo: string
  expiresAt: Date
  /** The session whose owner proves anew who they are. */
  confirms: string | null
}

export async function insertSignInState(tx: Tx<'identity'>, state: SignInState): Promise<void> {
  await tx.insertInto('identity.signInState').values(state).execute()
}

/** Takes the state away, so that no answer of the provider is accepted twice. */
export async function takeSignInState(
  tx: Tx<'identity'>,
  id: string,
  now: Date,
): Promise<SignInState | undefined> {
  const state = await tx
    .deleteFrom('identity.signInState')
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirst()
  return state && state.expiresAt > now ? state : undefined
}

export interface SecondStep {
  id: string
  accountId: string
  challenge: string
  returnTo: string
  expiresAt: Date
}

export async function insertSecondStep(tx: Tx<'identity'>, step: SecondStep): Promise<void> {
  await tx.insertInto('identity.secondStep').values(step).execute()
}

export async function findSecondStepRow(
  tx: Tx<'identity'>,
  id: string,
  now: Date,
): Promise<SecondStep | undefined> {
  return tx
    .selectFrom('identity.secondStep')
    .selectAll()
    .where('id', '=', id)
    .where('expiresAt', '>', now)
    .executeTakeFirst()
}

/** False when it is gone already: somebody else has just used it. */
export async function deleteSecondStep(tx: Tx<'identity'>, id: string): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('identity.secondStep')
    .where('id', '=', id)
    .executeTakeFirst()
  return numDeletedRows === 1n
}

/** Every sign-in of this account that waits for its second factor. */
export async function deleteSecondSteps(tx: Tx<'identity'>, accountId: string): Promise<void> {
  await tx.deleteFrom('identity.secondStep').where('accountId', '=', accountId).execute()
}

/** Makes attempts under one key wait for each other, so that many at once cannot all count the same failures. */
export async function lockAttempts(tx: Tx<'identity'>, key: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`identity.sign_in_attempt:${key}`}, 0))`.execute(
    tx,
  )
}

export async function countAttempts(
  tx: Tx<'identity'>,
  key: string,
  { since, until }: { since: Date; until: Date },
): Promise<{ count: number; last: Date | null }> {
  const { count, last } = await tx
    .selectFrom('identity.signInAttempt')
    .select(({ fn }) => [fn.countAll<number>().as('count'), fn.max('failedAt').as('last')])
    .where('key', '=', key)
    .where('failedAt', '>', since)
    .where('failedAt', '<=', until)
    .executeTakeFirstOrThrow()
  return { count: Number(count), last }
}

export async function insertAttempt(tx: Tx<'identity'>, key: string, failedAt: Date): Promise<void> {
  await tx.insertInto('identity.signInAttempt').values({ key, failedAt }).execute()
}

export async function deleteAttempts(tx: Tx<'identity'>, key: string, at?: Date): Promise<void> {
  let query = tx.deleteFrom('identity.signInAttempt').where('key', '=', key)
  if (at) query = query.where('failedAt', '=', at)
  await query.execute()
}
