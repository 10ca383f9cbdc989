import type { Tx } from '#server/platform/database/database.ts'

export async function deleteExpired(
  tx: Tx<'identity'>,
  {
    now,
    attemptsBefore,
    endedBefore,
    devicesBefore,
  }: { now: Date; attemptsBefore: Date; endedBefore: Date; devicesBefore: Date },
): Promise<void> {
  await tx.deleteFrom('identity.signInAttempt').where('failedAt', '<', attemptsBefore).execute()
  await tx.deleteFrom('identity.signInState').where('expiresAt', '<', now).execute()
  await tx.deleteFrom('identity.secondStep').where('expiresAt', '<', now).execute()
  await tx.deleteFrom('identity.session').where('expiresAt', '<', endedBefore).execute()
  await tx
    .deleteFrom('identity.apiToken')
    .where(({ eb, or }) => or([eb('expiresAt', '<', endedBefore), eb('endedAt', '<', endedBefore)]))
    .execute()
  await tx.deleteFrom('identity.knownDevice').where('seenAt', '<', devicesBefore).execute()
}
