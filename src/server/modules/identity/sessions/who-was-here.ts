import { hashToken } from '#server/crafts/crypto/token.ts'
import { system } from '#server/platform/actor.ts'
import { perform } from '#server/platform/work.ts'
import { findSessionOwner } from '../queries/sessions.ts'
import { deviceTokenIn, sessionCookie } from './cookies.ts'
import { lastAccountOn } from './known-devices.ts'

/**
 * The account whose session has ended in this browser, to keep for it what it has just typed: whose session the cookie
 * was of or, without one, who signed in here last. Opens nothing.
 */
export async function whoWasHere(cookies: {
  get(name: string): string | undefined
}): Promise<string | undefined> {
  const [session, device] = [cookies.get(sessionCookie), deviceTokenIn(cookies)]
  return perform(system, async (work) => {
    const owner = session && (await findSessionOwner(work.tx, hashToken(session)))
    return owner || (device && (await lastAccountOn(work, device))) || undefined
  })
}
