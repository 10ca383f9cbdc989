/** Sound heard in a process of its own under a memory limit, which is started when there is work, ended after a minute and started anew when it dies. */
import { join } from 'node:path'
import {
  type Allowance,
  createLimitedProcess,
  LimitedFailed,
  type LimitedFailure,
  type LimitedProcess,
} from '#server/crafts/threads/limited-process.ts'
import { readToLoad } from '#server/crafts/threads/may-read.ts'
import type { Heard, HearingOptions, SpeechEngine, SpeechFiles, VoiceState } from '../model.ts'
import type { EngineSetting, SpeechQuestion, SpeechReply } from './process-messages.ts'

// A path from where the program runs: a bundler must neither move nor transform this file.
const ownScript = join(process.cwd(), 'src/server/crafts/speech/engine/process.ts')
/** Freed memory is kept for the next step: given back and asked for anew, as glibc does with large pieces, a step takes twenty times as long. */
const env = { MALLOC_MMAP_MAX_: '0', MALLOC_ARENA_MAX: '1', MALLOC_TRIM_THRESHOLD_: '4000000000' }

/**
 * `unusable`: the engine refuses or cannot be loaded; `too-long`: a window took more than its time; `too-large`: more than its memory; `ended`:
 * two processes in a row stopped at it; `overdue`: the machine did not give it its time, which says nothing of the sound.
 */
export type SpeechFailure = 'unusable' | Exclude<LimitedFailure, 'unreadable'>

export class SpeechFailed extends Error {
  readonly why: SpeechFailure

  constructor(why: SpeechFailure, detail?: string) {
    super(`a window of sound was not heard: ${why}${detail ? ` (${detail})` : ''}`)
    this.why = why
  }
}

export interface EngineLimits {
  /** Cores it may use. */
  threads: number
  megabytes: number
  /** Milliseconds of processor time for one question, starting included. */
  work: number
  /** Milliseconds by the clock for one question. */
  wait: number
  /** Milliseconds without a question after which it is ended. */
  idle: number
  /** How far it comes behind the processes that answer pages, from 0 to 19. */
  niceness: number
}

/** A window of 28 seconds takes ten seconds of a quiet core and a gigabyte. */
export const usualLimits: EngineLimits = {
  threads: 1,
  megabytes: 2048,
  work: 120_000,
  wait: 900_000,
  idle: 60_000,
  niceness: 15,
}

/** Whisper and Silero, one question after the other. Throws `SpeechFailed` where a window is not heard; it may be asked again. */
export class EngineProcess implements SpeechEngine {
  readonly #process: LimitedProcess<SpeechQuestion, SpeechReply>
  readonly #allowance: Allowance

  /** `script` is what runs in the process: it answers the questions of `process-messages.ts`. */
  constructor(files: SpeechFiles, limits: Partial<EngineLimits> = {}, script = ownScript) {
    const { threads, megabytes, work, wait, idle, niceness } = { ...usualLimits, ...limits }
    const { runtime, whisper, voice } = files
    this.#allowance = { work, wait }
    this.#process = createLimitedProcess<SpeechQuestion, SpeechReply>({
      script,
      args: [JSON.stringify({ files, threads } satisfies EngineSetting)],
      env,
      // Native code is loaded by its path.
      flags: ['--allow-addons'],
      reads: () => [readToLoad(runtime), whisper, voice],
      megabytes,
      heapMegabytes: 512,
      reservedMegabytes: 2048,
      niceness,
      idleAfter: idle,
      // After a fault in native code nothing it holds can be relied on.
      isSpent: ({ kind }) => kind === 'failed',
    })
  }

  /** The process that hears now, if any. */
  get pid(): number | undefined {
    return this.#process.pid
  }

  /** Milliseconds of processor time questions have taken so far; 0 where the system does not say. */
  get spent(): number {
    return this.#process.spent
  }

  async voice(samples: Float32Array, state?: VoiceState) {
    const reply = await this.#take({ kind: 'voice', samples, state })
    if (reply.kind !== 'voice') throw new SpeechFailed('unusable')
    return { probabilities: reply.probabilities, state: reply.state }
  }

  async hear(samples: Float32Array, options: HearingOptions = {}): Promise<Heard> {
    const reply = await this.#take({ kind: 'hear', samples, options })
    if (reply.kind !== 'hear') throw new SpeechFailed('unusable')
    return reply.heard
  }

  /** Ends the process at once; the next question starts it again. */
  close(): void {
    this.#process.stop()
  }

  async #take(question: SpeechQuestion): Promise<Exclude<SpeechReply, { kind: 'failed' }>> {
    const reply = await this.#process.ask(question, this.#allowance).catch((error: unknown) => {
      if (!(error instanceof LimitedFailed)) throw error
      throw new SpeechFailed(error.why === 'unreadable' ? 'unusable' : error.why, error.said)
    })
    if (reply.kind === 'failed') throw new SpeechFailed('unusable', reply.message)
    return reply
  }
}
