/** A process of ours for work on foreign bytes: under a limit of memory, ended when something takes too long or when nothing was asked for a minute. */
import { type ChildProcess, spawn } from 'node:child_process'
import { EventEmitter } from 'node:events'
import { mayRead } from './may-read.ts'
import { residentOf, workOf, yieldToOthers } from './process-use.ts'
import { requireNoTransaction } from './transaction-around.ts'

/**
 * `unreadable`: it says itself that it cannot; `too-long`, `too-large`: it used more than it may; `ended`: two processes in a row stopped at it;
 * `overdue`: the machine did not give it its time, which says nothing of what was asked.
 */
export type LimitedFailure = 'unreadable' | 'too-long' | 'too-large' | 'ended' | 'overdue'

export class LimitedFailed extends Error {
  readonly why: LimitedFailure
  /** What it says itself. */
  readonly said: string

  constructor(why: LimitedFailure, said = '') {
    super(said === '' ? why : `${why}: ${said}`)
    this.why = why
    this.said = said
  }
}

/** What the other end sends for each question. */
export type LimitedReply<Answer> = { answer: Answer } | { unreadable: string }

export interface LimitedOptions<Question, Answer> {
  /** A path from where the program runs: a bundler must neither move nor transform the file. */
  script: string
  /** What Node may do beyond reading its own code, as flags. */
  flags?: readonly string[]
  /** Files and folders that must be read for a question. Where they are others than before it starts anew. */
  reads?: (question: Question) => readonly string[]
  /** What it is told as it starts. */
  args?: readonly string[]
  env?: Readonly<Record<string, string>>
  megabytes: number
  /** Of these what V8 may hold. */
  heapMegabytes?: number
  /** What V8 and WebAssembly, or native code, reserve without using it. */
  reservedMegabytes?: number
  niceness: number
  /** Milliseconds without a question after which it ends. */
  idleAfter?: number | 'never'
  /** Who comes behind so many is told to come again (`overdue`). */
  mostWaiting?: number
  /** What it holds outlives no end of it: a second one is not asked. */
  isAskedOnce?: boolean
  /** After such an answer nothing it holds can be relied on: it is ended. */
  isSpent?: (answer: Answer) => boolean
}

export interface Allowance {
  /** Milliseconds of processor time, starting included. */
  work: number
  /** Milliseconds by the clock. */
  wait: number
}

export interface LimitedProcess<Question, Answer> {
  /** One question at a time, the others wait. Throws `LimitedFailed`; a defect of ours within a transaction. */
  ask(question: Question, allowance: Allowance): Promise<Answer>
  /** Ends the process at once; the next question starts it again. */
  stop(): void
  /** The process that runs now, if any. */
  readonly pid: number | undefined
  /** Milliseconds of processor time questions have taken so far; 0 where the system does not say. */
  readonly spent: number
}

const watchEvery = 100

export function createLimitedProcess<Question, Answer>(
  options: LimitedOptions<Question, Answer>,
): LimitedProcess<Question, Answer> {
  const { idleAfter = 60_000, mostWaiting = Number.POSITIVE_INFINITY } = options
  let running: ChildProcess | undefined
  let reading = ''
  let idle: NodeJS.Timeout | undefined
  let turn: Promise<unknown> = Promise.resolve()
  let waiting = 0
  let spent = 0

  function stop(): void {
    clearTimeout(idle)
    running?.kill('SIGKILL')
    running = undefined
  }

  async function askOnce(question: Question, allowance: Allowance): Promise<Answer> {
    clearTimeout(idle)
    const reads = [...new Set(options.reads?.(question))]
    if (reads.join() !== reading) stop()
    reading = reads.join()
    running ??= start(reads)
    const child = running
    child.ref()
    child.channel?.ref()
    const before = workOf(child.pid)
    try {
      const answer = await answerOf<Question, Answer>(child, question, allowance, options.megabytes)
      if (options.isSpent?.(answer)) stop()
      return answer
    } catch (error) {
      // After a fault nothing it holds can be relied on; what it only says it cannot read leaves it whole.
      if (!(error instanceof LimitedFailed && error.why === 'unreadable')) {
        if (running === child) running = undefined
        child.kill('SIGKILL')
      }
      throw error
    } finally {
      spent += Math.max(0, workOf(child.pid) - before)
      child.unref()
      child.channel?.unref()
      if (idleAfter !== 'never') idle = setTimeout(stop, idleAfter).unref()
    }
  }

  function start(reads: readonly string[]): ChildProcess {
    const child = launch(options, reads)
    child.on('exit', () => {
      if (running === child) running = undefined
    })
    return child
  }

  return {
    stop,
    get pid() {
      return running?.pid
    },
    get spent() {
      return spent
    },
    async ask(question, allowance) {
      requireNoTransaction(options.script)
      if (waiting >= mostWaiting) throw new LimitedFailed('overdue')
      waiting += 1
      const asked = turn
        .then(() =>
          askOnce(question, allowance).catch((failure: unknown) => {
            // Somebody may have killed it: only a second one that stops was stopped by what was asked.
            if (!(failure instanceof LimitedFailed) || failure.why !== 'ended' || options.isAskedOnce)
              throw failure
            return askOnce(question, allowance)
          }),
        )
        .finally(() => {
          waiting -= 1
        })
      turn = asked.catch(() => undefined)
      return asked
    },
  }
}

