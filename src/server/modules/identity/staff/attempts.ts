import { createHmac } from 'node:crypto'
import { system } from '#server/platform/actor.ts'
import { latestWritten } from '#server/platform/clocks.ts'
import { perform, type Work } from '#server/platform/work.ts'
import { attemptKey } from '../keys.ts'
import { attemptWindow, freeFailures, waitAfter } from '../model.ts'
import { countAttempts, deleteAttempts, insertAttempt, lockAttempts } from '../queries/sign-in.ts'
import { tooManyAttempts, tooManyOnNewDevice } from '../refusals.ts'

type Subject = Exclude<keyof typeof freeFailures, 'address'>

/** What an attempt is counted under: whose secret is tried, and from where. */
export interface Attempt {
  subject: { kind: Subject; value: string }
  address: string
  /**
   * A device on which the owner of this secret has signed in before (`findKnownDevice`). It is counted for itself: what
   * others fail elsewhere never makes it wait.
   */
  device?: string | undefined
}

/**
 * Counts an attempt as failed before it is tried, so that many at once cannot slip past the limit, or refuses
 * with the seconds to wait. `forgiveAttempt` takes it back when it succeeds.
 */
export async function countAttempt(work: Work, attempt: Attempt): Promise<void> {
  const since = new Date(work.now.getTime() - attemptWindow)
  // What a clock that had jumped ahead wrote would keep its owner out until that day.
  const until = latestWritten(work.now)
  for (const { key, free } of keysOf(attempt)) {
    await lockAttempts(work.tx, key)
    const { count, last } = await countAttempts(work.tx, key, { since, until })
    const wait = (last?.getTime() ?? 0) + waitAfter(count, free) - work.now.getTime()
    if (count >= free && wait > 0) throw refusalOf(attempt, Math.ceil(wait / 1000))
    await insertAttempt(work.tx, key, work.now)
  }
}

/** The attempt counted at `at` succeeded: its owner starts afresh, its address loses this one failure. */
export async function forgiveAttempt(work: Work, attempt: Attempt, at: Date): Promise<void> {
  const [own, address] = keysOf(attempt)
  if (own) await deleteAttempts(work.tx, own.key)
  if (address) await deleteAttempts(work.tx, address.key, at)
}

/** Lets `isRight` look at a secret unless this subject or address has failed too often; a wrong one stays counted. */
export async function tryCounted(
  attempt: Attempt,
  isRight: () => boolean,
  now = new Date(),
): Promise<boolean> {
  await perform(system, (work) => countAttempt(work, attempt), { now })
  if (!isRight()) return false
  await perform(system, (work) => forgiveAttempt(work, attempt, now), { now })
  return true
}

/** Everything counted under this secret is forgotten, so that its owner may try at once from wherever they are. */
export async function forgetFailures(work: Work, kind: 'login' | 'code', value: string): Promise<void> {
  await deleteAttempts(work.tx, hashKey(kind, value))
}

/** Whoever signs in is told what a device they have used before would spare them. */
function refusalOf({ subject, device }: Attempt, seconds: number): Error {
  return subject.kind === 'login' && !device ? tooManyOnNewDevice({ seconds }) : tooManyAttempts({ seconds })
}

/** The first of them is the owner's, the second the address's. */
function keysOf({ subject: { kind, value }, address, device }: Attempt) {
  const free = freeFailures[kind]
  if (device) return [{ key: hashKey(`${kind} on device`, `${value}\0${device}`), free }]
  // A client system has no device to be known by; its secret cannot be guessed, and nobody elsewhere may keep it out.
  const own = kind === 'client' ? hashKey(kind, `${value}\0${address}`) : hashKey(kind, value)
  return [
    { key: own, free },
    { key: hashKey('address', address), free: freeFailures.address },
  ]
}

/** Keyed, so that the list of failures tells nobody which logins or addresses there are. */
function hashKey(kind: string, value: string): string {
  return createHmac('sha256', attemptKey).update(`${kind}\0${value}`).digest('base64url')
}
