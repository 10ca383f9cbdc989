import { createHash } from 'node:crypto'
import { createRecent } from '#server/crafts/recent.ts'
import { createThread } from '#server/crafts/threads/thread.ts'
import type { DrawRequest } from './worker.ts'

/** Dots per inch: an A4 page is 1240 × 1754 and stays sharp on a screen of two dots per point. */
export const resolution = 150

const painter = createThread<DrawRequest, Uint8Array | number>({
  file: 'src/server/crafts/draw/worker.ts',
  name: 'drawing pages',
  timeLimit: 10_000,
  maximumWaiting: 100,
  waitingEach: 40,
  resourceLimits: { maxYoungGenerationSizeMb: 8, maxOldGenerationSizeMb: 64 },
})

/** Pages drawn last, by the fingerprint of their file: the same bytes always look the same. */
const drawings = createRecent(64 << 20)

/** How many pages a PDF has. `asker` waits: everyone has a turn before anyone has a second. */
export async function countPages(pdf: Uint8Array, asker?: string): Promise<number> {
  return (await painter.ask({ pdf }, asker)) as number
}

/**
 * One page of a PDF, counted from 1, as PDFium draws it: a PNG of 150 dots per inch, annotations and signatures included.
 * Undefined when there is no such page. Works in a thread of its own with bounded memory and time, where everyone has a turn before
 * any `asker` has a second.
 */
export async function drawPage(
  pdf: Uint8Array,
  page: number,
  asker?: string,
): Promise<Uint8Array | undefined> {
  const key = `${createHash('sha256').update(pdf).digest('hex')} ${page}`
  const known = drawings.get(key)
  if (known) return known
  const drawn = (await painter.ask({ pdf, page, resolution }, asker)) as Uint8Array
  if (drawn.length === 0) return undefined
  drawings.keep(key, drawn)
  return drawn
}

/** Ends the drawing thread at once; the next call starts it again. For a graceful stop. */
export const stopDrawing = painter.stop