function answerOf<Question, Answer>(
  child: ChildProcess,
  question: Question,
  { work, wait }: Allowance,
  megabytes: number,
): Promise<Answer> {
  const heard = new EventEmitter()
  const onMessage = (reply: LimitedReply<Answer>) => heard.emit('reply', reply)
  const onEnd = () => heard.emit('ended')
  child.on('message', onMessage).on('exit', onEnd)
  let watch: NodeJS.Timeout | undefined
  return new Promise<Answer>((resolve, reject) => {
    const fail = (why: LimitedFailure, said?: string) => reject(new LimitedFailed(why, said))
    const [since, before] = [performance.now(), workOf(child.pid)]
    watch = setInterval(() => {
      if (residentOf(child.pid) > megabytes) fail('too-large')
      else if (workOf(child.pid) - before > work) fail('too-long')
      // Where the system does not tell, one that takes long cannot be told from a machine that has no time for it.
      else if (performance.now() - since > wait) fail(workOf(process.pid) > 0 ? 'overdue' : 'too-long')
    }, watchEvery)
    heard.on('ended', () => fail('ended'))
    heard.on('reply', (reply: LimitedReply<Answer>) => {
      if ('answer' in reply) resolve(reply.answer)
      else fail('unreadable', reply.unreadable)
    })
    child.send(question as object, (error) => {
      if (error) onEnd()
    })
  }).finally(() => {
    clearInterval(watch)
    child.off('message', onMessage).off('exit', onEnd)
  })
}

function launch<Question, Answer>(
  options: LimitedOptions<Question, Answer>,
  reads: readonly string[],
): ChildProcess {
  const { script, args = [], flags = [], env = {}, megabytes, niceness } = options
  const { heapMegabytes = 256, reservedMegabytes = 1024 } = options
  const limits = `ulimit -d ${(megabytes + reservedMegabytes) * 1024} 2>/dev/null`
  const node = [
    `--max-old-space-size=${heapMegabytes}`,
    ...mayRead(...reads),
    '--disable-warning=ExperimentalWarning',
    '--disable-warning=SecurityWarning',
    ...flags,
    script,
    ...args,
  ]
  const child = spawn('/bin/sh', ['-c', `${limits}; exec "$0" "$@"`, process.execPath, ...node], {
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    serialization: 'advanced',
    env,
  })
  // Without a listener the failure to start would end us; whoever asks hears of it too.
  child.on('error', () => undefined)
  if (child.pid !== undefined) yieldToOthers(child.pid, niceness)
  return child
}

/** The other end, in the process itself: answers each question, and says of what it cannot do why. */
export function answerQuestions<Question, Answer>(answer: (question: Question) => Promise<Answer>): void {
  process.on('disconnect', () => process.exit())
  process.on('message', (question: Question) => {
    void answer(question).then(
      (given) => process.send?.({ answer: given } satisfies LimitedReply<Answer>),
      (error: unknown) => {
        const unreadable = error instanceof Error ? error.message : String(error)
        process.send?.({ unreadable } satisfies LimitedReply<Answer>)
      },
    )
  })
}
