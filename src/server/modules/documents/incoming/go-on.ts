/** What came, or goes out, and was stopped on its way for longer than a job tries again: it is gone on with until it is done. */
import { setTimeout } from 'node:timers/promises'
import { system } from '#server/platform/actor.ts'
import { perform } from '#server/platform/work.ts'
import { listWaitingAt } from '../health/waiting-queries.ts'
import { sendOut } from './exchange/send-out.ts'
import { judgeIncoming } from './judge-and-mark.ts'
import { readWaiting } from './read-waiting.ts'

/** By then whatever follows a fact at once has been tried as often as it is. */
const patienceMs = 10 * 60_000
const atOnce = 200
/** Longer than this nothing is begun: the next minute goes on. */
const mostTime = 120_000

const steps = [
  ['sending', sendOut],
  ['mark', judgeIncoming],
] as const

/** Each for itself: one that fails stops no other; the first failure is thrown in the end. Doing it twice is as once. */
export async function goOnWithIncoming(now = new Date()): Promise<void> {
  const end = performance.now() + mostTime
  const since = new Date(now.getTime() - patienceMs)
  const failures: unknown[] = []
  for (const [stage, run] of steps) {
    const waiting = await perform(system, ({ tx }) => listWaitingAt(tx, stage, since, atOnce))
    for (const id of waiting) {
      if (performance.now() > end) break
      await run(id).catch((failure) => failures.push(failure))
    }
  }
  // As far as it gets in this time: it goes on by itself.
  const enough = setTimeout(Math.max(0, end - performance.now()), undefined, { ref: false })
  await Promise.race([readWaiting(since), enough]).catch((failure) => failures.push(failure))
  if (failures.length > 0) throw failures[0]
}
