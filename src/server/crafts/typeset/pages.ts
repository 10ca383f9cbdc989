/** The pages of a document for whoever writes it: as SVG, only those that have changed, and where each block stands. */
import { createThread } from '#server/crafts/threads/thread.ts'
import { defineRefusal } from '#shared/refusal.ts'
import type { TemplateData } from './model.ts'
import { readBrokenPicture, requireModest } from './picture-limits.ts'
import { type DrawnPages, mostDrawn } from './svg-pages.ts'
import { type Images, prepare } from './typeset.ts'
import { readMissingGlyphs } from './unprintable-text.ts'
import type { Asked } from './worker.ts'

export type { DrawnPages } from './svg-pages.ts'

/** A thread beside that of the signed papers: who writes does not wait for them, nor they for who writes. */
const drawing = createThread<Asked, DrawnPages | { tooMany: number }>({
  file: 'src/server/crafts/typeset/worker.ts',
  name: 'drawing pages',
  timeLimit: 15_000,
  turn: 3000,
  maximumWaiting: 100,
  waitingEach: 10,
  resourceLimits: { maxYoungGenerationSizeMb: 32, maxOldGenerationSizeMb: 256 },
})

/** The text goes on over more pages than are drawn beside it: how many, and how many are. Its PDF is made all the same. */
export const tooLongToDraw = defineRefusal('platform.too_long_to_draw', 422)

export interface PagesAsked {
  /** Shown in the text, by their SHA-256. */
  images?: Images
  /** Hashes of pages the asker has: their SVG is not sent again. */
  known?: readonly string[]
  /** Who waits: everyone has a turn before anyone has a second. */
  asker?: string
}

/**
 * The pages of an administrative document, set as its PDF is, and where each block of its body stands. Refuses what `typeset` refuses:
 * letters without a picture, a table that does not fit, and more than 60 pages (`tooLongToDraw`).
 */
export async function setPages(
  data: TemplateData<'nd30'>,
  { images = new Map(), known = [], asker }: PagesAsked = {},
): Promise<DrawnPages> {
  requireModest(images)
  const request = { ...prepare('nd30', data, { places: true }), images: [...images] }
  const drawn = await drawing.ask({ draw: request, known }, asker).catch((error: Error) => {
    throw readMissingGlyphs(error.message) ?? readBrokenPicture(error.message) ?? error
  })
  if ('tooMany' in drawn) throw tooLongToDraw({ pages: drawn.tooMany, most: mostDrawn })
  return drawn
}

/** Ends the thread at once; the next call starts it again. For a graceful stop. */
export const stopDrawing = drawing.stop
