/** One page read: straightened and turned where it lies askew, and said to be blank, foreign or unreadable where it is. */
import { type Grey, inkPlaces, quarterTurn, turnBy, upsideDown } from './grey.ts'
import { vietnameseLetters } from './letter-words.ts'
import type { Box, PageState, Quarter, Word } from './model.ts'
import { liesOnItsSide, skewOf } from './skew.ts'
import { type Recognised, recogniseWords } from './tesseract.ts'

export interface ReadPage {
  state: PageState
  quarter: Quarter
  /** In radians. */
  skew: number
  confidence: number
  words: Word[]
  /** Height in parts of the width, as the page stands upright. */
  height: number
}

/** Below this, the other way up is tried. */
const doubtful = 0.7
const hopeless = 0.4
/** A hair more than what a sheet's edge and dust leave. */
const leastInk = 0.0004
/** Leaning by less changes no letter. */
const leastSkew = 0.0026
/** Vietnamese has an accent or a letter of its own in about six words of ten. */
const leastVietnamese = 0.15

/** Reads a picture of a page, whichever way up it was scanned. */
export async function readPicture(page: Grey): Promise<ReadPage> {
  const nothing = { quarter: 0 as const, skew: 0, confidence: 0, words: [], height: page.height / page.width }
  const step = Math.max(1, Math.round(page.width / 800))
  const cells = (page.width / step) * (page.height / step)
  if (inkPlaces(page, step).length / 2 / cells < leastInk) return { state: 'blank', ...nothing }
  const onSide = liesOnItsSide(page)
  const upright = onSide ? quarterTurn(page) : page
  const skew = skewOf(upright)
  const straight = Math.abs(skew) < leastSkew ? upright : turnBy(upright, -skew)
  const first = await recogniseWords(straight)
  const second = first.confidence < doubtful ? await recogniseWords(upsideDown(straight)) : undefined
  const isTurned = second !== undefined && second.confidence > first.confidence
  const best = isTurned ? second : first
  const quarter = (((onSide ? 90 : 0) + (isTurned ? 180 : 0)) % 360) as Quarter
  return {
    state: stateOf(best),
    quarter,
    skew: Math.abs(skew) < leastSkew ? 0 : skew,
    confidence: best.confidence,
    words: best.words,
    height: straight.height / straight.width,
  }
}

function stateOf({ words, confidence }: Recognised): PageState {
  if (words.length === 0) return 'blank'
  if (confidence < hopeless) return 'unreadable'
  return isVietnamese(words.map(({ text }) => text)) ? 'read' : 'other_language'
}

/** Whether these words are Vietnamese; a handful of them is given the benefit of the doubt. */
export function isVietnamese(texts: readonly string[]): boolean {
  const words = texts.filter((text) => /\p{L}{2}/u.test(text))
  if (words.length < 12) return true
  return words.filter((word) => vietnameseLetters.test(word)).length / words.length >= leastVietnamese
}

/** Where a place of the straightened page is on the page as it was handed in. */
export function placeOnPage(
  place: Pick<Word, 'left' | 'top' | 'right' | 'bottom'>,
  { quarter, skew, height }: Pick<ReadPage, 'quarter' | 'skew' | 'height'>,
): Box {
  const cos = Math.cos(skew)
  const sin = Math.sin(skew)
  const corners = [
    [place.left, place.top],
    [place.right, place.top],
    [place.left, place.bottom],
    [place.right, place.bottom],
  ].map(([x = 0, y = 0]) => {
    // Upside down after it was straightened: undone first.
    const [ux, uy] = quarter === 180 || quarter === 270 ? [1 - x, height - y] : [x, y]
    const [dx, dy] = [ux - 0.5, uy - height / 2]
    const across = cos * dx - sin * dy + 0.5
    const down = (sin * dx + cos * dy + height / 2) / height
    // A quarter clockwise put the left side on top: what is across now was down, from its foot.
    return quarter === 90 || quarter === 270 ? [down, 1 - across] : [across, down]
  })
  const xs = corners.map(([x]) => bounded(x ?? 0))
  const ys = corners.map(([, y]) => bounded(y ?? 0))
  const [x, y] = [Math.min(...xs), Math.min(...ys)]
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y }
}

function bounded(part: number): number {
  return Math.max(0, Math.min(1, part))
}
