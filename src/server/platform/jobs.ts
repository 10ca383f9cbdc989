import { boss } from '#server/platform/boss.ts'
import type { EventType } from '#server/platform/events.ts'
import { log } from '#server/platform/log.ts'

/** Work done after a fact. */
export interface Job<Data = never> {
  name: string
  on: EventType<Data>
  run(subjectId: string, data: Data): Promise<void>
}

/** Work done by the clock. */
export interface Schedule {
  name: string
  /** Five fields, in Vietnamese time. */
  cron: string
  run(): Promise<void>
}

/** Delivery repeats until `run` returns, so running twice must equal running once. */
export function defineJob<Data>(job: Job<Data>): Job<Data> {
  return job
}

export function defineSchedule(schedule: Schedule): Schedule {
  return schedule
}

const subscribers = new Map<string, string[]>()

/** The queues that follow this fact. */
export function subscribersOf(eventName: string): readonly string[] {
  return subscribers.get(eventName) ?? []
}

// biome-ignore lint/suspicious/noExplicitAny: a list of jobs holds jobs of different data
type AnyJob = Job<any>

/** Tells `record` who follows what. Every process that records facts calls it once, before its first request. */
export function registerJobs(jobs: readonly AnyJob[]): void {
  for (const { name, on } of jobs) {
    const queues = subscribers.get(on.eventName) ?? []
    if (!queues.includes(name)) subscribers.set(on.eventName, [...queues, name])
  }
}

const retries = { retryLimit: 5, retryDelay: 2, retryBackoff: true, expireInSeconds: 300 }

/** Makes a queue for each job, so that facts recorded before a worker runs are kept for it. */
export async function createQueues(jobs: readonly AnyJob[], schedules: readonly Schedule[]): Promise<void> {
  for (const { name } of [...jobs, ...schedules]) await boss.createQueue(name, retries)
}

/** Consumes the queues in this process until `boss.stop`. */
export async function startJobs(jobs: readonly AnyJob[], schedules: readonly Schedule[]): Promise<void> {
  await createQueues(jobs, schedules)
  for (const { name, on, run } of jobs) {
    await boss.work<{ subjectId: string; data: unknown }>(
      name,
      { pollingIntervalSeconds: 1 },
      async ([job]) => {
        if (job) await timed(name, () => run(job.data.subjectId, on.schema.parse(job.data.data)))
      },
    )
  }
  for (const { name, cron, run } of schedules) {
    await boss.work(name, { pollingIntervalSeconds: 5 }, () => timed(name, run))
    await boss.schedule(name, cron, {}, { tz: 'Asia/Ho_Chi_Minh' })
  }
}

async function timed(name: string, run: () => Promise<void>): Promise<void> {
  const started = performance.now()
  try {
    await run()
    log.debug({ job: name, ms: Math.round(performance.now() - started) }, 'job done')
  } catch (error) {
    log.error({ job: name, error: error instanceof Error ? error.stack : String(error) }, 'job failed')
    throw error
  }
}
