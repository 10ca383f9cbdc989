import { spawn } from 'node:child_process'
import type { Socket } from 'node:net'
import { join } from 'node:path'
import { residentOf, workOf, yieldToOthers } from '#server/crafts/threads/process-use.ts'
import type { Posed, Question, Ready, Reply } from './questions.ts'

// A path from where the program runs: a bundler must neither move nor transform this file.
const script = join(process.cwd(), 'src/server/platform/reading/reader.ts')
const heapMegabytes = 256
/** How a reading process keeps its memory: a small heap, and one pool for buffers that gives back what it can. */
export const readerMemory = {
  flags: [`--max-old-space-size=${heapMegabytes}`, '--max-semi-space-size=8'],
  env: { MALLOC_ARENA_MAX: '1', MALLOC_TRIM_THRESHOLD_: '1048576', MALLOC_MMAP_THRESHOLD_: '131072' },
}
const residentMegabytes = 512
/**
 * What the kernel lets a reader allocate, buffers included (Linux counts them as data since 4.7): the limit above and
 * what V8 reserves without using it. And the seconds of processor time after which it ends whatever happens.
 */
const kernelLimits = `ulimit -d ${(residentMegabytes + 640) * 1024} 2>/dev/null; ulimit -t 600 2>/dev/null`
const watchEvery = 50

/** `too-slow`: it used the time it had; `overdue`: the machine did not give it that time. */
export type Ending = 'too-slow' | 'too-large' | 'overdue' | 'stopped'

export interface ReaderLimits {
  /** Milliseconds of processor time for one question, starting not included, where the system tells them. */
  work: number
  /** Milliseconds by the clock. */
  wait: number
}

/** One reading process. It answers one question at a time and is ended, not asked, to stop. */
export interface ReaderProcess {
  /** The reply, or why there is none: then the process is gone. */
  ask(question: Question, limits: ReaderLimits): Promise<Reply | { ended: Ending }>
  /** Ends it at once. */
  end(): void
  readonly isGone: boolean
}

/**
 * Starts a reading process with its limits: memory by the kernel and by watching it, and nothing of the environment. The
 * higher `niceness` (0 to 19), the more everything else comes first.
 */
export function startReader(niceness: number): ReaderProcess {
  const flags = [
    ...readerMemory.flags,
    '--permission',
    '--allow-fs-read=*',
    '--disable-warning=ExperimentalWarning',
  ]
  const child = spawn(
    '/bin/sh',
    ['-c', `${kernelLimits}; exec "$0" "$@"`, process.execPath, ...flags, script],
    {
      stdio: ['ignore', 'ignore', 'ignore', 'ipc', 'pipe'],
      serialization: 'advanced',
      env: readerMemory.env,
    },
  )
  // First of all: out of descriptors it has no pipes, and says so only by this.
  child.on('error', () => end('stopped'))
  const pipe = child.stdio?.[4] as Socket | undefined
  // Told by the end of the process too.
  pipe?.on('error', () => {})
  const rest = () => {
    // Without a question it must not keep the process alive that started it.
    for (const handle of [child, child.channel, pipe]) handle?.unref()
  }
  // Pages are answered before files are read.
  if (child.pid !== undefined) yieldToOthers(child.pid, niceness)
  let isGone = false
  /** What it had used when it was there to read; until then it has used nothing of its time. */
  let atStart: number | undefined
  let settle: ((outcome: Reply | { ended: Ending }) => void) | undefined
  const finish = (outcome: Reply | { ended: Ending }) => {
    const waiting = settle
    settle = undefined
    waiting?.(outcome)
  }
  const end = (ending: Ending) => {
    isGone = true
    // One that never started has no number yet: a signal to it goes to a number left in memory, 0 being all of our group.
    if (child.pid !== undefined) child.kill('SIGKILL')
    finish({ ended: ending })
  }
  child.on('message', (reply: Reply | Ready) => {
    if ('isReady' in reply) atStart = workOf(child.pid)
    else finish(reply)
  })
  child.on('exit', () => end('stopped'))
  if (pipe) rest()
  else end('stopped')

  return {
    get isGone() {
      return isGone
    },
    end: () => end('stopped'),
    async ask(question, { work, wait }) {
      const timer = setTimeout(() => end('overdue'), wait)
      const before = atStart === undefined ? undefined : workOf(child.pid)
      const watch = setInterval(() => {
        if (residentOf(child.pid) > residentMegabytes) end('too-large')
        else if (atStart !== undefined && workOf(child.pid) - (before ?? atStart) > work) end('too-slow')
      }, watchEvery)
      for (const handle of [child, child.channel, pipe]) handle?.ref()
      try {
        return await new Promise<Reply | { ended: Ending }>((resolve) => {
          if (isGone || !pipe) return resolve({ ended: 'stopped' })
          settle = resolve
          const [posed, parts] = pose(question)
          child.send(posed, (error) => {
            if (error) end('stopped')
          })
          for (const part of parts) pipe.write(part)
        })
      } finally {
        clearTimeout(timer)
        clearInterval(watch)
        rest()
      }
    },
  }
}

function pose(question: Question): [Posed, readonly Uint8Array[]] {
  if (question.kind === 'inspect') return [question, []]
  const { parts, ...rest } = question
  return [{ ...rest, size: sizeOf(question) }, parts]
}

/** How many bytes are to be read. */
export function sizeOf(question: Question): number {
  if (question.kind === 'inspect') return question.size
  return question.parts.reduce((size, part) => size + part.length, 0)
}
