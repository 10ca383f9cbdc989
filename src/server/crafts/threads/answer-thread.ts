import { parentPort } from 'node:worker_threads'
import type { Answered, Asked, Ready } from './thread.ts'

/** The other end of `createThread`: answers every question, and says what went wrong where it cannot. Bytes are handed over, not copied. */
export function answerThread<Question, Answer>(
  answer: (question: Question) => Answer | Promise<Answer>,
): void {
  parentPort?.on('message', async ({ id, question }: Asked<Question>) => {
    let reply: Answered<Answer>
    try {
      reply = { id, answer: await answer(question) }
    } catch (error) {
      reply = { id, error: error instanceof Error ? error.message : String(error) }
    }
    const bytes =
      'answer' in reply && reply.answer instanceof Uint8Array ? [reply.answer.buffer as ArrayBuffer] : []
    parentPort?.postMessage(reply, bytes)
  })
  parentPort?.postMessage({ isReady: true } satisfies Ready)
}
