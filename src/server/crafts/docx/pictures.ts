/** Pictures of a Word document: those that may stand in a text of ours, and how wide. */
import { createHash } from 'node:crypto'
import { inspectBytes } from '#server/crafts/inspect/inspect.ts'
import type { Budget } from '#server/crafts/reading-budget.ts'
import { bodyLimits } from '#shared/document/body.ts'
import { Refusal } from '#shared/refusal.ts'
import { sizeOfImage } from './image-size.ts'
import type { Element, ImageElement } from './mammoth-document.ts'

export interface Picture {
  sha256: string
  /** PNG or JPEG, as they lay in the file. */
  bytes: Uint8Array
  widthMm: number
}

/** All pictures of one document together. */
const mostBytes = 20 << 20
/** Of one picture and of all: more are not set on pages. */
const mostDots = 60_000_000
const mostDotsTogether = 240_000_000
const [narrowest, widest] = [5, 165]
const mmOfPixel = 25.4 / 96

/**
 * Each picture that may be taken over: PNG and JPEG that pass the inspection of files handed in, a hundred at most. What is not among
 * them was another kind, damaged, only named by its address, too large or too much. Throws `BudgetSpent` beyond the budget.
 */
export async function gatherPictures(
  elements: readonly Element[],
  widths: ReadonlyMap<string, readonly number[]>,
  budget: Budget,
): Promise<ReadonlyMap<Element, Picture>> {
  const pictures = new Map<Element, Picture>()
  const shown = new Map<string, number>()
  let left = mostBytes
  let dotsLeft = mostDotsTogether
  for (const element of imagesIn(elements)) {
    if (pictures.size === bodyLimits.images) break
    const bytes = await bytesOf(element)
    if (!bytes || bytes.length > left) continue
    budget.takeBytes(bytes.length)
    if (!(await isAccepted(bytes, budget))) continue
    const { width, ratio } = sizeOfImage(bytes)
    const dots = width * width * ratio
    if (dots > mostDots || dots > dotsLeft) continue
    dotsLeft -= dots
    left -= bytes.length
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    const before = shown.get(sha256) ?? 0
    shown.set(sha256, before + 1)
    const known = widths.get(sha256)
    pictures.set(element, { sha256, bytes, widthMm: fitted(known?.[before] ?? known?.at(-1), bytes) })
  }
  return pictures
}

/** Nothing where the file names a part it does not hold: mammoth then throws before it promises anything. */
async function bytesOf(element: ImageElement): Promise<Buffer | undefined> {
  try {
    return await element.readAsBuffer()
  } catch {
    return undefined
  }
}

async function isAccepted(bytes: Buffer, budget: Budget): Promise<boolean> {
  try {
    return /^image\/(png|jpeg)$/.test(await inspectBytes(bytes, budget))
  } catch (error) {
    if (error instanceof Refusal) return false
    throw error
  }
}

/** As wide as in Word, between the margins; where the file does not say it, as wide as on a screen. */
function fitted(width: number | undefined, bytes: Buffer): number {
  const own = width ?? sizeOfImage(bytes).width * mmOfPixel
  return Math.round(Math.max(narrowest, Math.min(widest, own)) * 10) / 10
}

function imagesIn(elements: readonly Element[]): ImageElement[] {
  return elements.flatMap((element): ImageElement[] => {
    if (element.type === 'image') return [element]
    return 'children' in element ? imagesIn(element.children) : []
  })
}
