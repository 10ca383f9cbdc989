/** What stands on the pages of a PDF, as PDFium tells it: pieces of a line with their letters, and lines that are drawn. */
import type { WrappedPdfiumModule } from '@embedpdf/pdfium'
import type { Budget } from '#server/crafts/reading-budget.ts'
import type { Run } from '../model.ts'

/** Letters of one line without a wide gap, in millimetres from the upper left corner. */
export interface Piece {
  page: number
  left: number
  right: number
  baseline: number
  /** Of most of its letters, in points. */
  size: number
  runs: Run[]
}

/** A horizontal line. */
export interface Stroke {
  page: number
  left: number
  right: number
  y: number
}

export interface PdfPage {
  width: number
  height: number
  pieces: Piece[]
  strokes: Stroke[]
  hasPictures: boolean
}

const millimetre = 72 / 25.4
/** A wider gap parts what stands beside each other, in letters' heights. */
const widestGap = 1.8
const mostObjects = 20_000
const kind = { text: 1, path: 2, image: 3, form: 5 }

/** Memory of PDFium for what it answers, and how it is read. */
interface Scratch {
  at: number
  view(): DataView
}

export function readPage(
  fium: WrappedPdfiumModule,
  {
    document,
    index,
    memory,
    budget,
  }: { document: number; index: number; memory: () => Uint8Array; budget: Budget },
): PdfPage {
  const page = fium.FPDF_LoadPage(document, index)
  if (page === 0) throw new Error('a page that cannot be read')
  const { malloc, free } = fium.pdfium.wasmExports
  const at = malloc(512)
  const scratch = { at, view: () => new DataView(memory().buffer, at, 512) }
  const text = fium.FPDFText_LoadPage(page)
  try {
    const height = fium.FPDF_GetPageHeightF(page)
    const found = { page: index + 1, height }
    const { strokes, hasPictures } = readObjects(fium, page, { ...found, scratch, budget })
    return {
      width: fium.FPDF_GetPageWidthF(page) / millimetre,
      height: height / millimetre,
      pieces: text === 0 ? [] : readLetters(fium, text, { ...found, scratch, budget, memory }),
      strokes,
      hasPictures,
    }
  } finally {
    if (text !== 0) fium.FPDFText_ClosePage(text)
    free(at)
    fium.FPDF_ClosePage(page)
  }
}

interface Reading {
  page: number
  height: number
  scratch: Scratch
  budget: Budget
}

function readLetters(
  fium: WrappedPdfiumModule,
  text: number,
  { page, height, scratch, budget, memory }: Reading & { memory: () => Uint8Array },
): Piece[] {
  const pieces: Piece[] = []
  const looks = new Map<number, Omit<Run, 'text'>>()
  const count = fium.FPDFText_CountChars(text)
  let piece: Piece | undefined
  /** A space or a line's end of PDFium's own: told by where letters stand. */
  let space = false
  for (let index = 0; index < count; index++) {
    budget.step(20)
    const code = fium.FPDFText_GetUnicode(text, index) || 0xfffd
    // What is drawn as a hyphen is one: some fonts say of theirs that it parts a word, and PDFium of one that ends a line.
    const letter = code === 0xad || code === 2 ? '-' : String.fromCodePoint(code)
    if (/[\r\n]/.test(letter)) continue
    if (letter === ' ' || letter === '\u00a0') {
      space = true
      continue
    }
    const object = fium.FPDFText_GetTextObject(text, index)
    let look = looks.get(object)
    if (!look) {
      look = lookOf(fium, text, index, scratch, memory)
      looks.set(object, look)
    }
    const place = placeOf(fium, text, index, scratch)
    if (!place) continue
    const size = look.size ?? 0
    const [left, right] = [place.left / millimetre, place.right / millimetre]
    const baseline = (height - place.baseline) / millimetre
    const em = size / millimetre
    const isNext =
      piece &&
      Math.abs(piece.baseline - baseline) < Math.max(piece.size, size) / millimetre / 2 &&
      left > piece.right - em / 2 &&
      left - piece.right < widestGap * Math.max(em, piece.size / millimetre)
    if (!piece || !isNext) {
      piece = { page, left, right, baseline, size, runs: [] }
      pieces.push(piece)
      space = false
    }
    // Words of some writers are parted by their place alone.
    const isApart = space || left - piece.right > em * 0.2
    append(piece, (isApart && piece.runs.length > 0 ? ' ' : '') + letter, look)
    piece.right = Math.max(piece.right, right)
    space = false
  }
  return pieces
}

