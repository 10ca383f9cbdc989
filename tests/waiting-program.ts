/** The other end of a thread for tests: answers after a while, or ends in the middle. */
import { setTimeout } from 'node:timers/promises'
import { answerThread } from '#server/crafts/threads/answer-thread.ts'

let before: Promise<unknown> = Promise.resolve()

answerThread(async ({ ms, ends }: { ms: number; ends?: boolean }) => {
  const mine = before.then(() => {
    if (ends) process.exit(1)
    return setTimeout(ms, ms)
  })
  before = mine
  return mine
})
