/** Hears what is recorded for as long as the process lives: an engine is started when there is work, and started anew, ever later, when it fails. */
import { EngineProcess, SpeechFailed } from '#server/crafts/speech/engine/engine-process.ts'
import { system } from '#server/platform/actor.ts'
import { AssetUnusable } from '#server/platform/assets/index.ts'
import { speechFiles } from '#server/platform/assets/speech.ts'
import { type Running, startLoop } from '#server/platform/jobs/loop.ts'
import { log } from '#server/platform/log.ts'
import { perform } from '#server/platform/work.ts'
import { type HearingOptions, hearNext, type NamedEngine } from './hear-recordings.ts'
import { isAnythingToHear } from './queries.ts'

/** An engine that can be ended. */
export interface OwnEngine extends NamedEngine {
  close(): void
}

/** The engine and weights fetched as assets, each file read once. Throws `AssetUnusable` while they are not here or damaged. */
async function engineByAssets(): Promise<OwnEngine> {
  return Object.assign(new EngineProcess(await speechFiles()), { name: 'whisper-small' })
}

const absentMs = 10_000
const longestPauseMs = 60_000
/** One window waits a quarter of an hour for a machine that is busy, and is asked for twice. */
const longestTurnMs = 45 * 60_000

/** Starts hearing; `makeEngine` is asked for an engine once there is work, and again after one was of no use. */
export function startHearing(makeEngine = engineByAssets, options: HearingOptions = {}): Running {
  let engine: OwnEngine | undefined
  let failures = 0
  let pausedUntil = 0
  let lastProblem = ''

  function pause(problem: string, ms: number): void {
    engine?.close()
    engine = undefined
    pausedUntil = Date.now() + ms
    if (problem !== lastProblem) log.warn({ problem }, 'the engine for speech cannot be used')
    lastProblem = problem
  }

  const loop = startLoop({
    name: 'meetings.hear',
    restMs: 1_000,
    withinMs: longestTurnMs,
    async turn() {
      if (Date.now() < pausedUntil) return false
      if (!(await perform(system, ({ tx }) => isAnythingToHear(tx)))) return false
      try {
        engine ??= await makeEngine()
        const isMore = await hearNext(engine, options)
        failures = 0
        lastProblem = ''
        return isMore
      } catch (error) {
        if (error instanceof AssetUnusable) pause(error.why, absentMs)
        else if (error instanceof SpeechFailed)
          pause(error.message, Math.min(longestPauseMs, 1_000 * 2 ** failures++))
        else throw error
        return false
      }
    },
  })
  return {
    async stop() {
      const stopped = loop.stop()
      engine?.close()
      await stopped
    },
  }
}
