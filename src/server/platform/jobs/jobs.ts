import type { Job as Fetched, JobResult } from 'pg-boss'
import { type AnyEventType, type Event, type EventType, isRegistered } from '../events.ts'
import { newId } from '../id.ts'
import { log, stackOf } from '../log.ts'
import { askQueue, boss } from './boss.ts'
import { type Running, startLoop } from './loop.ts'

/** Work done after a fact. */
export interface Job<Data = never> {
  name: string
  on: EventType<Data>
  /** Jobs of one subject are done one after another, in the order of their facts; one that failed holds back the later ones. */
  isOrdered?: boolean
  run(subjectId: string, data: Data): Promise<void>
  /** Does it for many facts at once, for all or for none; where one of them fails, each is run for itself. */
  runTogether?(facts: readonly JobFact<Data>[]): Promise<void>
}

export interface JobFact<Data> {
  subjectId: string
  data: Data
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

interface Subscriber {
  queue: string
  isOrdered: boolean
}
const subscribers = new Map<AnyEventType, Subscriber[]>()

// biome-ignore lint/suspicious/noExplicitAny: a list of jobs holds jobs of different data
export type AnyJob = Job<any>

/** Tells `record` who follows what; src/server/facts.ts does, and nothing else of the program. Twice is as once. */
export function registerJobs(jobs: readonly AnyJob[]): void {
  for (const { name: queue, on, isOrdered = false } of jobs) {
    if (!isRegistered(on)) throw new Error(`${queue} follows ${on.eventName}, a fact nobody registered`)
    const queues = subscribers.get(on) ?? []
    if (queues.some((known) => known.queue === queue)) continue
    subscribers.set(on, [...queues, { queue, isOrdered }])
  }
}

/** The statements by which the queue takes in the jobs that follow these facts, for the program to send in their transaction. */
export async function jobsAfter(events: readonly Event[]): Promise<Statement[]> {
  const statements: Statement[] = []
  const db = {
    async executeSql(text: string, values: unknown[] = []) {
      statements.push({ text, values })
      // Told that it is stored, the queue does nothing more.
      return { rows: [{ id: '' }] }
    },
  }
  await Promise.all(
    events.flatMap(({ type, subjectId, data }) =>
      (subscribers.get(type) ?? []).map(({ queue, isOrdered }) => {
        // Of jobs that began in one transaction, the queue takes the lower identifier first.
        const order = isOrdered ? { id: newId(), singletonKey: subjectId } : { id: newId() }
        return boss.send(queue, { subjectId, data }, { db, ...order })
      }),
    ),
  )
  return statements
}

interface Statement {
  text: string
  values: unknown[]
}

/** What a job carries of the fact it follows. */
interface Fact {
  subjectId: string
  data: unknown
}

/** A worker that is killed leaves its jobs without a sign of life; after so long they are somebody else's. */
const signOfLifeSeconds = 10
const daySeconds = 86_400
const options = {
  // A job that waits is kept until it is done, however long no worker came; one that failed until a person has had a
  // quarter of a year to look at it. What is done goes sooner, by `forgetJobs`.
  retentionSeconds: 3_650 * daySeconds,
  deleteAfterSeconds: 90 * daySeconds,
  retryLimit: 5,
  retryDelay: 2,
  retryBackoff: true,
  expireInSeconds: 300,
  heartbeatSeconds: signOfLifeSeconds,
}

/** Makes a queue for each job, so that facts recorded before a worker runs are kept for it. */
export async function createQueues(jobs: readonly AnyJob[], schedules: readonly Schedule[]): Promise<void> {
  const known = new Map((await boss.getQueues()).map((queue) => [queue.name, queue]))
  for (const { name, isOrdered = false } of [
    ...jobs,
    ...schedules.map(({ name }) => ({ name })),
  ] as AnyJob[]) {
    const queue = known.get(name)
    if (!queue) {
      await boss.createQueue(name, { ...options, policy: isOrdered ? 'key_strict_fifo' : 'standard' })
    } else if (
      queue.heartbeatSeconds !== options.heartbeatSeconds ||
      queue.retentionSeconds !== options.retentionSeconds ||
      queue.deleteAfterSeconds !== options.deleteAfterSeconds
    ) {
      await boss.updateQueue(name, options)
    }
  }
}

/** Whoever works off a queue is woken once something is to be done there, and looks by itself only this rarely. */
const looking = { pollingIntervalSeconds: 60, heartbeatRefreshSeconds: 3 } as const
/** How many jobs are fetched at once, and how many of them are done side by side. Full batches follow each other without a pause. */
const fetching = { ...looking, batchSize: 50, burstWhenBatchFull: true, perJobResults: true } as const
const sideBySide = 5
/** Sooner than the queue gives a job up, so that one that hangs fails alone and not with its batch. */
const longestMs = 280_000

/** Consumes the queues in this process until `stopJobs`. */
export async function startJobs(jobs: readonly AnyJob[], schedules: readonly Schedule[]): Promise<void> {
  await createQueues(jobs, schedules)
  await forgetSchedules(schedules)
  const workers = new Map<string, string>()
  for (const job of jobs) {
    const worker = await boss.work<Fact>(job.name, fetching, async (batch) =>
      (await doneTogether(job, batch))
        ? batch.map(({ id }) => ({ id, status: 'completed' }))
        : eachForItself(batch, ({ data: { subjectId, data } }) =>
            timed(job.name, () => job.run(subjectId, job.on.schema.parse(data))),
          ),
    )
    workers.set(job.name, worker)
  }
  for (const { name, cron, run } of schedules) {
    workers.set(name, await boss.work(name, looking, () => timed(name, run)))
    await boss.schedule(name, cron, {}, { tz: 'Asia/Ho_Chi_Minh' })
  }
  loops = [
    startLoop({ name: 'platform.wake-workers', restMs: 500, turn: () => wakeWorkers(workers) }),
    startLoop({
      name: 'platform.recover-jobs',
      restMs: 5_000,
      turn: () => recoverJobs([...workers.keys()]),
    }),
  ]
}

/** One question about all queues instead of one of each: most have nothing to do, nearly always. */
async function wakeWorkers(workers: ReadonlyMap<string, string>): Promise<boolean> {
  const { rows } = await askQueue<{ name: string }>(
    `select queue.name from unnest($1::text[]) as queue (name)
      where exists (select from pgboss.job j where j.name = queue.name and j.state < 'active' and not j.blocked and j.start_after <= now())`,
    [[...workers.keys()]],
  )
  for (const { name } of rows) boss.notifyWorker(workers.get(name) ?? '')
  return false
}

/** A schedule that an earlier release had, or a room that was taken out, would fill a queue nobody empties. */
async function forgetSchedules(schedules: readonly Schedule[]): Promise<void> {
  const names = new Set(schedules.map(({ name }) => name))
  for (const { name } of await boss.getSchedules()) if (!names.has(name)) await boss.deleteQueue(name)
}

let loops: Running[] = []

/** Lets what is under way end, for up to six seconds; the rest is done after the next start. */
export async function stopJobs(): Promise<void> {
  await Promise.all([...loops.map((loop) => loop.stop()), boss.stop({ graceful: true, timeout: 6_000 })])
}

/** True when a whole batch was done at once. One bad fact must not fail its neighbours, so that a failure decides nothing. */
async function doneTogether({ name, on, runTogether }: AnyJob, batch: Fetched<Fact>[]): Promise<boolean> {
  if (!runTogether || batch.length < 2) return false
  try {
    const facts = batch.map(({ data: { subjectId, data } }) => ({ subjectId, data: on.schema.parse(data) }))
    await within(longestMs, runTogether(facts))
    return true
  } catch (error) {
    log.warn({ job: name, error: stackOf(error) }, 'jobs go one by one')
    return false
  }
}

/** Does every job of a batch, and tells of each whether it succeeded. */
async function eachForItself(
  batch: Fetched<Fact>[],
  run: (job: Fetched<Fact>) => Promise<void>,
): Promise<JobResult[]> {
  const results: JobResult[] = []
  const rest = batch.values()
  const lane = async () => {
    for (const job of rest) {
      try {
        await run(job)
        results.push({ id: job.id, status: 'completed' })
      } catch (error) {
        results.push({ id: job.id, status: 'failed', output: error })
      }
    }
  }
  await Promise.all(Array.from({ length: sideBySide }, lane))
  return results
}

/** Longer than any attempt waits for the next: whatever is to begin later was told so by a clock that ran ahead. */
const longestWait = "interval '5 minutes'"

/**
 * Gives jobs whose worker was killed another attempt: what shows no sign of life is not being done. And begins now what a
 * clock that has been set back since would let wait for hours.
 */
async function recoverJobs(names: string[]): Promise<boolean> {
  const { rowCount: ahead } = await askQueue(`
    update pgboss.job set start_after = now()
     where name in (select name from pgboss.queue) and state < 'active' and start_after > now() + ${longestWait}`)
  if (ahead) log.warn({ count: ahead }, 'jobs of a clock that ran ahead begin now')
  const { rows } = await askQueue<{ name: string; jobs: { id: string; retryCount: number }[] }>(
    `select name, jsonb_agg(jsonb_build_object('id', id, 'retryCount', retry_count)) as jobs
      from (select name, id, retry_count from pgboss.job
             where name = any ($1)
               and state = 'active' and heartbeat_seconds is not null
               and (heartbeat_on + heartbeat_seconds * interval '1 second' < now()
                    or heartbeat_on > now() + ${longestWait})
             limit 1000) lost
     group by name`,
    [names],
  )
  for (const { name, jobs } of rows) {
    log.warn({ job: name, count: jobs.length }, 'jobs of a lost worker go on')
    await boss.fail(name, jobs, { message: 'the worker was lost' })
  }
  return false
}

/** Jobs that were done are kept for a week. */
export const forgetJobs = defineSchedule({
  name: 'platform.forget-jobs',
  cron: '40 3 * * *',
  run: async () => {
    await askQueue(
      `delete from pgboss.job where state in ('completed', 'cancelled') and completed_on < now() - interval '7 days'`,
    )
  },
})

async function timed(name: string, run: () => Promise<void>): Promise<void> {
  const started = performance.now()
  try {
    await within(longestMs, run())
    log.debug({ job: name, ms: Math.round(performance.now() - started) }, 'job done')
  } catch (error) {
    log.error({ job: name, error: stackOf(error) }, 'job failed')
    throw error
  }
}

async function within(ms: number, running: Promise<void>): Promise<void> {
  const { promise: tooLong, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(new Error(`took longer than ${ms / 1000} seconds`)), ms)
  try {
    await Promise.race([running, tooLong])
  } finally {
    clearTimeout(timer)
  }
}
