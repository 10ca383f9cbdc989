/** A file from outside, judged by the rules of NĐ 30/2020/NĐ-CP. */

import { inspectBytes } from '#server/crafts/inspect/inspect.ts'
import { BudgetSpent } from '#server/crafts/reading-budget.ts'
import { createThread } from '#server/crafts/threads/thread.ts'
import { defineRefusal } from '#shared/refusal.ts'
import { checkLayout, type Judgement } from './check-layout.ts'
import type { LayoutAnswer, LayoutRequest } from './worker.ts'

/** It cannot be opened as what it says it is. */
export const layoutUnreadable = defineRefusal('documents.layout_unreadable', 422)
/** Pictures of pages: there are no letters whose layout could be judged. */
export const layoutScan = defineRefusal('documents.layout_scan', 422)
/** Reading it costs more than any honest document does. */
export const layoutTooMuch = defineRefusal('documents.layout_too_much', 422)
/** A picture or a table, or no document at all. */
export const layoutType = defineRefusal('documents.layout_type', 415)

export const mostLayoutBytes = 20 * 1024 * 1024

const refusals = { unreadable: layoutUnreadable, scan: layoutScan, tooMuch: layoutTooMuch }
const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

const reader = createThread<LayoutRequest, LayoutAnswer>({
  file: 'src/server/crafts/layout-rules/worker.ts',
  name: 'reading layout',
  timeLimit: 20_000,
  turn: 5000,
  maximumWaiting: 20,
  waitingEach: 3,
  resourceLimits: { maxYoungGenerationSizeMb: 32, maxOldGenerationSizeMb: 256 },
})

/**
 * What of a DOCX or PDF is laid out otherwise than the law says. Refuses, in words that say what to do, what is neither, holds
 * something that runs, cannot be read, is a scan, or costs too much; the file is read in a thread of its own, where everyone has a turn
 * before any `asker` has a second, and kept nowhere.
 */
export async function checkFileLayout(bytes: Buffer, asker?: string): Promise<Judgement> {
  const type = await inspectBytes(bytes).catch((error) => {
    throw error instanceof BudgetSpent ? layoutTooMuch() : error
  })
  if (type !== docx && type !== 'application/pdf') throw layoutType()
  const format = type === docx ? 'docx' : 'pdf'
  const answer = await reader.ask({ format, bytes: new Uint8Array(bytes) }, asker)
  if ('refused' in answer) throw refusals[answer.refused]()
  return checkLayout(answer)
}

/** Ends the reading thread at once; the next file starts it again. For a graceful stop. */
export const stopReadingLayout = reader.stop
