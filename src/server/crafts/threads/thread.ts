/** Work that takes long or is not to be trusted with the process, in a thread of its own that starts when it is needed. */
import { join } from 'node:path'
import { type ResourceLimits, Worker } from 'node:worker_threads'
import { defineRefusal } from '#shared/refusal.ts'
import { createBeside, TurnOver } from './beside.ts'
import { createLine } from './line.ts'
import { workOfThread } from './process-use.ts'
import { requireNoTransaction } from './transaction-around.ts'

const idleAfter = 60_000

/**
 * It was not done in time: because others were before it or the machine had too much to do, or, with `alone`, though the thread did
 * nothing else all that time and had the processor for it. Worth asking again.
 */
export const threadBusy = defineRefusal('platform.busy', 503)

export interface ThreadSettings {
  /** Below the folder the program runs from: a bundler must neither move nor transform this file. */
  file: string
  /** What the errors name: `typesetting`. */
  name: string
  /** Milliseconds from asking to the answer, waiting included. */
  timeLimit: number
  maximumWaiting: number
  /**
   * Milliseconds the thread may be at one question before it goes on to the next. What takes longer is asked once more in a thread beside
   * it, with all of `timeLimit`; so is for a while whatever else its asker brings: others wait for a turn, no longer.
   */
  turn?: number
  /** How many of these one named asker may have waiting. */
  waitingEach?: number
  resourceLimits: ResourceLimits
}

export interface Asked<Question> {
  id: number
  question: Question
}

export type Answered<Answer> = { id: number; answer: Answer } | { id: number; error: string }

/** What a thread says first of all. */
export interface Ready {
  isReady: true
}

export interface Thread<Question, Answer> {
  /**
   * Refuses when too many wait or it takes too long; an error of its own is thrown. What ends the thread is held against the
   * question it was at, and whoever waits behind that is answered by the next thread. Each asker, by an account or an address, has
   * a turn before anyone has a second; all who give no name are one. Throws within a transaction.
   */
  ask(question: Question, asker?: string): Promise<Answer>
  /** Ends the thread at once; the next question starts it again. For a graceful stop. */
  stop(): Promise<void>
}

interface Job<Question, Answer> {
  question: Question
  asker: string
  resolve(answer: Answer): void
  reject(error: Error): void
  timer: NodeJS.Timeout
}

/** What a question uses is counted from here on; what had less than this share of what it would have used did not have its time. */
const countedAfter = 1000
const leastShare = 0.25

interface Use {
  active: number
  worked: number | undefined
}

/** Threads of this process so far: the system knows each by its name. */
let threads = 0

/** A thread that starts at the first question, answers one at a time and ends after a minute without one. */
export function createThread<Question, Answer>(settings: ThreadSettings): Thread<Question, Answer> {
  const { turn, ...rest } = settings
  const lane = createLane<Question, Answer>(rest, turn)
  if (turn === undefined) return lane
  const beside = createLane<Question, Answer>(rest)
  const serve = createBeside(turn)
  return {
    async stop() {
      await Promise.all([lane.stop(), beside.stop()])
    },
    ask: (question, asker = '') =>
      serve(
        asker,
        () => lane.ask(question, asker),
        () => beside.ask(question, asker),
      ),
  }
}

