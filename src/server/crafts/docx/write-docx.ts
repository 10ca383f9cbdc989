/** A document of ours as DOCX, for whoever goes on with it in Word. */
import { createThread } from '#server/crafts/threads/thread.ts'
import { pageBlocks } from '#server/crafts/typeset/body/page-blocks.ts'
import { type TemplateData, templates } from '#server/crafts/typeset/model.ts'
import { requirePrintable } from '#server/crafts/typeset/unprintable-text.ts'
import type { WriteRequest } from './worker.ts'
import type { PlainText } from './write-plain.ts'

const writer = createThread<WriteRequest, Uint8Array>({
  file: 'src/server/crafts/docx/worker.ts',
  name: 'writing DOCX',
  timeLimit: 20_000,
  maximumWaiting: 50,
  waitingEach: 5,
  resourceLimits: { maxYoungGenerationSizeMb: 32, maxOldGenerationSizeMb: 384 },
})

/**
 * The document in the layout of NĐ 30/2020/NĐ-CP: margins, fonts, head, numbers, signature block, page numbers. It must have a `body`.
 * Refuses what its PDF would refuse: a table that does not fit, letters without a picture. Everyone has a turn
 * before any `asker` has a second.
 */
export async function writeDocx(
  data: TemplateData<'nd30'>,
  images: ReadonlyMap<string, Uint8Array> = new Map(),
  asker?: string,
): Promise<Uint8Array> {
  const content = templates.nd30.parse(data)
  requirePrintable(content)
  // A refusal does not come out of the thread as one: a table is fitted here first.
  if (content.body) pageBlocks(content.body, content.ending)
  return writer.ask({ content, images: [...images] }, asker)
}

/** A title and lines under headings, for what is no document. Everyone has a turn before any `asker` has a second. */
export function writePlainDocx(plain: PlainText, asker?: string): Promise<Uint8Array> {
  return writer.ask({ plain }, asker)
}

/** Ends the thread at once; the next call starts it again. For a graceful stop. */
export const stopWritingDocx = writer.stop
