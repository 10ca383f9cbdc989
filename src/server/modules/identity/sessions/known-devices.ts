/** Browsers in which an account has completed a sign-in; a cookie there holds a random number, the database its hash. */
import { createToken, hashToken } from '#server/crafts/crypto/token.ts'
import type { Work } from '#server/platform/work.ts'
import { deviceDays, mostDevices } from '../model.ts'
import { deleteOldDevices, findLastAccountOn, isKnownDevice, saveDevice } from '../queries/devices.ts'

/** The device of this cookie, to count attempts under, if this account has completed a sign-in there. */
export async function findKnownDevice(
  work: Work,
  accountId: string | undefined,
  deviceToken: string | undefined,
): Promise<string | undefined> {
  const hash = deviceToken && hashToken(deviceToken)
  if (!hash || !accountId) return undefined
  return (await isKnownDevice(work.tx, accountId, hash, seenAfter(work)))
    ? hash.toString('base64url')
    : undefined
}

/** Whose sign-in was completed last in this browser. */
export async function lastAccountOn(work: Work, deviceToken: string): Promise<string | undefined> {
  return findLastAccountOn(work.tx, hashToken(deviceToken), seenAfter(work))
}

/** A sign-in has just been completed here: the number for the cookie, the one it has if we gave it. */
export async function rememberDevice(
  work: Work,
  accountId: string,
  deviceToken: string | undefined,
): Promise<string> {
  const isOurs = deviceToken !== undefined && (await lastAccountOn(work, deviceToken)) !== undefined
  const token = isOurs ? deviceToken : createToken()
  await saveDevice(work.tx, accountId, hashToken(token), work.now)
  await deleteOldDevices(work.tx, accountId, mostDevices)
  return token
}

function seenAfter({ now }: Work): Date {
  return new Date(now.getTime() - deviceDays * 86_400_000)
}
