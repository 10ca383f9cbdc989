/** Short sound listened to from beginning to end, by one process for all: what comes every few seconds from many microphones. */
import { requireNoTransaction } from '#server/crafts/threads/transaction-around.ts'
import type { HeardSound } from './model.ts'
import { ReaderEnded, type SoundReader, startReader } from './reader.ts'
import { SoundRefused } from './refusals.ts'

/** Starting included, by processor and by the clock. */
const limits = { work: 10_000, wait: 60_000 }
const idleAfter = 60_000
/** Who comes behind so many is told to come again. */
const mostWaiting = 64

let reader: SoundReader | undefined
let idle: NodeJS.Timeout | undefined
let turn: Promise<unknown> = Promise.resolve()
let waiting = 0

/**
 * What is found of a file of at most `mostSeconds`. Throws `SoundRefused` where nothing of it can be read; `overdue` says nothing of
 * the file.
 */
export async function hearSound(path: string, mostSeconds: number): Promise<HeardSound> {
  requireNoTransaction('hearing sound')
  if (waiting >= mostWaiting) throw new SoundRefused('overdue')
  waiting += 1
  const heard = turn
    .then(() => hearTwice(path, mostSeconds))
    .finally(() => {
      waiting -= 1
    })
  turn = heard.catch(() => undefined)
  return heard
}

/** Ends the process at once; the next sound starts it again. For a graceful stop. */
export function stopHearing(): void {
  clearTimeout(idle)
  reader?.end()
  reader = undefined
}

async function hearTwice(path: string, mostSeconds: number): Promise<HeardSound> {
  try {
    return await hearOnce(path, mostSeconds)
  } catch (error) {
    if (!(error instanceof ReaderEnded)) throw error
    // Somebody may have killed it: only a second one that stops was stopped by the file.
    return hearOnce(path, mostSeconds).catch((again: unknown) => {
      throw again instanceof ReaderEnded ? new SoundRefused('overdue') : again
    })
  }
}

async function hearOnce(path: string, mostSeconds: number): Promise<HeardSound> {
  clearTimeout(idle)
  reader ??= startReader(limits)
  try {
    const reply = await reader.ask({ hear: path, mostSeconds })
    if (!('heard' in reply)) throw new ReaderEnded()
    idle = setTimeout(stopHearing, idleAfter).unref()
    return reply.heard
  } catch (error) {
    // It is ended with whatever it could not do.
    reader = undefined
    throw error
  }
}
