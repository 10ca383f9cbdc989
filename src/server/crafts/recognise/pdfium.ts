/** Pages by PDFium: as shades of grey, and the letters a file has of its own. For a process that may be ended. */
import { readFileSync } from 'node:fs'
import { init, type WrappedPdfiumModule } from '@embedpdf/pdfium'
import type { Grey } from './grey.ts'
import type { Word } from './model.ts'

const pointsPerInch = 72
/** An A4 page at 200 dots per inch has 3.9 million. */
const maximumDots = 9_000_000
/** FPDFBitmap_Gray; FPDF_ANNOT and FPDF_GRAYSCALE of fpdfview.h. */
const greyFormat = 1
const flags = 0x01 | 0x08
const imageObject = 3
const white = 0xffffffff
const maximumLetters = 20_000

export interface OpenPdf {
  pageCount: number
  /** The page as it is shown, its own rotation applied. */
  draw(page: number, resolution: number): Grey
  /** Height in parts of the width, as it is shown. */
  height(page: number): number
  /** Its letters put into words; none where they lie over a picture of the whole page, which a scanner has put there. */
  words(page: number): Word[]
  close(): void
}

/** Throws where PDFium reads no document. */
export async function openPdf(pdf: Uint8Array): Promise<OpenPdf> {
  const fium = await start()
  const { malloc, free } = fium.pdfium.wasmExports
  const address = malloc(pdf.length)
  if (address === 0) throw new RangeError('no memory for the file')
  memoryOf(fium).set(pdf, address)
  const document = fium.FPDF_LoadMemDocument(address, pdf.length, '')
  if (document === 0) throw new Error(`PDFium reads no document, error ${fium.FPDF_GetLastError()}`)
  const withPage = <T>(number: number, use: (page: number) => T): T => {
    const page = fium.FPDF_LoadPage(document, number - 1)
    if (page === 0) throw new Error('PDFium reads no such page')
    try {
      return use(page)
    } finally {
      fium.FPDF_ClosePage(page)
    }
  }
  return {
    pageCount: fium.FPDF_GetPageCount(document),
    draw: (number, resolution) => withPage(number, (page) => draw(fium, page, resolution)),
    height: (number) =>
      withPage(number, (page) => {
        const { width, height } = sizeOf(fium, page)
        return height / Math.max(1, width)
      }),
    words: (number) => withPage(number, (page) => (isPictured(fium, page) ? [] : wordsOf(fium, page))),
    close: () => {
      fium.FPDF_CloseDocument(document)
      free(address)
    },
  }
}

let started: WrappedPdfiumModule | undefined

async function start(): Promise<WrappedPdfiumModule> {
  if (started) return started
  const file = readFileSync(new URL(import.meta.resolve('@embedpdf/pdfium/pdfium.wasm')))
  started = await init({ wasmBinary: new Uint8Array(file).buffer as ArrayBuffer })
  started.PDFiumExt_Init()
  return started
}

/** A new view each time: growing detaches the old one. */
function memoryOf({ pdfium }: WrappedPdfiumModule): Uint8Array {
  return (pdfium as unknown as { HEAPU8: Uint8Array }).HEAPU8
}

function sizeOf(fium: WrappedPdfiumModule, page: number): { width: number; height: number } {
  return { width: fium.FPDF_GetPageWidthF(page), height: fium.FPDF_GetPageHeightF(page) }
}

function draw(fium: WrappedPdfiumModule, page: number, resolution: number): Grey {
  const size = sizeOf(fium, page)
  const wanted = resolution / pointsPerInch
  const scale = Math.min(wanted, Math.sqrt(maximumDots / Math.max(1, size.width * size.height)))
  const width = Math.max(1, Math.round(size.width * scale))
  const height = Math.max(1, Math.round(size.height * scale))
  if (width * height > maximumDots * 1.1) throw new RangeError('the page has no honest size')
  const bitmap = fium.FPDFBitmap_CreateEx(width, height, greyFormat, 0, 0)
  if (bitmap === 0) throw new RangeError('no memory for the page')
  try {
    fium.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, white)
    fium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, flags)
    const first = fium.FPDFBitmap_GetBuffer(bitmap)
    const stride = fium.FPDFBitmap_GetStride(bitmap)
    const dots = new Uint8Array(width * height)
    const memory = memoryOf(fium)
    for (let row = 0; row < height; row++)
      dots.set(memory.subarray(first + row * stride, first + row * stride + width), row * width)
    return { width, height, dots }
  } finally {
    fium.FPDFBitmap_Destroy(bitmap)
  }
}

