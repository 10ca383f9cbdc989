/** Reads files from outside into the model of their pages: in a thread of its own, with an end to time, steps and memory. */
import { readFileSync } from 'node:fs'
import { init, type WrappedPdfiumModule } from '@embedpdf/pdfium'
import { Budget, BudgetSpent } from '#server/crafts/reading-budget.ts'
import { answerThread } from '#server/crafts/threads/answer-thread.ts'
import { XmlBroken } from '#server/crafts/xml/read-xml.ts'
import { readDocx } from './docx/read-docx.ts'
import type { PageModel } from './model.ts'
import { type PdfPage, readPage } from './pdf/pieces.ts'
import { isScan, modelOfPages } from './pdf/read-pdf.ts'

export type LayoutRequest = { format: 'docx' | 'pdf'; bytes: Uint8Array }
export type LayoutAnswer = PageModel | { refused: 'unreadable' | 'scan' | 'tooMuch' }

const maximumMemory = 256 << 20
export const mostPages = 60

// The limits of a thread do not count what WebAssembly takes.
const { grow } = WebAssembly.Memory.prototype
WebAssembly.Memory.prototype.grow = function (this: WebAssembly.Memory, pages: number): number {
  if (this.buffer.byteLength + pages * 65_536 > maximumMemory) throw new RangeError('too much memory to read')
  return grow.call(this, pages)
}

answerThread<LayoutRequest, LayoutAnswer>(async ({ format, bytes }) => {
  const budget = Budget.forFile(bytes.length)
  try {
    return format === 'docx' ? await readDocx(Buffer.from(bytes), budget) : await readPages(bytes, budget)
  } catch (error) {
    if (error instanceof XmlBroken || error instanceof Unreadable) return { refused: 'unreadable' }
    if (error instanceof BudgetSpent || error instanceof RangeError) return { refused: 'tooMuch' }
    throw error
  }
})

class Unreadable extends Error {}

/** A new PDFium for each file: what one leaves behind is nobody else's. */
async function readPages(pdf: Uint8Array, budget: Budget): Promise<LayoutAnswer> {
  const wasmBinary = new Uint8Array(
    readFileSync(new URL(import.meta.resolve('@embedpdf/pdfium/pdfium.wasm'))),
  ).buffer as ArrayBuffer
  const fium = await init({ wasmBinary })
  fium.PDFiumExt_Init()
  const memory = () => memoryOf(fium)
  const address = fium.pdfium.wasmExports.malloc(pdf.length)
  if (address === 0) throw new RangeError('too much memory to read')
  memory().set(pdf, address)
  const document = fium.FPDF_LoadMemDocument(address, pdf.length, '')
  if (document === 0) throw new Unreadable()
  const count = fium.FPDF_GetPageCount(document)
  if (count < 1) throw new Unreadable()
  const pages: PdfPage[] = []
  for (let index = 0; index < Math.min(count, mostPages); index++) {
    pages.push(readPage(fium, { document, index, memory, budget }))
  }
  fium.FPDF_CloseDocument(document)
  return isScan(pages) ? { refused: 'scan' } : modelOfPages(pages, count)
}

function memoryOf({ pdfium }: WrappedPdfiumModule): Uint8Array {
  return (pdfium as unknown as { HEAPU8: Uint8Array }).HEAPU8
}