function append(piece: Piece, letters: string, look: Omit<Run, 'text'>): void {
  const last = piece.runs.at(-1)
  const isSame =
    last &&
    last.font === look.font &&
    last.size === look.size &&
    last.colour === look.colour &&
    last.bold === look.bold &&
    last.italic === look.italic
  if (isSame) last.text += letters
  else piece.runs.push({ ...look, text: letters })
  piece.size = Math.max(piece.size, look.size ?? 0)
}

function placeOf(fium: WrappedPdfiumModule, text: number, index: number, { at, view }: Scratch) {
  const isFound =
    fium.FPDFText_GetCharBox(text, index, at, at + 8, at + 16, at + 24) &&
    fium.FPDFText_GetCharOrigin(text, index, at + 32, at + 40)
  if (!isFound) return undefined
  const seen = view()
  const [left, right, baseline] = [0, 8, 40].map((offset) => seen.getFloat64(offset, true)) as [
    number,
    number,
    number,
  ]
  return { left, right, baseline }
}

function lookOf(
  fium: WrappedPdfiumModule,
  text: number,
  index: number,
  { at, view }: Scratch,
  memory: () => Uint8Array,
): Omit<Run, 'text'> {
  const length = Math.min(fium.FPDFText_GetFontInfo(text, index, at + 64, 256, at + 48), 256)
  const name = Buffer.from(memory().subarray(at + 64, at + 64 + Math.max(0, length - 1))).toString('utf8')
  const flags = view().getInt32(48, true)
  const weight = fium.FPDFText_GetFontWeight(text, index)
  const hasMatrix = fium.FPDFText_GetMatrix(text, index, at)
  const seen = view()
  const scale = hasMatrix ? Math.hypot(seen.getFloat32(8, true), seen.getFloat32(12, true)) : 1
  const hasColour = fium.FPDFText_GetFillColor(text, index, at, at + 4, at + 8, at + 12)
  const colour = [0, 4, 8]
    .map((offset) => view().getUint32(offset, true).toString(16).padStart(2, '0'))
    .join('')
  return {
    font: name || undefined,
    size: Math.round(fium.FPDFText_GetFontSize(text, index) * (scale || 1) * 100) / 100,
    // The name says it surely; the weight of a font that says nothing is 400.
    bold: /bold|black|heavy|demi/i.test(name) || weight >= 600,
    italic: /italic|oblique/i.test(name) || (flags & 0x40) !== 0,
    colour: hasColour ? colour : undefined,
  }
}

function readObjects(
  fium: WrappedPdfiumModule,
  page: number,
  { page: number, height, scratch, budget }: Reading,
): { strokes: Stroke[]; hasPictures: boolean } {
  const strokes: Stroke[] = []
  let hasPictures = false
  let seen = 0
  const look = (object: number, move: { x: number; y: number }, depth: number): void => {
    budget.step(40)
    if (++seen > mostObjects) return
    const type = fium.FPDFPageObj_GetType(object)
    if (type === kind.image) hasPictures = true
    if (type === kind.form && depth < 4) {
      const inner = moved(fium, object, move, scratch)
      const count = fium.FPDFFormObj_CountObjects(object)
      for (let index = 0; index < count && seen <= mostObjects; index++) {
        look(fium.FPDFFormObj_GetObject(object, index), inner, depth + 1)
      }
    }
    if (
      type !== kind.path ||
      !fium.FPDFPageObj_GetBounds(object, scratch.at, scratch.at + 4, scratch.at + 8, scratch.at + 12)
    )
      return
    const view = scratch.view()
    const [left, bottom, right, top] = [0, 4, 8, 12].map((offset) => view.getFloat32(offset, true)) as [
      number,
      number,
      number,
      number,
    ]
    // A line, or a box as thin as one; its stroke may be counted.
    if (top - bottom > 3.5 || right - left < 14) return
    strokes.push({
      page: number,
      left: (left + move.x) / millimetre,
      right: (right + move.x) / millimetre,
      y: (height - (top + bottom) / 2 - move.y) / millimetre,
    })
  }
  const count = fium.FPDFPage_CountObjects(page)
  for (let index = 0; index < count && seen <= mostObjects; index++) {
    look(fium.FPDFPage_GetObject(page, index), { x: 0, y: 0 }, 0)
  }
  return { strokes, hasPictures }
}

/** Where the inside of a form lies, as far as it is only moved. */
function moved(
  fium: WrappedPdfiumModule,
  object: number,
  { x, y }: { x: number; y: number },
  { at, view }: Scratch,
): { x: number; y: number } {
  if (!fium.FPDFPageObj_GetMatrix(object, at)) return { x, y }
  const seen = view()
  return { x: x + seen.getFloat32(16, true), y: y + seen.getFloat32(20, true) }
}
