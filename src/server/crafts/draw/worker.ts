/** Draws pages with PDFium, compiled to WebAssembly: nothing in a PDF runs, and it reaches neither files nor network. */
import { readFileSync } from 'node:fs'
import { init, type WrappedPdfiumModule } from '@embedpdf/pdfium'
import { encode } from 'fast-png'
import { answerThread } from '#server/crafts/threads/answer-thread.ts'

/** A page to draw or, without one, pages to count. */
export type DrawRequest = { pdf: Uint8Array; page?: number; resolution?: number }

const maximumMemory = 256 << 20
/** From here on a new PDFium takes the place of the old: what WebAssembly has grown it never gives back. */
const worn = 96 << 20
const maximumDots = 8_000_000
/** Of a page that would have more. */
const fewerDots = 4_000_000
const pointsPerInch = 72
/** FPDF_ANNOT and FPDF_REVERSE_BYTE_ORDER of fpdfview.h: with what signatures look like, red first. */
const flags = 0x01 | 0x10
const white = 0xffffffff

// The limits of a thread do not count what WebAssembly takes.
const { grow } = WebAssembly.Memory.prototype
WebAssembly.Memory.prototype.grow = function (this: WebAssembly.Memory, pages: number): number {
  if (this.buffer.byteLength + pages * 65_536 > maximumMemory) throw new RangeError('too much memory to draw')
  return grow.call(this, pages)
}

const wasmBinary = new Uint8Array(readFileSync(new URL(import.meta.resolve('@embedpdf/pdfium/pdfium.wasm'))))
  .buffer as ArrayBuffer
let pdfium: WrappedPdfiumModule | undefined

answerThread<DrawRequest, Uint8Array | number>(async ({ pdf, page, resolution = pointsPerInch }) => {
  if (pdfium && memoryOf(pdfium).length > worn) pdfium = undefined
  const fium = pdfium ?? (await start())
  try {
    return withDocument(fium, pdf, (document) => {
      const count = fium.FPDF_GetPageCount(document)
      if (page === undefined) return count
      return page >= 1 && page <= count ? draw(fium, document, page - 1, resolution) : new Uint8Array()
    })
  } catch (error) {
    // After a fault inside PDFium nothing it holds can be relied on.
    pdfium = undefined
    throw error
  }
})

async function start(): Promise<WrappedPdfiumModule> {
  pdfium = await init({ wasmBinary })
  pdfium.PDFiumExt_Init()
  return pdfium
}

/** Its types leave out what Emscripten gives every program. A new view each time: growing detaches the old one. */
function memoryOf({ pdfium }: WrappedPdfiumModule): Uint8Array {
  return (pdfium as unknown as { HEAPU8: Uint8Array }).HEAPU8
}

function withDocument<T>(fium: WrappedPdfiumModule, pdf: Uint8Array, use: (document: number) => T): T {
  const { malloc, free } = fium.pdfium.wasmExports
  const address = malloc(pdf.length)
  if (address === 0) throw new RangeError('too much memory to draw')
  memoryOf(fium).set(pdf, address)
  const document = fium.FPDF_LoadMemDocument(address, pdf.length, '')
  try {
    if (document === 0) throw new Error(`PDFium reads no document, error ${fium.FPDF_GetLastError()}`)
    return use(document)
  } finally {
    if (document !== 0) fium.FPDF_CloseDocument(document)
    free(address)
  }
}

function draw(
  fium: WrappedPdfiumModule,
  document: number,
  index: number,
  resolution: number,
): Uint8Array<ArrayBuffer> {
  const page = fium.FPDF_LoadPage(document, index)
  const across = (fium.FPDF_GetPageWidthF(page) / pointsPerInch) * resolution
  const down = (fium.FPDF_GetPageHeightF(page) / pointsPerInch) * resolution
  // A plan or a map is larger than any letter: drawn whole, with fewer dots for each inch.
  const fitted = across * down > maximumDots ? Math.sqrt(fewerDots / (across * down)) : 1
  const [width, height] = [Math.round(across * fitted), Math.round(down * fitted)]
  const bitmap = fium.FPDFBitmap_Create(width, height, 0)
  try {
    if (bitmap === 0) throw new RangeError('too much memory to draw')
    fium.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, white)
    fium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, flags)
    const start = fium.FPDFBitmap_GetBuffer(bitmap)
    const stride = fium.FPDFBitmap_GetStride(bitmap)
    const dots = memoryOf(fium).subarray(start, start + stride * height)
    const png = encode({ width, height, channels: 3, depth: 8, data: opaque(dots, width, height, stride) })
    return new Uint8Array(png)
  } finally {
    if (bitmap !== 0) fium.FPDFBitmap_Destroy(bitmap)
    fium.FPDF_ClosePage(page)
  }
}

/** Red, green and blue of rows that hold a fourth byte. */
function opaque(dots: Uint8Array, width: number, height: number, stride: number): Uint8Array {
  const colours = new Uint8Array(width * height * 3)
  let to = 0
  for (let row = 0; row < height; row++) {
    for (let from = row * stride; from < row * stride + width * 4; from += 4) {
      colours[to++] = dots[from] ?? 0
      colours[to++] = dots[from + 1] ?? 0
      colours[to++] = dots[from + 2] ?? 0
    }
  }
  return colours
}
