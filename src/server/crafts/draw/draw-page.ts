import { createHash } from 'node:crypto'
import { createRecent } from '#server/crafts/recent.ts'
import { createThread } from '#server/crafts/threads/thread.ts'
import type { DrawRequest } from './worker.ts'

/** Dots per inch: an A4 page is 1240 × 1754 and stays sharp on a screen of two dots per point. */
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
  isOurs?: boolean
}

/** Pages drawn last, by the fingerprint of their file: the same bytes always look the same. */
const drawings = createRecent(64 << 20)

/** How many pages a PDF has. */
export async function countPages(pdf: Uint8Array, { asker, isOurs }: DrawnFor = {}): Promise<number> {
  return (await painters[isOurs ? 'ours' : 'outside'].ask({ pdf }, asker)) as number
}

/**
 * One page of a PDF, counted from 1, as PDFium draws it: a PNG of 150 dots per inch, annotations and signatures included.
 * Undefined when there is no such page. Works in a thread of its own with bounded memory and time, where everyone has a turn before
 * any `asker` has a second.
 */
export async function drawPage(
  pdf: Uint8Array,
  page: number,
  { asker, isOurs }: DrawnFor = {},
): Promise<Uint8Array | undefined> {
  const key = `${createHash('sha256').update(pdf).digest('hex')} ${page}`
  const known = drawings.get(key)
  if (known) return known
  const drawn = (await painters[isOurs ? 'ours' : 'outside'].ask(
    { pdf, page, resolution },
    asker,
  )) as Uint8Array
  if (drawn.length === 0) return undefined
  drawings.keep(key, drawn)
  return drawn
}

/** Ends the drawing threads at once; the next call starts them again. For a graceful stop. */
export async function stopDrawing(): Promise<void> {
  await Promise.all([painters.ours.stop(), painters.outside.stop()])
}