/** Whether one picture covers most of the page: then letters over it are a scanner's guess. */
function isPictured(fium: WrappedPdfiumModule, page: number): boolean {
  const { width, height } = sizeOf(fium, page)
  const count = Math.min(fium.FPDFPage_CountObjects(page), 2_000)
  return withNumbers(fium, 4, (at, floats) => {
    for (let index = 0; index < count; index++) {
      const object = fium.FPDFPage_GetObject(page, index)
      if (fium.FPDFPageObj_GetType(object) !== imageObject) continue
      if (!fium.FPDFPageObj_GetBounds(object, at, at + 4, at + 8, at + 12)) continue
      const [left = 0, bottom = 0, right = 0, top = 0] = floats()
      if ((right - left) * (top - bottom) > 0.7 * width * height) return true
    }
    return false
  })
}

function wordsOf(fium: WrappedPdfiumModule, page: number): Word[] {
  const text = fium.FPDFText_LoadPage(page)
  if (text === 0) return []
  const { width, height } = sizeOf(fium, page)
  /** Ten dots a point: places come back as whole dots. */
  const across = Math.round(width * 10)
  const down = Math.round(height * 10)
  const { malloc, free } = fium.pdfium.wasmExports
  const box = malloc(48)
  const place = (x: number, y: number): [number, number] => {
    fium.FPDF_PageToDevice(page, 0, 0, across, down, 0, x, y, box + 32, box + 36)
    const view = new DataView(memoryOf(fium).buffer, box + 32, 8)
    return [view.getInt32(0, true) / across, view.getInt32(4, true) / across]
  }
  const words: Word[] = []
  let open: Word | undefined
  try {
    const count = Math.min(fium.FPDFText_CountChars(text), maximumLetters)
    for (let index = 0; index < count; index++) {
      const letter = String.fromCodePoint(
        Math.max(0, Math.min(fium.FPDFText_GetUnicode(text, index), 0x10_ffff)),
      )
      if (!/\S/u.test(letter) || letter === '\0' || letter === '\ufffe') {
        open = undefined
        continue
      }
      if (!fium.FPDFText_GetCharBox(text, index, box, box + 8, box + 16, box + 24)) continue
      const view = new DataView(memoryOf(fium).buffer, box, 32)
      const [left, right, bottom, top] = [0, 8, 16, 24].map((at) => view.getFloat64(at, true))
      const [x1, y1] = place(left ?? 0, top ?? 0)
      const [x2, y2] = place(right ?? 0, bottom ?? 0)
      const here = {
        left: Math.min(x1, x2),
        right: Math.max(x1, x2),
        top: Math.min(y1, y2),
        bottom: Math.max(y1, y2),
      }
      if (open && !continues(open, here)) open = undefined
      if (!open) {
        open = { text: letter, confidence: 1, ...here }
        words.push(open)
      } else {
        open.text += letter
        open.left = Math.min(open.left, here.left)
        open.right = Math.max(open.right, here.right)
        open.top = Math.min(open.top, here.top)
        open.bottom = Math.max(open.bottom, here.bottom)
      }
    }
  } finally {
    free(box)
    fium.FPDFText_ClosePage(text)
  }
  return words.map((word) => ({ ...word, text: word.text.normalize('NFC') }))
}

function continues(word: Word, next: { left: number; top: number; bottom: number }): boolean {
  const height = word.bottom - word.top
  return (
    next.top < word.bottom + height / 2 &&
    next.bottom > word.top - height / 2 &&
    next.left < word.right + 0.02
  )
}

function withNumbers<T>(
  fium: WrappedPdfiumModule,
  count: number,
  use: (at: number, read: () => number[]) => T,
): T {
  const { malloc, free } = fium.pdfium.wasmExports
  const at = malloc(count * 4)
  try {
    return use(at, () => {
      const view = new DataView(memoryOf(fium).buffer, at, count * 4)
      return Array.from({ length: count }, (_, index) => view.getFloat32(index * 4, true))
    })
  } finally {
    free(at)
  }
}
