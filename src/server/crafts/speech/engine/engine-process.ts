/** Sound heard in a process of its own under a memory limit, which is started when there is work, ended after a minute and started anew when it dies. */
import { type ChildProcess, spawn } from 'node:child_process'
import { EventEmitter } from 'node:events'
import { join } from 'node:path'
import { mayRead, readToLoad } from '#server/crafts/threads/may-read.ts'
import { residentOf, workOf, yieldToOthers } from '#server/crafts/threads/process-use.ts'
import { requireNoTransaction } from '#server/crafts/threads/transaction-around.ts'
import type { Heard, HearingOptions, SpeechEngine, SpeechFiles, VoiceState } from '../model.ts'
import type { EngineSetting, SpeechQuestion, SpeechReply } from './process-messages.ts'

// A path from where the program runs: a bundler must neither move nor transform this file.
const script = join(process.cwd(), 'src/server/crafts/speech/engine/process.ts')
const flags = [
  '--max-old-space-size=512',
  '--allow-addons',
  '--disable-warning=ExperimentalWarning',
  '--disable-warning=SecurityWarning',
]
/** Freed memory is kept for the next step: given back and asked for anew, as glibc does with large pieces, a step takes twenty times as long. */
const env = { MALLOC_MMAP_MAX_: '0', MALLOC_ARENA_MAX: '1', MALLOC_TRIM_THRESHOLD_: '4000000000' }
const watchEvery = 250

/**
 * `unusable`: the engine refuses or cannot be loaded; `too-long`: a window took more than its time; `too-large`: more than its memory; `ended`:
 * two processes in a row stopped at it; `overdue`: the machine did not give it its time, which says nothing of the sound.
 */
export type SpeechFailure = 'unusable' | 'too-long' | 'too-large' | 'ended' | 'overdue'

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
  readonly #setting: EngineSetting
  readonly #limits: EngineLimits
  #running: ChildProcess | undefined
  #idle: NodeJS.Timeout | undefined
  #turn: Promise<unknown> = Promise.resolve()
  #spent = 0

  constructor(files: SpeechFiles, limits: Partial<EngineLimits> = {}) {
    this.#limits = { ...usualLimits, ...limits }
    this.#setting = { files, threads: this.#limits.threads }
  }

  /** The process that hears now, if any. */
  get pid(): number | undefined {
    return this.#running?.pid
  }

  /** Milliseconds of processor time questions have taken so far; 0 where the system does not say. */
  get spent(): number {
    return this.#spent
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
    clearTimeout(this.#idle)
    this.#running?.kill('SIGKILL')
    this.#running = undefined
  }

  #take(question: SpeechQuestion): Promise<SpeechReply> {
    requireNoTransaction('hearing speech')
    const asked = this.#turn.then(() =>
      this.#ask(question).catch((failure: unknown) => {
        // Somebody may have killed the process: only a second one that stops was stopped by the sound.
        if (!(failure instanceof SpeechFailed) || failure.why !== 'ended') throw failure
        return this.#ask(question)
      }),
    )
    this.#turn = asked.catch(() => undefined)
    return asked
  }

  async #ask(question: SpeechQuestion): Promise<SpeechReply> {
    clearTimeout(this.#idle)
    this.#running ??= this.#start()
    const child = this.#running
    child.ref()
    child.channel?.ref()
    const before = workOf(child.pid)
    const heard = new EventEmitter()
    const onMessage = (reply: SpeechReply) => heard.emit('reply', reply)
    const onEnd = () => heard.emit('failure', 'ended')
    child.on('message', onMessage).on('exit', onEnd)
    let watch: NodeJS.Timeout | undefined
    try {
      return await new Promise<SpeechReply>((resolve, reject) => {
        const fail = (why: SpeechFailure, detail?: string) => reject(new SpeechFailed(why, detail))
        const since = performance.now()
        watch = setInterval(() => {
          if (residentOf(child.pid) > this.#limits.megabytes) fail('too-large')
          else if (workOf(child.pid) - before > this.#limits.work) fail('too-long')
          else if (performance.now() - since > this.#limits.wait)
            fail(workOf(process.pid) > 0 ? 'overdue' : 'too-long')
        }, watchEvery)
        heard.on('failure', fail)
        heard.on('reply', (reply: SpeechReply) => {
          if (reply.kind === 'failed') fail('unusable', reply.message)
          else resolve(reply)
        })
        child.send(question, (error) => {
          if (error) onEnd()
        })
      })
    } catch (error) {
      // After a fault in native code nothing it holds can be relied on.
      if (this.#running === child) this.#running = undefined
      child.kill('SIGKILL')
      throw error
    } finally {
      this.#spent += Math.max(0, workOf(child.pid) - before)
      clearInterval(watch)
      child.off('message', onMessage).off('exit', onEnd)
      child.unref()
      child.channel?.unref()
      this.#idle = setTimeout(() => this.close(), this.#limits.idle).unref()
    }
  }

  #start(): ChildProcess {
    // What the kernel lets it allocate: the limit and what V8 reserves without using it.
    const kernelLimit = `ulimit -d ${(this.#limits.megabytes + 2048) * 1024} 2>/dev/null`
    const { runtime, whisper, voice } = this.#setting.files
    const child = spawn(
      '/bin/sh',
      [
        '-c',
        `${kernelLimit}; exec "$0" "$@"`,
        process.execPath,
        ...flags,
        ...mayRead(readToLoad(runtime), whisper, voice),
        script,
        JSON.stringify(this.#setting),
      ],
      { stdio: ['ignore', 'ignore', 'ignore', 'ipc'], serialization: 'advanced', env },
    )
    // Without a listener the failure to start would end us; whoever asks hears of it too.
    child.on('error', () => undefined)
    child.on('exit', () => {
      if (this.#running === child) this.#running = undefined
    })
    if (child.pid !== undefined) yieldToOthers(child.pid, this.#limits.niceness)
    return child
  }
}
