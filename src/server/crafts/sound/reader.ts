/** One process of ours with one file of sound, or the bytes of some: of at most half a gigabyte, ended when a piece takes too long. */
import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { mayRead } from '#server/crafts/threads/may-read.ts'
import { residentOf, workOf, yieldToOthers } from '#server/crafts/threads/process-use.ts'
import type { SoundLimits } from './model.ts'
import type { SoundQuestion, SoundReply } from './process-messages.ts'
import { SoundRefused } from './refusals.ts'

// A path from where the program runs: a bundler must neither move nor transform this file.
const script = join(process.cwd(), 'src/server/crafts/sound/process.ts')
const mostMegabytes = 512
/** What the kernel lets it allocate: the limit above and what V8 and WebAssembly reserve without using it. */
const kernelLimits = `ulimit -d ${(mostMegabytes + 768) * 1024} 2>/dev/null`
const flags = [
  '--max-old-space-size=256',
  '--disable-warning=ExperimentalWarning',
  '--disable-warning=SecurityWarning',
]
const watchEvery = 100
const niceness = 5

export interface SoundReader {
  /** Throws `SoundRefused`; the process is ended then. */
  ask(question: SoundQuestion): Promise<Exclude<SoundReply, { problem: unknown }>>
  end(): void
}

/** Thrown where the process stopped by itself: somebody may have killed it. */
export class ReaderEnded extends Error {}

/** `path`: the one file it may read beside its own code. */
export function startReader(
  { work, wait }: Omit<SoundLimits, 'mostSeconds'>,
  ...path: [string] | []
): SoundReader {
  const node = [...flags, ...mayRead(...path), script]
  const child = spawn('/bin/sh', ['-c', `${kernelLimits}; exec "$0" "$@"`, process.execPath, ...node], {
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    serialization: 'advanced',
    env: {},
  })
  if (child.pid !== undefined) yieldToOthers(child.pid, niceness)
  let hasEnded = false
  child.on('error', () => {
    hasEnded = true
  })
  child.on('exit', () => {
    hasEnded = true
  })
  rest(child)

  function end(): void {
    child.kill('SIGKILL')
  }

  async function ask(question: SoundQuestion): Promise<Exclude<SoundReply, { problem: unknown }>> {
    if (hasEnded) throw new ReaderEnded()
    child.ref()
    child.channel?.ref()
    let watch: NodeJS.Timeout | undefined
    let stop = () => {}
    try {
      const reply = await new Promise<SoundReply>((resolve, reject) => {
        const onEnd = () => reject(new ReaderEnded())
        child.on('message', resolve).on('exit', onEnd).on('error', onEnd)
        stop = () => child.off('message', resolve).off('exit', onEnd).off('error', onEnd)
        const [since, before] = [performance.now(), workOf(child.pid)]
        watch = setInterval(() => {
          if (residentOf(child.pid) > mostMegabytes || workOf(child.pid) - before > work)
            reject(new SoundRefused('too-costly'))
          else if (performance.now() - since > wait)
            // Where the system does not tell work, what takes long cannot be told from a machine that has no time for it.
            reject(new SoundRefused(workOf(process.pid) > 0 ? 'overdue' : 'too-costly'))
        }, watchEvery)
        child.send(question, (error) => {
          if (error) onEnd()
        })
      })
      if ('problem' in reply) throw new SoundRefused(reply.problem, reply.second)
      return reply
    } catch (error) {
      end()
      throw error
    } finally {
      clearInterval(watch)
      stop()
      rest(child)
    }
  }

  return { ask, end }
}

/** What waits must not keep us alive. */
function rest(child: ChildProcess): void {
  child.unref()
  child.channel?.unref()
}
