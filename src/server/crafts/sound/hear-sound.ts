/** Short sound listened to from beginning to end, by one process for all: what comes every few seconds from many microphones. */
import { open } from 'node:fs/promises'
import { requireNoTransaction } from '#server/crafts/threads/transaction-around.ts'
import type { HeardSound } from './model.ts'
import { ReaderEnded, type SoundReader, startReader } from './reader.ts'
import { SoundRefused } from './refusals.ts'

/** Starting included, by processor and by the clock. */
const limits = { work: 10_000, wait: 60_000 }
const idleAfter = 60_000
/** Who comes behind so many is told to come again. */
const mostWaiting = 64
/** It is given as bytes: its process may read no file but its own code. */
const mostBytes = 16 << 20

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
    .then(async () => hearTwice(await bytesOf(path), mostSeconds))
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

/** Throws `SoundRefused` where there are too many to be some seconds of sound. */
async function bytesOf(path: string): Promise<Uint8Array> {
  const file = await open(path)
  try {
    if ((await file.stat()).size > mostBytes) throw new SoundRefused('too-long')
    return await file.readFile()
  } finally {
    await file.close()
  }
}

async function hearTwice(bytes: Uint8Array, mostSeconds: number): Promise<HeardSound> {
  try {
    return await hearOnce(bytes, mostSeconds)
  } catch (error) {
    if (!(error instanceof ReaderEnded)) throw error
    // Somebody may have killed it: only a second one that stops was stopped by the file.
    return hearOnce(bytes, mostSeconds).catch((again: unknown) => {
      throw again instanceof ReaderEnded ? new SoundRefused('overdue') : again
    })
  }
}

async function hearOnce(bytes: Uint8Array, mostSeconds: number): Promise<HeardSound> {
  clearTimeout(idle)
  reader ??= startReader(limits)
  try {
    const reply = await reader.ask({ hear: bytes, mostSeconds })
    if (!('heard' in reply)) throw new ReaderEnded()
    idle = setTimeout(stopHearing, idleAfter).unref()
    return reply.heard
  } catch (error) {
    // It is ended with whatever it could not do.
    reader = undefined
    throw error
  }
}
