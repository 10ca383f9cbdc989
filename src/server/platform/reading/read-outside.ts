/** Files from outside are read behind a wall: in processes of their own, by turns, within limits. */
import { createBeside, TurnOver } from '#server/crafts/threads/beside.ts'
import { createLine } from '#server/crafts/threads/line.ts'
import { requireNoTransaction } from '#server/crafts/threads/transaction-around.ts'
import { Refusal, type RefusalDetails } from '#shared/refusal.ts'
import type { Answers, Question, Reply } from './questions.ts'
import { type Ending, type ReaderLimits, type ReaderProcess, sizeOf, startReader } from './reader-process.ts'

/** Why a file was not read: nothing is said about the file, except with `beyond-limits`. */
export type ReadingFailure =
  /** Too many files wait, or the machine has too much to do; later it will be read. */
  | 'busy'
  /** Reading costs more than any honest file of its size. */
  | 'beyond-limits'
  /** The hard end came first, time or memory; or two processes in a row stopped at it. */
  | 'ended'
  /** Who asked has gone. */
  | 'gone'

export class ReadingFailed extends Error {
  readonly why: ReadingFailure

  constructor(why: ReadingFailure) {
    super(`a file was not read: ${why}`)
    this.why = why
  }
}

export interface Asker {
  /** Who waits: an address, an account. Everyone gets a turn before anyone gets a second. */
  name: string | undefined
  /** Ends the work when the asker has gone. */
  signal?: AbortSignal | undefined
}

interface LaneLimits {
  waiting: number
  waitingEach: number
  /** The budget of a file ends it long before. */
  limits: ReaderLimits
  niceness: number
  /** Milliseconds of processor time after which it goes on in a process beside, with all of `limits`. */
  turn?: number
}

interface Task {
  question: Question
  asker: Asker
  resolve(reply: Reply): void
  reject(failure: unknown): void
}

const smallFile = 1 << 20
const idleAfter = 60_000
/** Long enough that starting it does not count; short enough that nothing piles up in it. */
const questionsEach = 2_000

/** What an honest file costs is far below. */
const usualTurn = 2_000

const limits = { small: { work: 3_000, wait: 20_000 }, large: { work: 8_000, wait: 60_000 } }

/**
 * Everyone may ask for a check, so that checks and uploads, small files and large ones never wait for each other, and
 * everything else on the machine comes before checks.
 */
const lanes = {
  'read-pdf': {
    small: createLane({ waiting: 24, waitingEach: 6, limits: limits.small, niceness: 15 }),
    large: createLane({ waiting: 6, waitingEach: 2, limits: limits.large, niceness: 15 }),
  },
  'read-statement': forAnySize(
    createLane({ waiting: 12, waitingEach: 2, limits: limits.small, niceness: 5 }),
  ),
  'read-docx': forAnySize(createLane({ waiting: 12, waitingEach: 2, limits: limits.large, niceness: 5 })),
  // What is signed is ours: it waits behind nothing anybody brings.
  'check-pdfa': forAnySize(createLane({ waiting: 100, waitingEach: 100, limits: limits.large, niceness: 5 })),
  inspect: {
    small: createLane({ waiting: 100, waitingEach: 20, limits: limits.small, niceness: 5 }),
    large: createLane({ waiting: 60, waitingEach: 10, limits: limits.large, niceness: 5 }),
  },
}

/**
 * Has a file from outside read, and gives the answer, throws the refusal it met, or throws `ReadingFailed`. Small files
 * have a process of their own; each asker in turn has one file read; the work ends when the asker has gone.
 */
export async function readOutside<Q extends Question>(
  question: Q,
  asker: Asker,
): Promise<Answers[Q['kind']]> {
  requireNoTransaction('reading files')
  const reply = await laneFor(question.kind, sizeOf(question)).ask(question, asker)
  if ('answer' in reply) return reply.answer as Answers[Q['kind']]
  if ('beyondLimits' in reply) throw new ReadingFailed('beyond-limits')
  if ('defect' in reply) throw new Error(reply.defect)
  const { code, status, details } = reply.refusal
  throw new Refusal(code, status as Refusal['status'], details as RefusalDetails)
}

