/** The other end of a thread for tests: answers after a while, ends in the middle, or is held up as by a machine that gives it no time. */
import { setTimeout } from 'node:timers/promises'
import { answerThread } from '#server/crafts/threads/answer-thread.ts'

let before: Promise<unknown> = Promise.resolve()

answerThread(async ({ ms, ends, starves }: { ms: number; ends?: boolean; starves?: boolean }) => {
  const mine = before.then(() => {
    if (ends) process.exit(1)
    if (starves) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)
    return setTimeout(ms, ms)
  })
  before = mine
  return mine
})
