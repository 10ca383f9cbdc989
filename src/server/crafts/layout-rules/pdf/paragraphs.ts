/** From pieces of lines to paragraphs as somebody wrote them: where they begin, how they are aligned and what parts them. */
import { type Align, type Paragraph, type Run, textOf } from '../model.ts'
import { isTitleLine } from '../title-lines.ts'
import type { PdfPage, Piece, Stroke } from './pieces.ts'

/** Where text stands on these pages, in millimetres. */
export interface Area {
  left: number
  right: number
}

const millimetre = 72 / 25.4
/** Smaller letters stand in margins and notes. */
const smallest = 10.6
/** Ascent, descent and gap of Times New Roman: one line, in letters' heights. */
const singleLine = 1.149

export const wordsOfPiece = (piece: Piece) => textOf(piece)
const centre = ({ left, right }: { left: number; right: number }) => (left + right) / 2

/** Left edge of most lines, right edge of the longest. */
export function areaOf(pages: readonly PdfPage[]): Area {
  const pieces = pages.filter(({ width, height }) => width <= height).flatMap((page) => page.pieces)
  const text = pieces.filter(({ size }) => size >= smallest)
  const used = text.length > 0 ? text : pieces
  // One letter beyond the margin is no margin: the second percent.
  const lefts = used.map(({ left }) => left).sort((one, other) => one - other)
  const rights = used.map(({ right }) => right).sort((one, other) => one - other)
  return {
    left: lefts[Math.floor(lefts.length * 0.02)] ?? 30,
    right: rights[Math.ceil(rights.length * 0.98) - 1] ?? 195,
  }
}

interface Draft {
  lines: Piece[]
  /** It goes on from the page before. */
  isBroken: boolean
}

/** Paragraphs in the order in which they were written. */
export function buildParagraphs(pages: readonly PdfPage[], area: Area): Paragraph[] {
  const drafts: Draft[] = []
  for (const page of pages) {
    for (const piece of page.pieces) {
      const last = drafts.at(-1)
      const before = last?.lines.at(-1)
      if (last && before && continues(before, piece, last, area)) last.lines.push(piece)
      else drafts.push({ lines: [piece], isBroken: false })
    }
  }
  const pitch = usualPitch(drafts)
  return drafts.map((draft, index) => paragraphOf(draft, { drafts, index, pages, area, pitch }))
}

const isCapital = (words: string) => /\p{L}/u.test(words) && words === words.toLocaleUpperCase('vi')
const beginsItem = (words: string) =>
  /^(?:[-–—+•*] |\d{1,3}[.)] |[a-zđ]{1,2}\) |Điều \d|Căn cứ |Chương |Mục \d|Kính gửi|Phụ lục|Số:|V ?[/.] ?v\s)/u.test(
    words,
  )

function continues(before: Piece, next: Piece, { lines }: Draft, area: Area): boolean {
  const words = wordsOfPiece(next)
  if (beginsItem(words) || Math.abs(before.size - next.size) > 1) return false
  const em = next.size / millimetre
  const down = next.baseline - before.baseline
  const isNextPage = next.page === before.page + 1
  const isWide = !isNextPage && down > em * 1.85
  if (!isNextPage && (next.page !== before.page || down < em * 0.7 || down > em * 2.6)) return false
  const [one, other] = [wordsOfPiece(before), words]
  if (isTitleLine(one) || (isTitleLine(other) && !sameFace(before, next))) return false
  // What goes on over the page fills its line, and begins at the edge.
  const isFull = before.right + firstWord(next) > area.right - 1
  const atEdge = Math.abs(next.left - area.left) < 2.5
  if (isNextPage) return isFull && atEdge && before.right - before.left > (area.right - area.left) * 0.8
  // Lines wider apart than the law has them are one paragraph where each fills its line and the next begins at the edge.
  if (isWide) return isFull && atEdge && isEven(lines, down)
  // The short last line of a paragraph has its middle anywhere.
  const isLast = before.left < area.left + 2.5 && before.right < area.right - 5
  const isCentred = !isLast && Math.abs(centre(before) - centre(next)) < 2
  if (isCentred && !atEdge && !isCapital(one) && !isCapital(other)) return sameFace(before, next)
  if (isFull && atEdge) return true
  // In a cell, far from the edge.
  if (before.left > area.left + 20 && Math.abs(before.left - next.left) < 0.7 && !isCapital(one))
    return sameFace(before, next)
  const [first] = lines
  // A list in a column, or one whose lines hang under its words: what has not ended goes on beneath.
  const inset = next.left - (first?.left ?? 0)
  const inColumn = Math.abs(inset) < 8 && before.right < area.left + (area.right - area.left) * 0.62
  const isHanging = inset > 0.5 && inset < 8
  return (inColumn || isHanging) && /^[-–]/.test(wordsOfPiece(first ?? before)) && !/[;.]$/.test(one)
}