/** Whether a file of this size would be refused now, so that its bytes need not even be taken. */
export function isBusy(kind: Question['kind'], size: number): boolean {
  return laneFor(kind, size).isFull()
}

function laneFor(kind: Question['kind'], size: number) {
  return lanes[kind][size <= smallFile ? 'small' : 'large']
}

function forAnySize(lane: ReturnType<typeof createLane>) {
  return { small: lane, large: lane }
}

/** A lane all share, and one beside it for what takes longer than a turn, and whoever brings that: a hostile file holds up nobody else. */
export function createLane({ turn = usualTurn, ...settings }: LaneLimits) {
  const lane = createQueue(settings, turn)
  const beside = createQueue(settings)
  const serve = createBeside(turn)
  const ask = (question: Question, asker: Asker) =>
    serve(
      asker.name ?? '',
      () => lane.ask(question, asker),
      () => beside.ask(question, asker),
    )
  return { ask, isFull: lane.isFull }
}

/** One process and the queue before it. */
function createQueue({ waiting: places, waitingEach, limits, niceness }: LaneLimits, turn?: number) {
  const line = createLine<Task>()
  let asked = 0
  let reader: ReaderProcess | undefined
  let idle: NodeJS.Timeout | undefined
  let isBusy = false

  async function work(): Promise<void> {
    if (isBusy) return
    isBusy = true
    clearTimeout(idle)
    // A process that cannot be started fails the task, not the queue.
    for (let task = line.next(); task; task = line.next()) await serve(task).catch(task.reject)
    isBusy = false
    idle = setTimeout(leave, idleAfter).unref()
  }

  function leave(): void {
    reader?.end()
    reader = undefined
    asked = 0
  }

  /** Whoever has gone gives up the place in the queue. */
  function giveUp(task: Task): void {
    if (line.leave(task.asker.name ?? '', task)) task.reject(new ReadingFailed('gone'))
  }

  async function serve({ question, asker, resolve, reject }: Task): Promise<void> {
    if (asker.signal?.aborted) return reject(new ReadingFailed('gone'))
    const { signal } = asker
    const stop = () => reader?.end()
    signal?.addEventListener('abort', stop)
    let outcome = await askReader(question)
    // Somebody may have killed the process: only a second one that stops was stopped by the file.
    if ('ended' in outcome && outcome.ended === 'stopped' && !signal?.aborted)
      outcome = await askReader(question)
    signal?.removeEventListener('abort', stop)
    if (!('ended' in outcome)) return resolve(outcome)
    if (turn !== undefined && outcome.ended === 'too-slow' && !signal?.aborted) {
      const over = new TurnOver('reading takes long')
      reject(over)
      // What else its asker has waiting goes beside with it, and takes no turns of its own.
      for (const task of asker.name ? line.leaveAll(asker.name) : []) task.reject(over)
      return
    }
    reject(new ReadingFailed(signal?.aborted ? 'gone' : failureOf(outcome.ended)))
  }

  function askReader(question: Question): ReturnType<ReaderProcess['ask']> {
    if (reader?.isGone || asked >= questionsEach) leave()
    reader ??= startReader(niceness)
    asked += 1
    return reader.ask(question, { ...limits, work: turn ?? limits.work })
  }

  const ask = (question: Question, asker: Asker) =>
    new Promise<Reply>((resolve, reject) => {
      const name = asker.name ?? ''
      if (line.length >= places || line.of(name) >= waitingEach) return reject(new ReadingFailed('busy'))
      const task: Task = { question, asker, resolve, reject }
      line.add(name, task)
      asker.signal?.addEventListener('abort', () => giveUp(task), { once: true })
      void work()
    })
  return { ask, isFull: () => line.length >= places }
}

function failureOf(ending: Ending): ReadingFailure {
  if (ending === 'overdue') return 'busy'
  return ending === 'too-large' ? 'beyond-limits' : 'ended'
}
