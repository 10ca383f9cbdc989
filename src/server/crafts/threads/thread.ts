/** Work that takes long or is not to be trusted with the process, in a thread of its own that starts when it is needed. */
import { join } from 'node:path'
import { type ResourceLimits, Worker } from 'node:worker_threads'

const idleAfter = 60_000

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
  /** Refuses with an error when too many wait, when it takes too long, or when the thread ends. */
  ask(question: Question): Promise<Answer>
  /** Ends the thread at once; the next question starts it again. For a graceful stop. */
  stop(): Promise<void>
}

interface Job<Answer> {
  resolve(answer: Answer): void
  reject(error: Error): void
  timer: NodeJS.Timeout
}

interface Running<Answer> {
  worker: Worker
  jobs: Map<number, Job<Answer>>
}

/** A thread that starts at the first question, answers one at a time and ends after a minute without one. */
export function createThread<Question, Answer>(settings: ThreadSettings): Thread<Question, Answer> {
  const { file, name, timeLimit, maximumWaiting, resourceLimits } = settings
  let running: Running<Answer> | undefined
  let idle: NodeJS.Timeout | undefined
  let nextId = 0

  async function stop(): Promise<void> {
    const ending = running
    clearTimeout(idle)
    running = undefined
    await ending?.worker.terminate()
  }

  function start(): Running<Answer> {
    const worker = new Worker(join(process.cwd(), file), { resourceLimits })
    const jobs = new Map<number, Job<Answer>>()
    worker.unref()
    worker.on('message', (reply: Answered<Answer>) => {
      const job = jobs.get(reply.id)
      if (!job) return
      jobs.delete(reply.id)
      clearTimeout(job.timer)
      if ('error' in reply) job.reject(new Error(reply.error))
      else job.resolve(reply.answer)
      if (jobs.size === 0) rest(worker)
    })
    worker.on('error', (error) => fail(worker, jobs, error as Error))
    worker.on('exit', () => fail(worker, jobs, new Error(`${name} stopped`)))
    return { worker, jobs }
  }

  /** Nothing to do: the thread must not keep the process alive, and goes when it has long been idle. */
  function rest(worker: Worker): void {
    worker.unref()
    clearTimeout(idle)
    idle = setTimeout(() => {
      if (running?.worker === worker && running.jobs.size === 0) void stop()
    }, idleAfter).unref()
  }

  function fail(worker: Worker, jobs: Running<Answer>['jobs'], error: Error): void {
    if (running?.worker === worker) running = undefined
    for (const job of jobs.values()) {
      clearTimeout(job.timer)
      job.reject(error)
    }
    jobs.clear()
    void worker.terminate()
  }

  return {
    stop,
    async ask(question) {
      running ??= start()
      const { worker, jobs } = running
      if (jobs.size >= maximumWaiting) throw new Error(`too many wait for ${name}`)
      clearTimeout(idle)
      const id = nextId++
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => fail(worker, jobs, new Error(`${name} took too long`)), timeLimit)
        jobs.set(id, { resolve, reject, timer })
        worker.ref()
        worker.postMessage({ id, question } satisfies Asked<Question>)
      })
    },
  }
}