/** As far down as the lines before stand from each other. */
function isEven(lines: readonly Piece[], down: number): boolean {
  const [one, other] = lines.slice(-2)
  return !one || !other || Math.abs(other.baseline - one.baseline - down) < 0.5
}

const sameFace = (one: Piece, other: Piece) =>
  one.runs[0]?.bold === other.runs[0]?.bold && one.runs[0]?.italic === other.runs[0]?.italic

/** How wide it would have been at the end of the line before, in millimetres. */
function firstWord({ runs, size }: Piece): number {
  const [word = ''] = textOf({ runs }).split(' ')
  return ((word.length + 1) * size * 0.45) / millimetre
}

function usualPitch(drafts: readonly Draft[]): number | undefined {
  const pitches = drafts
    .flatMap(({ lines }) => (lines.length > 1 ? pitchOf(lines) : []))
    .sort((one, other) => one - other)
  return pitches[Math.floor(pitches.length / 2)]
}

/** Of lines of text, in letters' heights. */
function pitchOf(lines: readonly Piece[]): number[] {
  return lines.slice(1).flatMap((line, index) => {
    const before = lines[index] as Piece
    if (line.page !== before.page || line.size < 12.5) return []
    return [(line.baseline - before.baseline) / (line.size / millimetre)]
  })
}

interface Around {
  drafts: readonly Draft[]
  index: number
  pages: readonly PdfPage[]
  area: Area
  pitch: number | undefined
}

function paragraphOf(draft: Draft, around: Around): Paragraph {
  const { lines } = draft
  const { area, pages } = around
  const first = lines[0] as Piece
  const onPage = lines.filter(({ page }) => page === first.page)
  const left = Math.min(...onPage.map((line) => line.left))
  const right = Math.max(...onPage.map((line) => line.right))
  const top = first.baseline - (first.size / millimetre) * 0.9
  const bottom = Math.max(...onPage.map((line) => line.baseline + (line.size / millimetre) * 0.25))
  const page = pages[first.page - 1]
  // Each line on its own page: a paragraph goes on over the next, where other lines stand as high as these.
  const inTable = lines.some((line) => {
    const own = pages[line.page - 1]
    return isBeside(line, own?.pieces ?? []) || isRuled(line, own?.strokes ?? [])
  })
  const align = alignOf(lines, area)
  const pitches = pitchOf(lines)
  return {
    runs: joined(lines),
    page: first.page,
    box: { x: left, y: top, width: right - left, height: bottom - top },
    column: columnOf({ left, right }, area),
    inTable,
    align,
    indent: inTable || align === 'center' || align === 'right' ? undefined : first.left - area.left,
    gap: inTable ? undefined : gapBefore(draft, around),
    lineSpacing: pitches.length > 0 ? Math.max(...pitches) / singleLine : undefined,
    line: lineUnder(onPage, page?.strokes ?? []),
  }
}