function createLane<Question, Answer>(
  settings: Omit<ThreadSettings, 'turn'>,
  turn?: number,
): Thread<Question, Answer> {
  const { file, name, timeLimit, maximumWaiting, waitingEach = maximumWaiting, resourceLimits } = settings
  const line = createLine<Job<Question, Answer>>()
  /** What the thread is at, also when nobody waits for it any more. */
  let current:
    | {
        id: number
        job: Job<Question, Answer>
        since: number
        timers: NodeJS.Timeout[]
        turn?: NodeJS.Timeout
        /** A moment after it began. */
        use?: Use
      }
    | undefined
  let running: Worker | undefined
  /** Whether the thread has been heard of: starting is no part of a turn. */
  let isReady = false
  let idle: NodeJS.Timeout | undefined
  let nextId = 0
  let threadName = ''

  async function stop(): Promise<void> {
    const ending = running
    running = undefined
    clearTimeout(idle)
    const stopped = new Error(`${name} stopped`)
    if (current) end(leaveCurrent(), () => stopped)
    for (let job = line.next(); job; job = line.next()) end(job, () => stopped)
    await ending?.terminate()
  }

  function start(): Worker {
    threadName = `nhip-${threads++}`
    const worker = new Worker(join(process.cwd(), file), { resourceLimits, name: threadName })
    worker.unref()
    isReady = false
    worker.on('message', (reply: Answered<Answer> | Ready) => {
      if (worker !== running) return
      if ('isReady' in reply) {
        isReady = true
        beginTurn(worker)
        return
      }
      if (current?.id !== reply.id) return
      const job = leaveCurrent()
      if ('error' in reply) end(job, () => new Error(reply.error))
      else {
        clearTimeout(job?.timer)
        job?.resolve(reply.answer)
      }
      goOn()
    })
    worker.on('error', (error) => giveUp(worker, error as Error))
    worker.on('exit', () => giveUp(worker, new Error(`${name} stopped`)))
    return worker
  }

  /** Puts the next question, unless the thread is still at one. */
  function goOn(): void {
    if (current) return
    const job = line.next()
    if (!job) {
      rest()
      return
    }
    clearTimeout(idle)
    running ??= start()
    const worker = running
    const id = nextId++
    // Whoever asked may have been told before that it takes too long: what hangs ends all the same.
    const note = () => {
      if (current?.id === id) current.use = useOf(worker)
    }
    const timers = [setTimeout(note, countedAfter), setTimeout(() => overdue(worker), timeLimit)]
    current = { id, job, since: performance.now(), timers }
    beginTurn(worker)
    worker.ref()
    worker.postMessage({ id, question: job.question } satisfies Asked<Question>)
  }

  /** Its time is over: its own fault, unless the machine hardly let the thread work that would have. */
  function overdue(worker: Worker): void {
    const before = current?.use
    const now = useOf(worker)
    const wanted = now.active - (before?.active ?? 0)
    const had = now.worked === undefined || before?.worked === undefined ? wanted : now.worked - before.worked
    const isStarved = !isReady || (wanted > timeLimit / 2 && had < wanted * leastShare)
    giveUp(worker, threadBusy(isStarved ? { seconds: 10 } : { seconds: 10, alone: true }))
  }

  /** What the thread would have worked, and what the machine let it, in milliseconds. */
  function useOf(worker: Worker): Use {
    return { active: worker.performance.eventLoopUtilization().active, worked: workOfThread(threadName) }
  }

  /** From now on the question has its turn, where it has one and the thread is there. */
  function beginTurn(worker: Worker): void {
    if (turn === undefined || !isReady || !current) return
    clearTimeout(current.turn)
    current.turn = setTimeout(() => giveUp(worker, new TurnOver(`${name} takes long`)), turn)
  }

  function leaveCurrent(): Job<Question, Answer> | undefined {
    const job = current?.job
    for (const timer of current?.timers ?? []) clearTimeout(timer)
    clearTimeout(current?.turn)
    current = undefined
    return job
  }

  function end(job: Job<Question, Answer> | undefined, failure: () => Error): void {
    clearTimeout(job?.timer)
    job?.reject(failure())
  }

  /** Nothing to do: the thread must not keep the process alive, and goes when it has long been idle. */
  function rest(): void {
    const worker = running
    worker?.unref()
    clearTimeout(idle)
    idle = setTimeout(() => {
      if (running === worker && !current && line.length === 0) void stop()
    }, idleAfter).unref()
  }

  /** The thread is lost with the question it was at; the others are asked of the next. */
  function giveUp(worker: Worker, error: Error): void {
    if (worker !== running) return
    running = undefined
    void worker.terminate()
    const job = leaveCurrent()
    end(job, () => error)
    // What else its asker has waiting goes beside with it, and takes no turns of its own.
    if (error instanceof TurnOver && job?.asker)
      for (const one of line.leaveAll(job.asker)) end(one, () => error)
    if (line.length > 0) goOn()
  }

  function tooLate(job: Job<Question, Answer>): void {
    // All of its time at the thread: that ends by itself, and says why.
    if (current?.job === job && performance.now() - current.since >= timeLimit - 50) return
    line.leave(job.asker, job)
    end(job, () => threadBusy({ seconds: 10 }))
  }

  return {
    stop,
    async ask(question, asker = '') {
      requireNoTransaction(name)
      const waiting = line.length + (current ? 1 : 0)
      if (waiting >= maximumWaiting || (asker !== '' && line.of(asker) >= waitingEach))
        throw threadBusy({ seconds: 10 })
      return new Promise((resolve, reject) => {
        const job: Job<Question, Answer> = {
          question,
          asker,
          resolve,
          reject,
          timer: setTimeout(() => tooLate(job), timeLimit),
        }
        line.add(asker, job)
        goOn()
      })
    },
  }
}
