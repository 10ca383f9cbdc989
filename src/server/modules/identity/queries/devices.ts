import type { Tx } from '#server/platform/database/database.ts'

export async function isKnownDevice(
  tx: Tx<'identity'>,
  accountId: string,
  deviceHash: Buffer,
  seenAfter: Date,
): Promise<boolean> {
  const row = await tx
    .selectFrom('identity.knownDevice')
    .select('accountId')
    .where('accountId', '=', accountId)
    .where('deviceHash', '=', deviceHash)
    .where('seenAt', '>', seenAfter)
    .executeTakeFirst()
  return row !== undefined
}

/** Whose sign-in was completed last on this device. */
export async function findLastAccountOn(
  tx: Tx<'identity'>,
  deviceHash: Buffer,
  seenAfter: Date,
): Promise<string | undefined> {
  const row = await tx
    .selectFrom('identity.knownDevice')
    .select('accountId')
    .where('deviceHash', '=', deviceHash)
    .where('seenAt', '>', seenAfter)
    .orderBy('seenAt', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.accountId
}

export async function saveDevice(
  tx: Tx<'identity'>,
  accountId: string,
  deviceHash: Buffer,
  seenAt: Date,
): Promise<void> {
  await tx
    .insertInto('identity.knownDevice')
    .values({ accountId, deviceHash, firstSeen: seenAt, seenAt })
    .onConflict((conflict) => conflict.columns(['accountId', 'deviceHash']).doUpdateSet({ seenAt }))
    .execute()
}

/** Forgets the devices of an account beyond the `most` used last. */
export async function deleteOldDevices(tx: Tx<'identity'>, accountId: string, most: number): Promise<void> {
  await tx
    .deleteFrom('identity.knownDevice')
    .where('accountId', '=', accountId)
    .where('deviceHash', 'in', (eb) =>
      eb
        .selectFrom('identity.knownDevice as d')
        .select('d.deviceHash')
        .where('d.accountId', '=', accountId)
        .orderBy('d.seenAt', 'desc')
        .offset(most),
    )
    .execute()
}
