import type { Tx } from '#server/platform/database.ts'

export async function deleteExpired(
  tx: Tx<'identity'>,
  { now, attemptsBefore, endedBefore }: { now: Date; attemptsBefore: Date; endedBefore: Date },
): Promise<void> {
  await tx.deleteFrom('identity.signInAttempt').where('failedAt', '<', attemptsBefore).execute()
  await tx.deleteFrom('identity.signInState').where('expiresAt', '<', now).execute()
  await tx.deleteFrom('identity.secondStep').where('expiresAt', '<', now).execute()
  await tx.deleteFrom('identity.session').where('expiresAt', '<', endedBefore).execute()
  await tx.deleteFrom('identity.apiToken').where('expiresAt', '<', endedBefore).execute()
}
