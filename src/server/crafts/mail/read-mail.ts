import { createThread } from '#server/crafts/threads/thread.ts'
import type { ReadMail } from './model.ts'

const reader = createThread<Uint8Array, ReadMail>({
  file: 'src/server/crafts/mail/worker.ts',
  name: 'reading mails',
  timeLimit: 90_000,
  turn: 10_000,
  maximumWaiting: 20,
  resourceLimits: { maxYoungGenerationSizeMb: 32, maxOldGenerationSizeMb: 384 },
})

/**
 * Takes a mail (RFC 5322) apart: sender, subject, files. In a thread with bounded time and memory; throws where it cannot. What came to one
 * `mailbox` does not wait for what came to another and takes long.
 */
export function readMail(raw: Uint8Array, mailbox?: string): Promise<ReadMail> {
  return reader.ask(raw, mailbox)
}

/** Ends the thread at once; the next mail starts it again. For a graceful stop. */
export const stopReadingMails = reader.stop
