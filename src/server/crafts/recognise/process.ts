/**
 * A process that does nothing but read letters, one at a time: PDFium and Tesseract, both compiled to WebAssembly. It holds no
 * secret, no connection and no right to write; whoever started it ends it when a letter takes too long or too much.
 */

import { linesOf, textOf } from './lines.ts'
import type { Box, LetterField, LetterReading, PageReading, Proposals, Word } from './model.ts'
import { type OpenPdf, openPdf } from './pdfium.ts'
import { jpegAsPdf } from './picture-page.ts'
import { pngAsGrey } from './png-grey.ts'
import type { LetterQuestion, LetterReply } from './process-messages.ts'
import { type LetterFacts, readLetter } from './read-letter.ts'
import { isVietnamese, placeOnPage, type ReadPage, readPicture } from './read-page.ts'

const resolution = 200
/** From so many words on the letters of a file are its text, not a stamp on a picture. */
const fewWords = 12

process.on('disconnect', () => process.exit())
process.on('message', (question: LetterQuestion) => {
  void answer(question).then((reply) => process.send?.(reply))
})

async function answer(question: LetterQuestion): Promise<LetterReply> {
  try {
    return { reading: await read(question) }
  } catch (error) {
    return { unreadable: error instanceof Error ? error.message : String(error) }
  }
}

async function read({ bytes, mediaType, ...limits }: LetterQuestion): Promise<LetterReading> {
  if (mediaType === 'image/png') {
    const page = await readPicture(pngAsGrey(bytes))
    return { pageCount: 1, pages: [readingOf(1, page, 'picture')], proposals: proposalsOf(page, 1) }
  }
  const pdf = await openPdf(mediaType === 'image/jpeg' ? jpegAsPdf(bytes) : bytes)
  try {
    return await readPages(pdf, limits)
  } finally {
    pdf.close()
  }
}

async function readPages(
  pdf: OpenPdf,
  { mostPages, mostTime }: Pick<LetterQuestion, 'mostPages' | 'mostTime'>,
): Promise<LetterReading> {
  const end = performance.now() + mostTime
  const pages: PageReading[] = []
  let proposals: Proposals = {}
  for (let number = 1; number <= Math.min(pdf.pageCount, mostPages); number++) {
    if (number > 1 && performance.now() > end) break
    const own = pdf.words(number)
    const page =
      own.length >= fewWords
        ? ownPage(own, pdf.height(number))
        : await readPicture(pdf.draw(number, resolution))
    pages.push(readingOf(number, page, own.length >= fewWords ? 'text' : 'picture'))
    // A cover of nothing but a blank side is passed over; what stands behind the first written page is no head.
    if (Object.keys(proposals).length === 0 && number <= 2) proposals = proposalsOf(page, number)
    process.send?.({ page: number } satisfies LetterReply)
  }
  return { pageCount: pdf.pageCount, pages, proposals }
}

/** A page whose letters the file holds. */
function ownPage(words: Word[], height: number): ReadPage {
  const state = isVietnamese(words.map(({ text }) => text)) ? 'read' : 'other_language'
  return { state, quarter: 0, skew: 0, confidence: 1, words, height }
}

function readingOf(page: number, read: ReadPage, from: PageReading['from']): PageReading {
  const { state, quarter, skew, confidence } = read
  return {
    page,
    state,
    from,
    quarter,
    ratio: quarter % 180 === 0 ? read.height : 1 / read.height,
    skew: (skew * 180) / Math.PI,
    confidence,
    text: textOf(linesOf(read.words)).slice(0, 20_000),
  }
}

function proposalsOf(read: ReadPage, page: number): Proposals {
  if (read.state === 'blank' || read.state === 'unreadable') return {}
  const facts: LetterFacts = readLetter(linesOf(read.words), read.height)
  const found = Object.entries(facts).map(([field, { value, confidence, place }]) => {
    const box: Box = placeOnPage(place, read)
    return [field as LetterField, { value, confidence: Math.max(0, Math.min(1, confidence)), page, box }]
  })
  return Object.fromEntries(found)
}
