import { createHmac } from 'node:crypto'
import type { Work } from '#server/platform/work.ts'
import { attemptKey } from './keys.ts'
import { attemptWindow, freeFailures, waitAfter } from './model.ts'
import { countAttempts, deleteAttempts, insertAttempt, lockAttempts } from './queries/sign-in.ts'
import { tooManyAttempts } from './refusals.ts'

/** What an attempt is counted under: whose secret is tried, and from where. */
export interface Attempt {
  subject: { kind: 'login' | 'code'; value: string }
  address: string
}

/**
 * Counts an attempt as failed before it is tried, so that many at once cannot slip past the limit, or refuses
 * with the seconds to wait. `forgiveAttempt` takes it back when it succeeds.
 */
export async function countAttempt(work: Work, attempt: Attempt): Promise<void> {
  const since = new Date(work.now.getTime() - attemptWindow)
  for (const { key, free } of keysOf(attempt)) {
    await lockAttempts(work.tx, key)
    const { count, last } = await countAttempts(work.tx, key, since)
    const wait = (last?.getTime() ?? 0) + waitAfter(count, free) - work.now.getTime()
    if (count >= free && wait > 0) throw tooManyAttempts({ seconds: Math.ceil(wait / 1000) })
    await insertAttempt(work.tx, key, work.now)
  }
}

/** The attempt counted at `at` succeeded: its owner starts afresh, its address loses this one failure. */
export async function forgiveAttempt(work: Work, { subject, address }: Attempt, at: Date): Promise<void> {
  await deleteAttempts(work.tx, hashKey(subject.kind, subject.value))
  await deleteAttempts(work.tx, hashKey('address', address), at)
}

function keysOf({ subject, address }: Attempt) {
  return [
    { key: hashKey(subject.kind, subject.value), free: freeFailures[subject.kind] },
    { key: hashKey('address', address), free: freeFailures.address },
  ]
}

/** Keyed, so that the list of failures tells nobody which logins or addresses there are. */
function hashKey(kind: string, value: string): string {
  return createHmac('sha256', attemptKey).update(`${kind}\0${value}`).digest('base64url')
}
