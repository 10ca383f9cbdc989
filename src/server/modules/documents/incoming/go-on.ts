/** What came, or goes out, and was stopped on its way for longer than a job tries again: it is gone on with until it is done. */
import { setTimeout } from 'node:timers/promises'
import { system } from '#server/platform/actor.ts'
import { log, stackOf } from '#server/platform/log.ts'
import { perform } from '#server/platform/work.ts'
import { takeTurn } from '../health/waiting-queries.ts'
import { sendOut } from './exchange/send-out.ts'
import { judgeIncoming } from './judge-and-mark.ts'
import { readWaiting } from './read-waiting.ts'

/** By then whatever follows a fact at once has been tried as often as it is. */
const patienceMs = 10 * 60_000
/** Longer than this nothing of one kind is begun: the next minute goes on, with what had no turn yet. */
const mostTime = 60_000

const steps = [
  ['sending', sendOut],
  ['mark', judgeIncoming],
] as const

/**
 * Each for itself: one that fails stops no other, is told in the log by its document, and comes again after everything else that waits; the first
 * failure is thrown in the end. Doing it twice is as once.
 */
export async function goOnWithIncoming(now = new Date()): Promise<void> {
  const since = new Date(now.getTime() - patienceMs)
  const failures: unknown[] = []
  for (const [stage, run] of steps) {
    const end = performance.now() + mostTime
    // Not a second time in this round, whatever it takes.
    const round = new Date()
    while (performance.now() < end) {
      const id = await perform(system, ({ tx }) => takeTurn(tx, stage, { until: since, round }))
      if (!id) break
      await run(id).catch((failure) => {
        failures.push(failure)
        log.error({ stage, document: id, error: stackOf(failure) }, 'a document does not go on')
      })
    }
  }
  // As far as it gets in this time: it goes on by itself.
  const enough = setTimeout(mostTime, undefined, { ref: false })
  await Promise.race([readWaiting(since), enough]).catch((failure) => failures.push(failure))
  if (failures.length > 0) throw failures[0]
}
