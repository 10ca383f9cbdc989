/** A PDF as its layout is judged, from what stands on its pages. */
import { findRoles } from '../find-roles.ts'
import type { PageModel, PageNumber, Sheet } from '../model.ts'
import { alignTitles } from './align-titles.ts'
import { areaOf, buildParagraphs, wordsOfPiece } from './paragraphs.ts'
import type { PdfPage, Piece } from './pieces.ts'

/** Behind these a page's number may stand. */
const margin = 19.5
const smallest = 10.6
const millimetre = 72 / 25.4

/** The pages that were read, of so many. */
export function modelOfPages(pages: PdfPage[], count: number): PageModel {
  const pageNumbers: PageNumber[] = []
  const kept = pages.map((page, index) => {
    const pieces = page.pieces.filter((piece) => {
      const number = pageNumber(piece, page, index + 1)
      if (number) pageNumbers.push(number)
      return !number && !isInMargin(piece, page, index + 1) && !(index === 0 && isContact(piece, page))
    })
    return { ...page, pieces }
  })
  const area = areaOf(kept)
  const paragraphs = buildParagraphs(kept, area)
  findRoles(paragraphs)
  alignTitles(paragraphs, area)
  const hasText = kept.some(({ pieces }) => pieces.length > 0)
  return {
    format: 'pdf',
    sheets: kept.map((page, index) => sheetOf(page, index + 1, area)),
    paragraphs,
    pageNumbers: hasText ? pageNumbers : undefined,
    pages: count,
    unread: Math.max(0, count - pages.length),
  }
}

/** A page without a single letter, but with a picture: a scan, of which nothing can be judged. */
export function isScan(pages: readonly PdfPage[]): boolean {
  return pages.every(({ pieces }) => pieces.length === 0) && pages.some(({ hasPictures }) => hasPictures)
}

function pageNumber(piece: Piece, { width, height }: PdfPage, page: number): PageNumber | undefined {
  const words = wordsOfPiece(piece).trim()
  const above = piece.baseline < margin + 1
  const below = piece.baseline > height - margin
  if (
    (!above && !below) ||
    !/^(?:Trang )?[-–]? ?(?:\d{1,4}|[ivxlc]{1,6})(?:\/\d{1,4})? ?[-–]?$/iu.test(words)
  )
    return undefined
  const middle = (piece.left + piece.right) / 2
  // The middle of the text lies right of that of the paper, by half of what the margins differ.
  const isCentred = middle > width / 2 - 6 && middle < width / 2 + 12
  const [run = { text: words }] = piece.runs
  const box = {
    x: piece.left,
    y: piece.baseline - (piece.size / millimetre) * 0.9,
    width: piece.right - piece.left,
    height: (piece.size / millimetre) * 1.15,
  }
  return {
    page,
    text: words,
    align: isCentred ? 'center' : middle < width / 2 ? 'left' : 'right',
    above,
    run,
    box,
  }
}

/** Running titles, and notes at the foot, in small letters. */
function isInMargin({ baseline, size }: Piece, { height }: PdfPage, page: number): boolean {
  const isSmall = size < smallest
  return isSmall && ((page > 1 && baseline < margin + 4) || baseline > height - 27)
}

/** Ô số 13, address and telephone: small letters at the foot of the first page, under a line across it. */
function isContact({ baseline, size }: Piece, { width, height, pieces, strokes }: PdfPage): boolean {
  if (size > 12.3 || baseline < height * 0.8) return false
  const line = strokes.find(
    ({ left, right, y }) => right - left > (width - 50) * 0.9 && y < baseline && y > height * 0.75,
  )
  return line !== undefined && pieces.every((other) => other.size < 12.7 || other.baseline < line.y)
}

function sheetOf(
  { width, height, pieces, strokes }: PdfPage,
  page: number,
  area: { left: number; right: number },
): Sheet {
  // What marks a draft stands in the margin, outside the text.
  const text = pieces.filter(
    (one) => one.size >= smallest && !/^(?:DỰ THẢO|CHƯA ĐÓNG DẤU)/iu.test(wordsOfPiece(one)),
  )
  if (text.length === 0) return { page, width, height }
  const top = Math.min(...text.map(({ baseline, size }) => baseline - (size / millimetre) * 0.78))
  const bottom = height - Math.max(...text.map(({ baseline, size }) => baseline + (size / millimetre) * 0.22))
  const own = {
    left: Math.min(...text.map(({ left }) => left)),
    // A table reaches as far as its lines, whatever stands in its last column; some offices draw them a little beyond the text.
    right: Math.max(
      ...text.map(({ right }) => right),
      ...strokes.map(({ right }) => Math.min(right, area.right)),
    ),
  }
  // A page that is not full shows no lower edge, a short line no right one.
  return {
    page,
    width,
    height,
    margins: {
      ...(top < 28 ? { top: nearest(top, 20, 25) } : {}),
      ...(bottom < 20 ? { bottom: nearest(bottom, 20, 25) } : {}),
      ...(page === 1 || own.left < area.left - 1
        ? { left: nearest(Math.min(own.left, area.left), 30, 35) }
        : {}),
      ...(own.right - own.left > (width - 50) * 0.9 ? { right: nearest(width - own.right, 15, 20) } : {}),
    },
  }
}

/** Letters do not fill their boxes: within one and a half millimetres of what is asked it is that. */
function nearest(value: number, from: number, to: number): number {
  if (value < from && value > from - 1.5) return from
  return value > to && value < to + 1.5 ? to : Math.round(value * 10) / 10
}
