/** Short sound listened to from beginning to end, by one process for all: what comes every few seconds from many microphones. */
import { open } from 'node:fs/promises'
import { createLimitedProcess } from '#server/crafts/threads/limited-process.ts'
import { requireNoTransaction } from '#server/crafts/threads/transaction-around.ts'
import type { HeardSound } from './model.ts'
import type { SoundQuestion, SoundReply } from './process-messages.ts'
import { goodReply, ReaderEnded, soundProcess, toRefusal } from './reader.ts'
import { SoundRefused } from './refusals.ts'

/** Starting included, by processor and by the clock. */
const limits = { work: 10_000, wait: 60_000 }
/** Who comes behind so many is told to come again. */
const mostWaiting = 64
/** It is given as bytes: its process may read no file but its own code. */
const mostBytes = 16 << 20

const reader = createLimitedProcess<SoundQuestion, SoundReply>({ ...soundProcess, mostWaiting })

/**
 * What is found of a file of at most `mostSeconds`. Throws `SoundRefused` where nothing of it can be read; `overdue` says nothing of
 * the file.
 */
export async function hearSound(path: string, mostSeconds: number): Promise<HeardSound> {
  requireNoTransaction('hearing sound')
  const hear = await bytesOf(path)
  const reply = await reader
    .ask({ hear, mostSeconds }, limits)
    .then(goodReply, toRefusal)
    .catch((error: unknown) => {
      // Two in a row stopped at it.
      throw error instanceof ReaderEnded ? new SoundRefused('overdue') : error
    })
  if (!('heard' in reply)) throw new Error('sound was not heard')
  return reply.heard
}

/** Ends the process at once; the next sound starts it again. For a graceful stop. */
export const stopHearing = (): void => reader.stop()

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
