/** A letter read in a process of its own, of at most one gigabyte, which is ended when it takes too long and started anew for the next. */
import { type ChildProcess, spawn } from 'node:child_process'
import { EventEmitter } from 'node:events'
import { join } from 'node:path'
import { residentOf, workOf, yieldToOthers } from '#server/crafts/threads/process-use.ts'
import { requireNoTransaction } from '#server/crafts/threads/transaction-around.ts'
import type { LetterReading } from './model.ts'
import type { LetterQuestion, LetterReply } from './process-messages.ts'

// A path from where the program runs: a bundler must neither move nor transform this file.
const script = join(process.cwd(), 'src/server/crafts/recognise/process.ts')
const mostMegabytes = 1024
/** What the kernel lets it allocate: the limit above and what V8 and WebAssembly reserve without using it. */
const kernelLimits = `ulimit -d ${(mostMegabytes + 768) * 1024} 2>/dev/null`
const flags = [
  '--max-old-space-size=256',
  '--permission',
  '--allow-fs-read=*',
  '--allow-worker',
  '--disable-warning=ExperimentalWarning',
  '--disable-warning=SecurityWarning',
]
const watchEvery = 100
const idleAfter = 60_000
const niceness = 15

/**
 * `too-long`: a page took more than its time; `too-large`: more than its memory; `ended`: two processes in a row stopped at it; `overdue`: the
 * machine did not give it its time, which says nothing of the letter.
 */
export type RecognitionFailure = 'unreadable' | 'too-long' | 'too-large' | 'ended' | 'overdue'

export class RecognitionFailed extends Error {
  readonly why: RecognitionFailure

  constructor(why: RecognitionFailure) {
    super(`a letter was not read: ${why}`)
    this.why = why
  }
}

export interface RecognitionLimits {
  /** Pages read, from the first; those behind are only counted. */
  mostPages: number
  /** Milliseconds after which no further page is begun: what was read is given. */
  mostTime: number
  /** Milliseconds of processor time for one page, starting included. */
  work: number
  /** Milliseconds by the clock for one page. */
  wait: number
}

/** A page of a scan takes two seconds of a quiet core. */
export const usualLimits: RecognitionLimits = { mostPages: 20, mostTime: 90_000, work: 60_000, wait: 150_000 }

let running: ChildProcess | undefined
let idle: NodeJS.Timeout | undefined
let turn: Promise<unknown> = Promise.resolve()

/**
 * Reads a letter and proposes what may be entered for it. One letter at a time, the others wait. Throws `RecognitionFailed`
 * where it cannot be read or costs too much: nothing is said about the letter then, and it may be entered by hand.
 */
export function recogniseLetter(
  letter: Pick<LetterQuestion, 'bytes' | 'mediaType'>,
  limits: RecognitionLimits = usualLimits,
): Promise<LetterReading> {
  requireNoTransaction('recognising letters')
  const question = { ...letter, mostPages: limits.mostPages, mostTime: limits.mostTime }
  const asked = turn.then(() =>
    ask(question, limits).catch((failure: unknown) => {
      // Somebody may have killed the process: only a second one that stops was stopped by the letter.
      if (!(failure instanceof RecognitionFailed) || failure.why !== 'ended') throw failure
      return ask(question, limits)
    }),
  )
  turn = asked.catch(() => undefined)
  return asked
}

/** Ends the process at once; the next letter starts it again. For a graceful stop. */
export function stopRecognising(): void {
  clearTimeout(idle)
  running?.kill('SIGKILL')
  running = undefined
}

async function ask(question: LetterQuestion, { work, wait }: RecognitionLimits): Promise<LetterReading> {
  clearTimeout(idle)
  running ??= start()
  const child = running
  child.ref()
  child.channel?.ref()
  const heard = new EventEmitter()
  const onMessage = (reply: LetterReply) => heard.emit('reply', reply)
  const onEnd = () => heard.emit('failure', 'ended')
  child.on('message', onMessage).on('exit', onEnd)
  let watch: NodeJS.Timeout | undefined
  let late: NodeJS.Timeout | undefined
  try {
    return await new Promise<LetterReading>((resolve, reject) => {
      const fail = (why: RecognitionFailure) => reject(new RecognitionFailed(why))
      let before = workOf(child.pid)
      late = setTimeout(() => fail(isWorkKnown() ? 'overdue' : 'too-long'), wait)
      watch = setInterval(() => {
        const used = workOf(child.pid)
        if (residentOf(child.pid) > mostMegabytes) fail('too-large')
        else if (used - before > work) fail('too-long')
      }, watchEvery)
      heard.on('failure', fail)
      heard.on('reply', (reply: LetterReply) => {
        if ('reading' in reply) resolve(reply.reading)
        else if ('unreadable' in reply) fail('unreadable')
        else {
          before = workOf(child.pid)
          late?.refresh()
        }
      })
      child.send(question, (error) => {
        if (error) onEnd()
      })
    })
  } catch (error) {
    // After a fault inside WebAssembly nothing it holds can be relied on.
    if (running === child) running = undefined
    child.kill('SIGKILL')
    throw error
  } finally {
    clearInterval(watch)
    clearTimeout(late)
    child.off('message', onMessage).off('exit', onEnd)
    child.unref()
    child.channel?.unref()
    idle = setTimeout(stopRecognising, idleAfter).unref()
  }
}

/** Where the system does not tell, a letter that takes long cannot be told from a machine that has no time for it. */
const isWorkKnown = () => workOf(process.pid) > 0

function start(): ChildProcess {
  const child = spawn(
    '/bin/sh',
    ['-c', `${kernelLimits}; exec "$0" "$@"`, process.execPath, ...flags, script],
    {
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      serialization: 'advanced',
      env: {},
    },
  )
  // Without a listener the failure to start would end us; whoever asks hears of it too.
  child.on('error', () => undefined)
  child.on('exit', () => {
    if (running === child) running = undefined
  })
  if (child.pid !== undefined) yieldToOthers(child.pid, niceness)
  return child
}
