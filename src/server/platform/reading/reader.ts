/**
 * A process that does nothing but read files from outside, one at a time. It holds no secret, no connection and no
 * right to write; whoever started it ends it when a file takes too long.
 */
import { inspectFile } from '../files/inspect.ts'
import { readPdf } from '../pdf/read-pdf.ts'
import { Refusal } from '../refusal.ts'
import { BudgetSpent } from './budget.ts'
import type { Question, Reply } from './questions.ts'

process.on('disconnect', () => process.exit())
process.on('message', (question: Question) => void answer(question).then((reply) => process.send?.(reply)))

async function answer(question: Question): Promise<Reply> {
  try {
    return {
      answer: question.kind === 'inspect' ? await inspectFile(question) : readPdf(question.bytes, question),
    }
  } catch (error) {
    if (error instanceof BudgetSpent) return { beyondLimits: true }
    if (error instanceof Refusal) {
      const { code, status, details } = error
      return { refusal: { code, status, details } }
    }
    // No memory for a buffer: as far as this file is concerned, the end of the budget.
    if (error instanceof RangeError && /alloc|memory|Invalid string length/i.test(error.message))
      return { beyondLimits: true }
    return { defect: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
}
