/**
 * A process that does nothing but read files from outside, one at a time. It holds no secret, no connection and no
 * right to write; whoever started it ends it when a file takes too long.
 */
import { readSync } from 'node:fs'
import { inspectFile } from '#server/crafts/inspect/inspect.ts'
import { readPdf } from '#server/crafts/pdf/read-pdf.ts'
import { checkPdfa } from '#server/crafts/pdfa/check-pdfa.ts'
import { BudgetSpent, readInTurns } from '#server/crafts/reading-budget.ts'
import { readStatement } from '#server/crafts/statement/read-statement.ts'
import { Refusal } from '#shared/refusal.ts'
import { bytesDescriptor, type Posed, type Ready, type Reply } from './questions.ts'

readInTurns()
process.on('disconnect', () => process.exit())
process.on('message', (question: Posed) => void answer(question).then((reply) => process.send?.(reply)))
process.send?.({ isReady: true } satisfies Ready)

async function answer(question: Posed): Promise<Reply> {
  // Outside of what is caught: bytes left in the pipe would be taken for the next file, so a failure here ends the process.
  const bytes = question.kind === 'inspect' ? new Uint8Array() : takeBytes(question.size)
  try {
    if (question.kind === 'inspect') return { answer: await inspectFile(question) }
    if (question.kind === 'read-statement') return { answer: readStatement(bytes, question) }
    if (question.kind === 'read-docx') return { answer: await readDocxLater(bytes) }
    if (question.kind === 'check-pdfa') return { answer: checkPdfa(bytes) }
    return { answer: readPdf(bytes, question) }
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

/** What reads Word is large, and most files are others. */
async function readDocxLater(bytes: Uint8Array) {
  const { readDocx } = await import('#server/crafts/docx/read-docx.ts')
  return readDocx(bytes)
}

/** The bytes that follow a question; whoever asked sends just so many, or is gone. */
function takeBytes(size: number): Buffer {
  const bytes = Buffer.allocUnsafe(size)
  for (let at = 0; at < size; ) {
    const count = readSync(bytesDescriptor, bytes, at, size - at, null)
    if (count === 0) process.exit()
    at += count
  }
  return bytes
}
