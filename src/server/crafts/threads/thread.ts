/** Work that takes long or is not to be trusted with the process, in a thread of its own that starts when it is needed. */
import { join } from 'node:path'
import { type ResourceLimits, Worker } from 'node:worker_threads'
import { defineRefusal } from '#shared/refusal.ts'

const idleAfter = 60_000

/** It was not done in time, by its own fault or because others were before it: worth asking again. */
export const threadBusy = defineRefusal('platform.busy', 503)

export interface ThreadSettings {
  /** Below the folder the program runs from: a bundler must neither move nor transform this file. */
  file: string
  /** What the errors name: `typesetting`. */
  name: string
  /** Milliseconds from asking to the answer, waiting included. */
  timeLimit: number
  maximumWaiting: number
  resourceLimits: ResourceLimits
}

export interface Asked<Question> {
  id: number
  question: Question
}

export type Answered<Answer> = { id: number; answer: Answer } | { id: number; error: string }

export interface Thread<Question, Answer> {
  /**
   * Refuses when too many wait or it takes too long; an error of its own is thrown. What ends the thread is held against the
   * question it was at, and whoever waits behind that is answered by the next thread.
   */
  ask(question: Question): Promise<Answer>
  /** Ends the thread at once; the next question starts it again. For a graceful stop. */
  stop(): Promise<void>
}

interface Job<Question, Answer> {
  question: Question
  resolve(answer: Answer): void
  reject(error: Error): void
  timer: NodeJS.Timeout
}

/** A thread that starts at the first question, answers one at a time and ends after a minute without one. */
export function createThread<Question, Answer>(settings: ThreadSettings): Thread<Question, Answer> {
  const { file, name, timeLimit, maximumWaiting, resourceLimits } = settings
  /** In the order they were asked: the thread is at the first. */
  const jobs = new Map<number, Job<Question, Answer>>()
  let running: Worker | undefined
  /** Since when the thread has been at one question, in milliseconds. */
  let busySince = 0
  let idle: NodeJS.Timeout | undefined
  let nextId = 0

  async function stop(): Promise<void> {
    const ending = running
    clearTimeout(idle)
    running = undefined
    for (const id of [...jobs.keys()]) take(id)?.reject(new Error(`${name} stopped`))
    await ending?.terminate()
  }

  function start(): Worker {
    const worker = new Worker(join(process.cwd(), file), { resourceLimits })
    worker.unref()
    busySince = performance.now()
    worker.on('message', (reply: Answered<Answer>) => {
      if (worker !== running) return
      busySince = performance.now()
      const job = take(reply.id)
      if ('error' in reply) job?.reject(new Error(reply.error))
      else job?.resolve(reply.answer)
      if (jobs.size === 0) rest(worker)
    })
    worker.on('error', (error) => giveUp(worker, error as Error))
    worker.on('exit', () => giveUp(worker, new Error(`${name} stopped`)))
    return worker
  }

  function take(id: number): Job<Question, Answer> | undefined {
    const job = jobs.get(id)
    jobs.delete(id)
    clearTimeout(job?.timer)
    return job
  }

  /** Nothing to do: the thread must not keep the process alive, and goes when it has long been idle. */
  function rest(worker: Worker): void {
    worker.unref()
    clearTimeout(idle)
    idle = setTimeout(() => {
      if (running === worker && jobs.size === 0) void stop()
    }, idleAfter).unref()
  }

  /** The thread is lost, with the question it was at where that is known by the error; the others are asked anew. */
  function giveUp(worker: Worker, error?: Error): void {
    if (worker !== running) return
    running = undefined
    void worker.terminate()
    const [first] = jobs.keys()
    if (error && first !== undefined) take(first)?.reject(error)
    if (jobs.size === 0) return
    running = start()
    for (const [id, { question }] of jobs) put(running, { id, question })
  }

  function put(worker: Worker, asked: Asked<Question>): void {
    worker.ref()
    worker.postMessage(asked)
  }

  /** A thread that was at one question all the time is lost; one that is only slow goes on with the next. */
  function tooLate(id: number): void {
    const late = threadBusy({ seconds: 10 })
    take(id)?.reject(late)
    if (running && performance.now() - busySince >= timeLimit - 50) giveUp(running)
  }

  return {
    stop,
    async ask(question) {
      if (jobs.size >= maximumWaiting) throw threadBusy({ seconds: 10 })
      running ??= start()
      const worker = running
      clearTimeout(idle)
      if (jobs.size === 0) busySince = performance.now()
      const id = nextId++
      return new Promise((resolve, reject) => {
        jobs.set(id, { question, resolve, reject, timer: setTimeout(tooLate, timeLimit, id) })
        put(worker, { id, question })
      })
    },
  }
}