function joined(lines: readonly Piece[]): Run[] {
  const runs: Run[] = []
  for (const [index, line] of lines.entries()) {
    for (const [at, run] of line.runs.entries()) {
      runs.push(index > 0 && at === 0 ? { ...run, text: ` ${run.text}` } : run)
    }
  }
  return runs
}

function columnOf(box: { left: number; right: number }, { left, right }: Area): Paragraph['column'] {
  const width = right - left
  const middle = (centre(box) - left) / width
  if (middle < 0.4 && box.right < left + width * 0.56) return 'left'
  return middle > 0.6 && box.left > left + width * 0.3 ? 'right' : 'all'
}

function isBeside(line: Piece, pieces: readonly Piece[]): boolean {
  return pieces.some(
    (other) =>
      other !== line &&
      Math.abs(other.baseline - line.baseline) < line.size / millimetre / 3 &&
      (other.left > line.right || other.right < line.left),
  )
}

/** A cell that spans others, or stands alone in its row, has nothing beside it but a line above and one below, each longer than its words. */
function isRuled(line: Piece, strokes: readonly Stroke[]): boolean {
  const reach = (line.size / millimetre) * 2.5
  const spans = (from: number, to: number) =>
    strokes.some(
      ({ left, right, y }) => y > from && y < to && left < line.left + 0.3 && right > line.right - 0.3,
    )
  return spans(line.baseline - reach, line.baseline - 0.5) && spans(line.baseline, line.baseline + reach)
}

function alignOf(lines: readonly Piece[], area: Area): Align | undefined {
  const [first] = lines
  if (!first) return undefined
  const middle = centre(area)
  // A line that begins where paragraphs do may end as far from the other edge by chance.
  const isIndented = first.left > area.left + 9 && first.left < area.left + 13.5 && !first.runs[0]?.bold
  const isMiddle = lines.every((line) => Math.abs(centre(line) - middle) < 3)
  if (isMiddle && first.left > area.left + 8 && !isIndented) return 'center'
  if (lines.length < 2) return undefined
  const centres = lines.map(centre)
  const width = area.right - area.left
  if (first.right - first.left < width * 0.7) {
    return Math.max(...centres) - Math.min(...centres) < 2 ? 'center' : undefined
  }
  const full = lines.slice(0, -1)
  return full.every(({ right }) => right > area.right - 1.6) ? 'justify' : 'left'
}

/** Points between it and the paragraph before, beyond the lines' own distance. */
function gapBefore({ lines }: Draft, { drafts, index, pitch }: Around): number | undefined {
  const [first, before] = [lines[0], drafts[index - 1]?.lines.at(-1)]
  if (!first || !before || before.page !== first.page || before.size < 12.5 || first.size < 12.5)
    return undefined
  const down = (first.baseline - before.baseline) * millimetre
  // Where lines stand closer or wider than single ones, the paragraph's own distance is what is beyond them.
  const lineHeight = Math.max(first.size, before.size) * Math.min(pitch ?? singleLine, singleLine)
  return down > 0 && down < first.size * 4 ? Math.round((down - lineHeight) * 10) / 10 : undefined
}

/** The nearest line beneath its last words, around the same middle, as a part of them; of several lines, of the longest one where that fits better. */
function lineUnder(lines: readonly Piece[], strokes: readonly Stroke[]): number | null {
  const last = lines.at(-1) as Piece
  const reach = (last.size / millimetre) * 1.1
  const longest = Math.max(...lines.map(({ left, right }) => right - left))
  const stroke = strokes.find(
    (one) =>
      one.page === last.page &&
      one.y > last.baseline &&
      one.y < last.baseline + reach &&
      Math.abs(centre(one) - centre(last)) < 4 &&
      one.right - one.left < longest * 1.5,
  )
  if (!stroke) return null
  const length = stroke.right - stroke.left
  const parts = lines.map(({ left, right }) => length / (right - left))
  const ofLast = parts.at(-1) ?? 0
  // Which of its lines the law means it does not say.
  return ofLast > 0.5 ? Math.min(...parts, ofLast) : ofLast
}
