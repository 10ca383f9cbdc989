import { createHash } from 'node:crypto'
import { createRecent } from '#server/crafts/recent.ts'
import { createThread } from '#server/crafts/threads/thread.ts'
import { defineRefusal, Refusal } from '#shared/refusal.ts'
import type { DrawRequest } from './worker.ts'

/** A file from outside that cannot be drawn: damaged, or more than a page may take of time and memory. */
export const pageNotDrawn = defineRefusal('platform.page_not_drawn', 422)

/** Dots per inch: an A4 page is 1240 × 1754 and stays sharp on a screen of two dots per point. Pages larger than A2 have fewer. */
export const resolution = 150

const settings = {
  file: 'src/server/crafts/draw/worker.ts',
  name: 'drawing pages',
  timeLimit: 10_000,
  maximumWaiting: 100,
  waitingEach: 40,
  resourceLimits: { maxYoungGenerationSizeMb: 8, maxOldGenerationSizeMb: 64 },
}
/** What we set ourselves waits for nothing that came from outside; and what came and takes long, for no longer than a turn each. */
const painters = {
  ours: createThread<DrawRequest, Uint8Array | number>(settings),
  outside: createThread<DrawRequest, Uint8Array | number>({ ...settings, turn: 2000 }),
}

export interface DrawnFor {
  /** Who waits: everyone has a turn before anyone has a second. */
  asker?: string | undefined
  /** Whether this house set the file. */
  isOurs?: boolean | undefined
}

/** Pages drawn last, by the fingerprint of their file: the same bytes always look the same. */
const drawings = createRecent(64 << 20)

/** How many pages a PDF has. Refuses what is none that can be read. */
export async function countPages(pdf: Uint8Array, { asker, isOurs }: DrawnFor = {}): Promise<number> {
  return (await paint({ pdf }, { asker, isOurs })) as number
}

/**
 * One page of a PDF, counted from 1, as PDFium draws it: a PNG of 150 dots per inch, annotations and signatures included.
 * Undefined when there is no such page. Works in a thread of its own with bounded memory and time, where everyone has a turn before
 * any `asker` has a second. Refuses what of a file from outside cannot be drawn.
 */
export async function drawPage(
  pdf: Uint8Array,
  page: number,
  { asker, isOurs }: DrawnFor = {},
): Promise<Uint8Array | undefined> {
  const key = `${createHash('sha256').update(pdf).digest('hex')} ${page}`
  const known = drawings.get(key)
  if (known) return known
  const drawn = (await paint({ pdf, page, resolution }, { asker, isOurs })) as Uint8Array
  if (drawn.length === 0) return undefined
  drawings.keep(key, drawn)
  return drawn
}

/** A file of ours that cannot be drawn is a defect; one from outside is what it is, and is refused in words. */
function paint(request: DrawRequest, { asker, isOurs }: DrawnFor): Promise<Uint8Array | number> {
  if (isOurs) return painters.ours.ask(request, asker)
  return painters.outside.ask(request, asker).catch((error: Error) => {
    const isTooSlow = error instanceof Refusal && error.details.alone
    throw isTooSlow || ofFile.test(error.message) ? pageNotDrawn() : error
  })
}

/** What our worker says of a file, and what WebAssembly says of one that PDFium breaks on. */
const ofFile = /reads no document|too much memory|unreachable|out of bounds|indirect call|signature mismatch/

/** Ends the drawing threads at once; the next call starts them again. For a graceful stop. */
export async function stopDrawing(): Promise<void> {
  await Promise.all([painters.ours.stop(), painters.outside.stop()])
}
