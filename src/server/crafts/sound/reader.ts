/** One process of ours with one file of sound: of at most half a gigabyte, ended when a piece takes too long. */
import { join } from 'node:path'
import { createLimitedProcess, LimitedFailed } from '#server/crafts/threads/limited-process.ts'
import type { SoundLimits } from './model.ts'
import type { SoundQuestion, SoundReply } from './process-messages.ts'
import { SoundRefused } from './refusals.ts'

/** How every process that reads sound runs. */
export const soundProcess = {
  // A path from where the program runs: a bundler must neither move nor transform this file.
  script: join(process.cwd(), 'src/server/crafts/sound/process.ts'),
  megabytes: 512,
  reservedMegabytes: 768,
  niceness: 5,
  isSpent: (reply: SoundReply) => 'problem' in reply,
}

export type GoodReply = Exclude<SoundReply, { problem: unknown }>

export interface SoundReader {
  /** Throws `SoundRefused`; the process is ended then. */
  ask(question: SoundQuestion): Promise<GoodReply>
  end(): void
}

/** Thrown where the process stopped by itself: somebody may have killed it. */
export class ReaderEnded extends Error {}

/** `path`: the one file it may read beside its own code. */
export function startReader({ work, wait }: Omit<SoundLimits, 'mostSeconds'>, path: string): SoundReader {
  const reader = createLimitedProcess<SoundQuestion, SoundReply>({
    ...soundProcess,
    reads: () => [path],
    // What it has opened ends with it.
    isAskedOnce: true,
    idleAfter: 'never',
  })
  return {
    async ask(question) {
      return goodReply(await reader.ask(question, { work, wait }).catch(toRefusal))
    },
    end: reader.stop,
  }
}

/** Throws the refusal a reply is. */
export function goodReply(reply: SoundReply): GoodReply {
  if ('problem' in reply) throw new SoundRefused(reply.problem, reply.second)
  return reply
}

/** Why there is no reply, as whoever wants the sound hears of it. */
export function toRefusal(error: unknown): never {
  if (!(error instanceof LimitedFailed)) throw error
  if (error.why === 'too-long' || error.why === 'too-large') throw new SoundRefused('too-costly')
  if (error.why === 'overdue') throw new SoundRefused('overdue')
  // It was started anew and has nothing open, or stopped.
  throw new ReaderEnded()
}
